"""Settings of the accounts, by GoTrue's own names, so that a self-hoster's environment carries over.

Durations are seconds or Go's form (60s, 15m, 24h). Defaults are those of a hosted project where GoTrue's code
and its hosting differ, since those are what apps were built against.
"""

from typing import Any

from .environment import address, duration, flag, listing, number, rate, text
from .keys import keys

# --- Tokens -------------------------------------------------------------------------------------------------
# Signs and verifies access tokens (HS256, its raw bytes). `up` makes one and keeps it; production needs it.
GOTRUE_JWT_SECRET = text("GOTRUE_JWT_SECRET") or "insecure-development-secret-of-32-bytes-or-more"
# A JSON list of JWKs, for ES256 or RS256 and for rotation; the first with `sign` in key_ops signs.
GOTRUE_JWT_KEYS = keys("GOTRUE_JWT_KEYS")
# The `kid` that HS256 tokens carry; empty: none.
GOTRUE_JWT_KEY_ID = text("GOTRUE_JWT_KEY_ID")
# Life of an access token.
GOTRUE_JWT_EXP = duration("GOTRUE_JWT_EXP", 3600)
# The audience of an app's token.
GOTRUE_JWT_AUD = text("GOTRUE_JWT_AUD", "authenticated")
# The `iss` that tokens carry; empty: none.
GOTRUE_JWT_ISSUER = text("GOTRUE_JWT_ISSUER")
# Who may have issued a token; empty: anyone who holds a key.
GOTRUE_JWT_ISSUERS = listing("TOPIN_JWT_ISSUERS")
# Roles whose tokens open /admin.
GOTRUE_JWT_ADMIN_ROLES = listing("GOTRUE_JWT_ADMIN_ROLES", "service_role,supabase_admin")

# --- Addresses ----------------------------------------------------------------------------------------------
# The app's page to which mailed links lead in the end; other targets must stand in GOTRUE_URI_ALLOW_LIST.
GOTRUE_SITE_URL = text("GOTRUE_SITE_URL", "http://localhost:3000")
# Further targets, comma-separated; `*` stands for all but a dot or slash, `**` for anything.
GOTRUE_URI_ALLOW_LIST = listing("GOTRUE_URI_ALLOW_LIST")
# Where this service is reached from outside; mailed links start with its scheme and host.
API_EXTERNAL_URL = address("API_EXTERNAL_URL") or address("TOPIN_PUBLIC_URL", "http://localhost:8080")

# --- Who may sign up, and how -------------------------------------------------------------------------------
# on: nobody new; who has an account signs in as ever.
GOTRUE_DISABLE_SIGNUP = flag("GOTRUE_DISABLE_SIGNUP", False)
# off: neither sign-up nor sign-in by an e-mail address.
GOTRUE_EXTERNAL_EMAIL_ENABLED = flag("GOTRUE_EXTERNAL_EMAIL_ENABLED", True)
# Sign-in by a code to a phone number; or a password; needs an SMS provider.
GOTRUE_EXTERNAL_PHONE_ENABLED = flag("GOTRUE_EXTERNAL_PHONE_ENABLED", False)
# on: an account without address or number, by an empty sign-up.
GOTRUE_EXTERNAL_ANONYMOUS_USERS_ENABLED = flag("GOTRUE_EXTERNAL_ANONYMOUS_USERS_ENABLED", False)
# on: no code is mailed at sign-up, and addresses count as confirmed.
GOTRUE_MAILER_AUTOCONFIRM = flag("GOTRUE_MAILER_AUTOCONFIRM", False)
# on: an unconfirmed address may sign in.
GOTRUE_MAILER_ALLOW_UNVERIFIED_EMAIL_SIGN_INS = flag("GOTRUE_MAILER_ALLOW_UNVERIFIED_EMAIL_SIGN_INS", False)

