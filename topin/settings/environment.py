"""Reads settings from the environment, each with a type; a wrong value stops the start with one line."""

import os
from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """The variable as it stands, or the default where it is unset."""
    return os.environ.get(name, default)


def flag(name: str, default: bool) -> bool:
    """on/off, true/false, yes/no or 1/0."""

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
    """Seconds, given as a number or in Go's form (90s, 15m, 24h), as GoTrue's settings are."""
    units = {"s": 1, "m": 60, "h": 3600}

    def parse(value: str) -> int:
        if value[-1:] in units:
            return int(float(value[:-1]) * units[value[-1]])
        return int(value)

    return _parsed(name, default, parse)


def _parsed(name: str, default: T, parse: Callable[[str], T]) -> T:
    value = os.environ.get(name)
    if value is None:
        return default
    try:
        return parse(value.strip())
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}={value!r} cannot be read: {error}.") from None
