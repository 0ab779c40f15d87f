"""Settings of the accounts, by GoTrue's own names, so that a self-hoster's environment carries over."""

from .environment import listing, text

# Signs and verifies access tokens (HS256, its raw bytes). `up` makes one and keeps it.
GOTRUE_JWT_SECRET = text("GOTRUE_JWT_SECRET") or "insecure-development-secret-of-32-bytes-or-more"
# A JSON list of JWKs, for ES256 or RS256 and for rotation; the first with `sign` in key_ops signs.
GOTRUE_JWT_KEYS = text("GOTRUE_JWT_KEYS")
# The audience of an app's token.
GOTRUE_JWT_AUD = text("GOTRUE_JWT_AUD", "authenticated")
# Who may have issued a token; empty: anyone who holds a key.
GOTRUE_JWT_ISSUERS = listing("TOPIN_JWT_ISSUERS")