# --- Passwords ----------------------------------------------------------------------------------------------
# In bytes, as GoTrue counts.
GOTRUE_PASSWORD_MIN_LENGTH = number("GOTRUE_PASSWORD_MIN_LENGTH", 6)
# Sets of which each must be represented, separated by `:` (a literal colon as `\:`); empty: none.
GOTRUE_PASSWORD_REQUIRED_CHARACTERS = text("GOTRUE_PASSWORD_REQUIRED_CHARACTERS")
# bcrypt's cost; a hash below it is renewed at the next sign-in. Tests lower it.
TOPIN_PASSWORD_COST = number("TOPIN_PASSWORD_COST", 10, least=4, most=16)
# on: a session older than a day needs a mailed nonce to set a new password.
GOTRUE_SECURITY_UPDATE_PASSWORD_REQUIRE_REAUTHENTICATION = flag(
    "GOTRUE_SECURITY_UPDATE_PASSWORD_REQUIRE_REAUTHENTICATION", False
)
# on: a new password needs the current one (waived after sign-in by code or link).
GOTRUE_SECURITY_UPDATE_PASSWORD_REQUIRE_CURRENT_PASSWORD = flag(
    "GOTRUE_SECURITY_UPDATE_PASSWORD_REQUIRE_CURRENT_PASSWORD", False
)

# --- One-time codes -----------------------------------------------------------------------------------------
# Life of a mailed code or link.
GOTRUE_MAILER_OTP_EXP = duration("GOTRUE_MAILER_OTP_EXP", 3600)
# 6 to 10 digits.
GOTRUE_MAILER_OTP_LENGTH = number("GOTRUE_MAILER_OTP_LENGTH", 6, least=6, most=10)
# Wrong tries after which an address may try an account's code no more; strangers together have four times as many
# a code, and twenty times as many a day (docs/decisions/0025-tries-of-a-code.md).
TOPIN_CODE_TRIES = number("TOPIN_CODE_TRIES", 5, least=1)
# on: a new address is confirmed by both the old and the new one.
GOTRUE_MAILER_SECURE_EMAIL_CHANGE_ENABLED = flag("GOTRUE_MAILER_SECURE_EMAIL_CHANGE_ENABLED", True)

# --- SMS ----------------------------------------------------------------------------------------------------
# twilio, or empty: then nothing is sent, and logged in DEBUG alone. For another provider TOPIN_SMS_PROVIDER is the
# dotted path of a callable (number, text) that sends, and raises what makes it worth another try.
GOTRUE_SMS_PROVIDER = text("GOTRUE_SMS_PROVIDER")
TOPIN_SMS_PROVIDER = text("TOPIN_SMS_PROVIDER") or (
    "topin.auth.twilio.send" if GOTRUE_SMS_PROVIDER == "twilio" else "topin.auth.sms.log_only"
)
# Twilio's account, its secret, and the sender: a number, or a messaging service (MG…).
GOTRUE_SMS_TWILIO_ACCOUNT_SID = text("GOTRUE_SMS_TWILIO_ACCOUNT_SID")
GOTRUE_SMS_TWILIO_AUTH_TOKEN = text("GOTRUE_SMS_TWILIO_AUTH_TOKEN")
GOTRUE_SMS_TWILIO_MESSAGE_SERVICE_SID = text("GOTRUE_SMS_TWILIO_MESSAGE_SERVICE_SID")
# Where Twilio is asked: another address for a region of theirs, or a test.
TOPIN_SMS_TWILIO_URL = text("TOPIN_SMS_TWILIO_URL", "https://api.twilio.com")
# The text of a message, with {{ .Code }} in it; empty: our own, in the person's language.
GOTRUE_SMS_TEMPLATE = text("GOTRUE_SMS_TEMPLATE")
# Life of a code by text message.
GOTRUE_SMS_OTP_EXP = duration("GOTRUE_SMS_OTP_EXP", 60)
# 6 to 10 digits.
GOTRUE_SMS_OTP_LENGTH = number("GOTRUE_SMS_OTP_LENGTH", 6, least=6, most=10)
# Shortest time between two messages to one number.
GOTRUE_SMS_MAX_FREQUENCY = duration("GOTRUE_SMS_MAX_FREQUENCY", 60)

