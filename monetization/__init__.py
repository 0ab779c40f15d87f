"""Revenue, withdrawals, payouts."""
