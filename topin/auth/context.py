"""What the SQL of an account request is told of it: where it came from, and the rules of the settings."""

import hashlib
import hmac
import ipaddress
import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from topin.auth.addresses import client as address
from topin.auth.redirects import target
from topin.core.api.limits import place

# The first that fits names it; apps name themselves in X-Client-Info (supabase-flutter/2.8.0; platform=ios).
_PLATFORMS = (
    ("iOS", r"iphone|ipad|\bios\b|cfnetwork|platform=ios"),
    ("Android", r"android|okhttp"),
    ("macOS", r"macintosh|mac os x|macos"),
    ("Windows", r"windows"),
    ("Linux", r"linux"),
)
_DEVICES = (
    ("iPhone", r"iphone"),
    ("iPad", r"ipad"),
    ("Firefox", r"firefox/"),
    ("Edge", r"edg/"),
    ("Chrome", r"chrome/"),
    ("Safari", r"safari/"),
    ("App", r"okhttp|cfnetwork|dart|supabase-(flutter|swift|kt)"),
)
_LONGEST_AGENT = 500
REFRESH_RATE = 30  # rotations of a session's token in a minute


def of(request: HttpRequest, **extra: Any) -> dict[str, Any]:
    """ip, address_hash, agent, device, platform, request_id, locale, redirect_to, rules; and `extra`."""
    agent = request.headers.get("User-Agent", "")[:_LONGEST_AGENT].replace("\0", "")
    described = f"{agent} {request.headers.get('X-Client-Info', '')[:_LONGEST_AGENT]}"
    client = _address(request)
    return {
        "ip": client,
        "address_hash": address_hash(place(client or "")),
        "agent": agent,
        "device": _first(_DEVICES, described),
        "platform": _first(_PLATFORMS, described),
        "request_id": getattr(request, "request_id", ""),
        "locale": request.headers.get("Accept-Language", "")[:2].lower() or None,
        "redirect_to": target(request),
        "rules": rules(),
        **extra,
    }


def rules() -> dict[str, Any]:
    """The settings that SQL decides by; times in seconds."""
    return {
        "autoconfirm": settings.GOTRUE_MAILER_AUTOCONFIRM,
        "signup_disabled": settings.GOTRUE_DISABLE_SIGNUP,
        "unverified_sign_in": settings.GOTRUE_MAILER_ALLOW_UNVERIFIED_EMAIL_SIGN_INS,
        "mail_pause": settings.GOTRUE_SMTP_MAX_FREQUENCY,
        "code_life": settings.GOTRUE_MAILER_OTP_EXP,
        "code_tries": settings.TOPIN_CODE_TRIES,
        "sms_pause": settings.GOTRUE_SMS_MAX_FREQUENCY,
        "sms_life": settings.GOTRUE_SMS_OTP_EXP,
        "secure_change": settings.GOTRUE_MAILER_SECURE_EMAIL_CHANGE_ENABLED,
        "reauthenticate": settings.GOTRUE_SECURITY_UPDATE_PASSWORD_REQUIRE_REAUTHENTICATION,
        "rotation": settings.GOTRUE_SECURITY_REFRESH_TOKEN_ROTATION_ENABLED,
        "reuse_interval": settings.GOTRUE_SECURITY_REFRESH_TOKEN_REUSE_INTERVAL,
        "refresh_rate": REFRESH_RATE if settings.RATE_LIMITS else 0,
        "timebox": settings.GOTRUE_SESSIONS_TIMEBOX,
        "inactivity": settings.GOTRUE_SESSIONS_INACTIVITY_TIMEOUT,
        "single_session": settings.GOTRUE_SESSIONS_SINGLE_PER_USER,
        "most_factors": settings.GOTRUE_MFA_MAX_ENROLLED_FACTORS,
        "challenge_life": settings.GOTRUE_MFA_CHALLENGE_EXPIRY_DURATION,
        "factor_life": settings.GOTRUE_MFA_FACTOR_EXPIRY_DURATION,
    }


def address_hash(client: str) -> str:
    """A keyed hash of an address: tells two apart, gives neither away."""
    key = hashlib.sha256(b"topin/v1/address" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, client.encode(), hashlib.sha256).hexdigest()[:32]


def _address(request: HttpRequest) -> str | None:
    try:
        return str(ipaddress.ip_address(address(request)))
    except ValueError:
        return None


def _first(table: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for name, pattern in table if re.search(pattern, text, re.IGNORECASE)), "")
