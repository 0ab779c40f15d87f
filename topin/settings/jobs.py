"""Settings of the worker, of beat and of the outbox."""

from .environment import number

# Seconds a worker may hold a message before another takes it for dead; longer than any handler may run.
OUTBOX_LEASE = number("TOPIN_OUTBOX_LEASE", 120, least=1)
# Tries before a message is a dead letter: with the pauses of fail_outbox about three hours.
OUTBOX_TRIES = number("TOPIN_OUTBOX_TRIES", 12, least=1)
# Seconds between two looks into the outbox, for what no process woke a worker for.
OUTBOX_POLL = number("TOPIN_OUTBOX_POLL", 3, least=1)
