"""Input fields that take exactly the JSON type they name: DRF's own read 1 as "1" and "yes" as true."""

import unicodedata
from typing import Any

from rest_framework import serializers

# Embeddings, overrides and isolates: they would rearrange the text around a name.
_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN = {"Cf", "Zs", "Mn"}


class Text(serializers.CharField):
    """A JSON string."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return str(super().to_internal_value(data))


class Line(Text):
    """One line that can be seen: no control characters, nothing that turns the direction of what follows."""

    default_error_messages = {"unprintable": "Use letters, digits and signs that can be seen, on one line."}

    def to_internal_value(self, data: Any) -> str:
        line = super().to_internal_value(data)
        categories = {unicodedata.category(char) for char in line}
        if categories & {"Cc", "Zl", "Zp"} or set(line) & _TURNING or (line and categories <= _UNSEEN):
            self.fail("unprintable")
        return line


class Flag(serializers.BooleanField):
    """A JSON boolean."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Number(serializers.FloatField):
    """A JSON number."""

    def to_internal_value(self, data: Any) -> float:
        if isinstance(data, bool) or not isinstance(data, int | float):
            self.fail("invalid")
        return float(super().to_internal_value(data))


class IsoDate(serializers.DateField):
    """A day, YYYY-MM-DD; handed on as that text."""

    def to_internal_value(self, value: Any) -> str:  # type: ignore[override]
        if not isinstance(value, str):
            self.fail("invalid", format="YYYY-MM-DD")
        return super().to_internal_value(value).isoformat()
