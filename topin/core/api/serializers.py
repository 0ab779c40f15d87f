"""The base of every input: unknown fields are refused, text is clean, all faults are told at once."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Self

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.fields import empty
from rest_framework.settings import api_settings

from topin.core.db.errors import Refusal


class StrictSerializer(serializers.Serializer[Any]):
    """Input of one endpoint. `validated` gives the fields that were sent, or refuses with every fault.

    One instance checks every request's input, in all threads: building one costs more than the rest of a read.
    So a check works with the value that it is handed, and keeps nothing.
    """

    @classmethod
    @cache
    def _shared(cls, partial: bool) -> Self:
        return cls(partial=partial)

    @classmethod
    @cache
    def asks(cls) -> bool:
        """Whether an empty input means anything: some field is required or has a default."""
        return any(field.required or field.default is not empty for field in cls._shared(False).fields.values())

    @classmethod
    def validated(cls, value: Any, *, partial: bool = False) -> dict[str, Any]:
        """The clean input; 400 with `errors` otherwise."""
        if not isinstance(value, dict):
            raise Refusal(400, "invalid", "The body must be a JSON object.")
        serializer = cls._shared(partial)
        faults = list(_unknown(serializer, value))
        try:
            found = dict(serializer.run_validation(value))
        except serializers.ValidationError as error:
            faults += _faults(error.detail)
        if faults:
            code = faults[0]["code"] if len({fault["code"] for fault in faults}) == 1 else "invalid"
            raise Refusal(400, code, "The input is not valid: see errors.", errors=faults)
        return found


def _unknown(
    serializer: serializers.Serializer[Any], value: dict[str, Any], prefix: str = ""
) -> Iterator[dict[str, str]]:
    for name, part in value.items():
        field = serializer.fields.get(name)
        if field is None or field.read_only:
            yield {
                "field": prefix + str(name)[:100],
                "code": "unknown_field",
                "detail": "There is no such field to set.",
            }
        elif isinstance(field, serializers.Serializer) and isinstance(part, dict):
            yield from _unknown(field, part, f"{prefix}{name}.")


def _faults(errors: Any, prefix: str = "") -> list[dict[str, str]]:
    """DRF's nested errors as one flat list of {field, code, detail}."""
    if isinstance(errors, dict):
        return [fault for name, part in errors.items() for fault in _faults(part, _named(prefix, str(name)))]
    if isinstance(errors, list):
        return [fault for part in errors for fault in _faults(part, prefix)]
    detail = errors if isinstance(errors, ErrorDetail) else ErrorDetail(str(errors), "invalid")
    return [{"field": prefix, "code": str(detail.code), "detail": str(detail)}]


def _named(prefix: str, name: str) -> str:
    """The path of a field; a fault of an object as a whole is the object's own."""
    if name == api_settings.NON_FIELD_ERRORS_KEY:
        return prefix
    return f"{prefix}.{name}" if prefix else name
