"""Reads settings from the environment, each with a type; a wrong value stops the start with one line."""

import os
import re
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")
_TRUE, _FALSE = {"1", "t", "true", "yes", "on"}, {"0", "f", "false", "no", "off", ""}
_UNITS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
_PART = re.compile(r"(\d+(?:\.\d+)?)(h|ms|m|s)")


def text(name: str, default: str = "") -> str:
    """The variable as it stands, or the default where it is unset."""
    return os.environ.get(name, default)


def flag(name: str, default: bool) -> bool:
    """on/off, true/false, t/f, yes/no or 1/0."""

    def parse(value: str) -> bool:
        if value.lower() not in _TRUE | _FALSE:
            raise ValueError("use on or off")
        return value.lower() in _TRUE

    return _parsed(name, default, parse)


def number(name: str, default: int, *, least: int = 0, most: int | None = None) -> int:
    """A whole number from `least` to `most`."""

    def parse(value: str) -> int:
        if not value.isdecimal() or int(value) < least or (most is not None and int(value) > most):
            raise ValueError(f"use a whole number from {least}{f' to {most}' if most is not None else ''}")
        return int(value)

    return _parsed(name, default, parse)


def choice(name: str, default: str, *others: str) -> str:
    """One of these words, which may be written in capitals or not."""
    words = {word.lower(): word for word in (default, *others)}

    def parse(value: str) -> str:
        if value.lower() not in words:
            raise ValueError(f"use one of {', '.join(words.values())}")
        return words[value.lower()]

    return _parsed(name, default, parse)


def address(name: str, default: str = "") -> str:
    """An http address; the default where the variable is unset or empty."""

    def parse(value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in ("http", "https") or not parts.hostname or not in_range(parts.port)):
            raise ValueError("use a form as https://api.example")
        return value or default

    return _parsed(name, default, parse)


def origins(name: str) -> list[str]:
    """A comma-separated list of origins, as browsers send them: scheme and host, without a path."""

    def parse(value: str) -> list[str]:
        found = [part.strip() for part in value.split(",") if part.strip()]
        for one in found:
            parts = urlsplit(one)
            if one != "null" and (not parts.scheme or not parts.netloc or parts.path or not in_range(parts.port)):
                raise ValueError(f"{one} is no origin; use a form as https://app.example")
        return found

    return _parsed(name, [], parse)


def in_range(port: int | None) -> bool:
    """Whether the port of an address is one; none at all is."""
    return port is None or port > 0


def listing(name: str, default: str = "") -> list[str]:
    """A comma-separated list; empty entries are dropped."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def duration(name: str, default: int) -> int:
    """Seconds, given as a number or in Go's form (90s, 15m, 1h30m), as GoTrue's settings are."""
    return _parsed(name, default, _seconds)


def rate(name: str, default: int) -> tuple[int, int]:
    """How many in how many seconds: a number stands for an hour, GoTrue's other form says it (100/24h)."""

    def parse(value: str) -> tuple[int, int]:
        many, slash, span = value.partition("/")
        seconds = _seconds(span) if slash else 3600
        if not many.isdecimal() or not seconds:
            raise ValueError("use a number an hour, or a form as 100/24h")
        return int(many), seconds

    return _parsed(name, (default, 3600), parse)


def _seconds(value: str) -> int:
    if value.isdecimal():
        return int(value)
    parts = _PART.findall(value)
    if not parts or "".join(map("".join, parts)) != value:
        raise ValueError("use seconds, or a form as 90s or 1h30m")
    return int(sum(float(number) * _UNITS[unit] for number, unit in parts))


def _parsed(name: str, default: T, parse: Callable[[str], T]) -> T:
    value = os.environ.get(name)
    if value is None:
        return default
    try:
        return parse(value.strip())
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}={value!r} cannot be read: {error}.") from None
