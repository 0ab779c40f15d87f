"""GoTrue-compatible accounts, sessions, tokens and one-time codes."""
