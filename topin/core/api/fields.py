"""Input fields that take exactly the JSON type they name: DRF's own read 1 as "1" and "yes" as true."""

from typing import Any

from rest_framework import serializers


class Text(serializers.CharField):
    """A JSON string."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return str(super().to_internal_value(data))


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
