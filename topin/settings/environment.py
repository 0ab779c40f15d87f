"""Reads settings from the environment, each with a type; a wrong value stops the start with one line."""

import os
import re
from collections.abc import Callable
from typing import TypeVar

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


def number(name: str, default: int) -> int:
    """A whole number."""
    return _parsed(name, default, int)


def listing(name: str, default: str = "") -> list[str]:
    """A comma-separated list; empty entries are dropped."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def duration(name: str, default: int) -> int:
    """Seconds, given as a number or in Go's form (90s, 15m, 1h30m), as GoTrue's settings are."""
    return _parsed(name, default, _seconds)


def rate(name: str, default: int) -> tuple[int, int]:
    """How many in how many seconds: a number stands for an hour, GoTrue's other form says it (100/24h)."""

    def parse(value: str) -> tuple[int, int]:
        many, _, span = value.partition("/")
        return int(many), _seconds(span) if span else 3600

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