# --- Mail ---------------------------------------------------------------------------------------------------
# Empty: mails are logged instead of sent, for development; production needs a host.
GOTRUE_SMTP_HOST = text("GOTRUE_SMTP_HOST")
# 465 is TLS from the start; elsewhere STARTTLS is used wherever there is a user.
GOTRUE_SMTP_PORT = number("GOTRUE_SMTP_PORT", 587, least=1, most=65535)
# The account at the mail server, and its password; empty: none is asked for.
GOTRUE_SMTP_USER = text("GOTRUE_SMTP_USER")
GOTRUE_SMTP_PASS = text("GOTRUE_SMTP_PASS")
# From whom mails come, and the name beside it, which the mails call themselves by.
GOTRUE_SMTP_ADMIN_EMAIL = text("GOTRUE_SMTP_ADMIN_EMAIL", "no-reply@localhost")
GOTRUE_SMTP_SENDER_NAME = text("GOTRUE_SMTP_SENDER_NAME", "TOPiN")
# Shortest time between two mails of a kind to one account.
GOTRUE_SMTP_MAX_FREQUENCY = duration("GOTRUE_SMTP_MAX_FREQUENCY", 60)
# Where the links in mails lead: they replace the path of API_EXTERNAL_URL.
GOTRUE_MAILER_URLPATHS_CONFIRMATION = text("GOTRUE_MAILER_URLPATHS_CONFIRMATION", "/api/auth/verify")
GOTRUE_MAILER_URLPATHS_INVITE = text("GOTRUE_MAILER_URLPATHS_INVITE", "/api/auth/verify")
GOTRUE_MAILER_URLPATHS_RECOVERY = text("GOTRUE_MAILER_URLPATHS_RECOVERY", "/api/auth/verify")
GOTRUE_MAILER_URLPATHS_EMAIL_CHANGE = text("GOTRUE_MAILER_URLPATHS_EMAIL_CHANGE", "/api/auth/verify")

# --- Sessions -----------------------------------------------------------------------------------------------
# off: an old refresh token is refused, but its session goes on.
GOTRUE_SECURITY_REFRESH_TOKEN_ROTATION_ENABLED = flag("GOTRUE_SECURITY_REFRESH_TOKEN_ROTATION_ENABLED", True)
# For so long a spent refresh token still gives the active one (its direct parent does for ever).
GOTRUE_SECURITY_REFRESH_TOKEN_REUSE_INTERVAL = duration("GOTRUE_SECURITY_REFRESH_TOKEN_REUSE_INTERVAL", 10)
# Longest life of a session, longest time unused, and whether a sign-in ends the others; 0 is none.
GOTRUE_SESSIONS_TIMEBOX = duration("GOTRUE_SESSIONS_TIMEBOX", 0)
GOTRUE_SESSIONS_INACTIVITY_TIMEOUT = duration("GOTRUE_SESSIONS_INACTIVITY_TIMEOUT", 0)
GOTRUE_SESSIONS_SINGLE_PER_USER = flag("GOTRUE_SESSIONS_SINGLE_PER_USER", False)

