"""Settings of the sockets: who may open one, how much each may hold, and how soon silence is noticed."""

from .databases import REDIS_URL
from .environment import number, origins, text

# Installations that share one Redis need different prefixes.
REDIS_PREFIX = text("TOPIN_REDIS_PREFIX", "topin")
# The channel layer carries hints only; its pub/sub form lost none where the core form lost 63 % of a burst.
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL], "prefix": REDIS_PREFIX},
    }
}
# Browsers of these origins may open a socket (scheme://host:port); apps send no Origin and need none.
REALTIME_ORIGINS = origins("TOPIN_REALTIME_ORIGINS") or origins("TOPIN_CORS_ORIGINS")
# Seconds: between heartbeats, for the answer to one, for the first word, and for a snapshot after `reset`.
REALTIME_HEARTBEAT = number("TOPIN_REALTIME_HEARTBEAT", 25, least=1)
REALTIME_PONG = number("TOPIN_REALTIME_PONG", 10, least=1)
REALTIME_HELLO = number("TOPIN_REALTIME_HELLO", 10, least=1)
REALTIME_SNAPSHOT = number("TOPIN_REALTIME_SNAPSHOT", 60, least=1)
# Seconds that PostgreSQL may be away before sockets are told to come back later.
REALTIME_GRACE = number("TOPIN_REALTIME_GRACE", 30, least=1)
# Sockets of one person in one process; the oldest makes way.
REALTIME_SOCKETS = number("TOPIN_REALTIME_SOCKETS", 5, least=1)
# Sockets of one address that have not said hello yet; phones share an address behind a NAT.
REALTIME_UNGREETED = number("TOPIN_REALTIME_UNGREETED", 50, least=1)
# What may wait for a client that reads slowly.
REALTIME_QUEUE_BYTES = number("TOPIN_REALTIME_QUEUE_BYTES", 1024 * 1024, least=1)
REALTIME_QUEUE_FRAMES = number("TOPIN_REALTIME_QUEUE_FRAMES", 500, least=1)
# Frames a second that a client may send, and how many at once.
REALTIME_RATE = number("TOPIN_REALTIME_RATE", 20, least=1)
REALTIME_BURST = number("TOPIN_REALTIME_BURST", 40, least=1)
# Database connections of one realtime process.
REALTIME_CONNECTIONS = number("TOPIN_REALTIME_CONNECTIONS", 4, least=1)
