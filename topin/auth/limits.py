"""The limits of the account service, by GoTrue's own buckets and settings (docs/auth-reference.md, Limits).

Signing in by password is shut while Redis is away, since it could be guessed at; refreshing stays open, and
past its limit answers 503, since a 4xx would sign an honest phone out.
"""

import hashlib

from django.conf import settings
from django.http import HttpRequest
from limits import RateLimitItemPerHour, RateLimitItemPerMinute, RateLimitItemPerSecond

from topin.auth.addresses import client
from topin.auth.errors import AuthError
from topin.core.api.limits import LIMITS, Limit, count, place

_OTP = settings.GOTRUE_RATE_LIMIT_OTP
_TOO_SOON = "For security purposes, you can only request this after {} seconds."
LIMITS.update(
    {
        limit.name: limit
        for limit in (
            Limit("auth_token", RateLimitItemPerMinute(settings.GOTRUE_RATE_LIMIT_TOKEN_REFRESH, 5)),
            Limit("auth_refresh", RateLimitItemPerMinute(30)),
            Limit("auth_password", RateLimitItemPerMinute(10), guards=True),
            Limit("auth_verify", RateLimitItemPerMinute(settings.GOTRUE_RATE_LIMIT_VERIFY, 5), guards=True),
            Limit("auth_signup", RateLimitItemPerMinute(_OTP, 5)),
            Limit("auth_otp", RateLimitItemPerMinute(_OTP, 5)),
            Limit("auth_recover", RateLimitItemPerMinute(_OTP, 5)),
            Limit("auth_resend", RateLimitItemPerMinute(_OTP, 5)),
            Limit("auth_user", RateLimitItemPerMinute(_OTP, 5)),
            Limit("auth_anonymous", RateLimitItemPerHour(settings.GOTRUE_RATE_LIMIT_ANONYMOUS_USERS)),
            Limit(
                "auth_factor",
                RateLimitItemPerMinute(settings.GOTRUE_MFA_RATE_LIMIT_CHALLENGE_AND_VERIFY),
                guards=True,
            ),
            Limit("auth_mail", RateLimitItemPerSecond(*settings.GOTRUE_RATE_LIMIT_EMAIL_SENT)),
            Limit("auth_sms", RateLimitItemPerSecond(*settings.GOTRUE_RATE_LIMIT_SMS_SENT)),
            Limit("auth_pause", RateLimitItemPerSecond(1, max(1, settings.GOTRUE_SMTP_MAX_FREQUENCY))),
            Limit("auth_sms_pause", RateLimitItemPerSecond(1, max(1, settings.GOTRUE_SMS_MAX_FREQUENCY))),
        )
    }
)


def per_address(name: str, request: HttpRequest) -> None:
    """GoTrue's bucket of an endpoint: 429 over_request_rate_limit."""
    _require(name, place(client(request)))


def password(request: HttpRequest, account: str) -> None:
    """Ten tries a minute for an account from an address, and a wider bucket for the address alone."""
    here = place(client(request))
    _require("auth_token", here)
    _require("auth_password", f"{here} {_masked(account)}")


def refresh(token: str) -> None:
    """Per token, as only its holder knows it; past it 503, which clients try again.

    What a session rotates, token after token, is counted in SQL (private.auth_require_calm).
    """
    standing = count("auth_refresh", _masked(token))
    if standing is not None and not standing.allowed:
        raise AuthError(503, "over_request_rate_limit", "Request rate limit reached", retry_after=standing.resets)


def mail(kind: str, account: str) -> None:
    """All mails an hour, and one mail of a kind to an address within GoTrue's frequency.

    It counts whether or not the address has an account, so that neither answer tells.
    """
    if settings.GOTRUE_SMTP_MAX_FREQUENCY and (wait := _pause("auth_pause", kind, account)):
        raise AuthError(429, "over_email_send_rate_limit", _TOO_SOON.format(wait), retry_after=wait)
    if not settings.GOTRUE_MAILER_AUTOCONFIRM:
        standing = count("auth_mail", "all")
        if standing is not None and not standing.allowed:
            raise AuthError(
                429, "over_email_send_rate_limit", "email rate limit exceeded", retry_after=standing.resets
            )


def sms(kind: str = "", number: str = "") -> None:
    """All text messages an hour, and one of a kind to a number (where it is told) within GoTrue's frequency.

    429 over_sms_send_rate_limit, for known and unknown numbers alike.
    """
    if number and settings.GOTRUE_SMS_MAX_FREQUENCY and (wait := _pause("auth_sms_pause", kind, number)):
        raise AuthError(429, "over_sms_send_rate_limit", _TOO_SOON.format(wait), retry_after=wait)
    standing = count("auth_sms", "all")
    if standing is not None and not standing.allowed:
        raise AuthError(429, "over_sms_send_rate_limit", "SMS rate limit exceeded", retry_after=standing.resets)


def _pause(name: str, kind: str, account: str) -> int:
    """The seconds to wait for the next message of a kind; 0 where one may go."""
    standing = count(name, f"{kind} {_masked(account)}")
    return 0 if standing is None or standing.allowed else standing.resets


def _require(name: str, identity: str) -> None:
    standing = count(name, identity)
    if standing is not None and not standing.allowed:
        raise AuthError(429, "over_request_rate_limit", "Request rate limit reached", retry_after=standing.resets)


def _masked(value: str) -> str:
    """Neither addresses nor tokens stand in Redis."""
    return hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()[:32]