# --- Sign-in by another's token (grant_type=id_token) -------------------------------------------------------
# GOTRUE_EXTERNAL_GOOGLE_* and _APPLE_*: _ENABLED: apps sign in with the id token that Google's or Apple's own SDK
# gave them. _CLIENT_ID: the app's ids there, comma-separated; a token for any other is refused.
# _SKIP_NONCE_CHECK: for SDKs that hide the nonce. TOPIN_EXTERNAL_GOOGLE_KEYS_URL, _APPLE_: where their keys are,
# for a proxy or a test.
IDENTITY_PROVIDERS: dict[str, dict[str, Any]] = {
    name: {
        "enabled": flag(f"GOTRUE_EXTERNAL_{name.upper()}_ENABLED", False),
        "client_ids": listing(f"GOTRUE_EXTERNAL_{name.upper()}_CLIENT_ID"),
        "skip_nonce": flag(f"GOTRUE_EXTERNAL_{name.upper()}_SKIP_NONCE_CHECK", False),
        "issuers": issuers,
        "keys_url": text(f"TOPIN_EXTERNAL_{name.upper()}_KEYS_URL", keys_url),
    }
    for name, issuers, keys_url in (
        (
            "google",
            ["https://accounts.google.com", "accounts.google.com"],
            "https://www.googleapis.com/oauth2/v3/certs",
        ),
        ("apple", ["https://appleid.apple.com"], "https://appleid.apple.com/auth/keys"),
    )
}
# on: a signed-in person may link further identities to the account, and unlink all but the last.
GOTRUE_SECURITY_MANUAL_LINKING_ENABLED = flag("GOTRUE_SECURITY_MANUAL_LINKING_ENABLED", False)

# --- Second factors -----------------------------------------------------------------------------------------
# off: no new authenticator app, and none is asked for its code.
GOTRUE_MFA_TOTP_ENROLL_ENABLED = flag("GOTRUE_MFA_TOTP_ENROLL_ENABLED", True)
GOTRUE_MFA_TOTP_VERIFY_ENABLED = flag("GOTRUE_MFA_TOTP_VERIFY_ENABLED", True)
# Factors an account may have.
GOTRUE_MFA_MAX_ENROLLED_FACTORS = number("GOTRUE_MFA_MAX_ENROLLED_FACTORS", 10)
# Life of a challenge; and of a factor that was never verified nor challenged, which then gives way to a new one.
GOTRUE_MFA_CHALLENGE_EXPIRY_DURATION = duration("GOTRUE_MFA_CHALLENGE_EXPIRY_DURATION", 300)
GOTRUE_MFA_FACTOR_EXPIRY_DURATION = duration("GOTRUE_MFA_FACTOR_EXPIRY_DURATION", 300)

# --- Limits (per client address; TOPIN_RATE_LIMITS=off lifts them) ------------------------------------------
# The header in which the proxy in front tells the client's address (CF-Connecting-IP, X-Real-IP); it must set it
# on every request. X-Forwarded-For stands for TOPIN_TRUSTED_PROXIES=1. Empty: the address of the connection.
GOTRUE_RATE_LIMIT_HEADER = text("GOTRUE_RATE_LIMIT_HEADER")
# Mails over all accounts, an hour (30) or as said (100/24h); does not count with autoconfirm.
GOTRUE_RATE_LIMIT_EMAIL_SENT = rate("GOTRUE_RATE_LIMIT_EMAIL_SENT", 30)
# Text messages over all accounts, likewise.
GOTRUE_RATE_LIMIT_SMS_SENT = rate("GOTRUE_RATE_LIMIT_SMS_SENT", 30)
# In five minutes: sign-ins and refreshes; verifications; and sign-up, otp, recover, resend, user update each.
GOTRUE_RATE_LIMIT_TOKEN_REFRESH = number("GOTRUE_RATE_LIMIT_TOKEN_REFRESH", 150)
GOTRUE_RATE_LIMIT_VERIFY = number("GOTRUE_RATE_LIMIT_VERIFY", 30)
GOTRUE_RATE_LIMIT_OTP = number("GOTRUE_RATE_LIMIT_OTP", 30)
# Anonymous sign-ins an hour; factor challenges and verifications a minute.
GOTRUE_RATE_LIMIT_ANONYMOUS_USERS = number("GOTRUE_RATE_LIMIT_ANONYMOUS_USERS", 30)
GOTRUE_MFA_RATE_LIMIT_CHALLENGE_AND_VERIFY = number("GOTRUE_MFA_RATE_LIMIT_CHALLENGE_AND_VERIFY", 15)
