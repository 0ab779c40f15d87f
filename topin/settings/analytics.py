"""Settings of views and analytics."""

from .environment import choice, number

# Where views wait for the next flush. auto: in Redis, as long as it keeps an append-only file and does not evict
# what has no end, else they go straight to PostgreSQL; always: in Redis whatever it keeps; off: in PostgreSQL.
VIEW_BUFFER = choice("TOPIN_VIEW_BUFFER", "auto", "always", "off")
# Months for which single views are kept; what was counted from them stays. A year's comparison needs 13.
EVENT_LOG_MONTHS = number("TOPIN_EVENT_LOG_MONTHS", 13, least=1)
