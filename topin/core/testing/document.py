"""Holds JSON against the committed OpenAPI document: strictly, so a field that it does not name is a fault."""

import json
import re
from functools import cache
from typing import Any

import jsonschema_rs

from topin.core.db import rooms

_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
_JSON = "application/json"


@cache
def committed() -> dict[str, Any]:
    """docs/openapi.json, which a contract test holds to be what is served."""
    found: dict[str, Any] = json.loads((rooms.ROOT / "docs" / "openapi.json").read_text())
    return found


def path_of(route: str) -> str:
    """A route of Django's as the document writes it."""
    return "/" + _PARAMETER.sub(r"{\1}", route).lstrip("/")


def is_documented(route: str) -> bool:
    """Whether the document has the path of a route."""
    return path_of(route) in committed()["paths"]


def faults(schema: dict[str, Any], value: Any, document: dict[str, Any]) -> list[str]:
    """What of a value does not fit a schema of the document."""
    return [f"{fault.instance_path}: {fault.message}" for fault in _held(schema, document).iter_errors(value)]


def faults_of_answer(route: str, method: str, status: int, value: Any) -> list[str]:
    """What of a successful answer is not as the committed document says; None is one without JSON."""
    answers = committed()["paths"][path_of(route)][method.lower()]["responses"]
    if str(status) not in answers:
        return [f"{status} is not among the answers"]
    held = _validator(path_of(route), method.lower(), status)
    return [f"{fault.instance_path}: {fault.message}" for fault in held.iter_errors(value)]


@cache
def _validator(path: str, method: str, status: int) -> Any:
    content = committed()["paths"][path][method]["responses"][str(status)].get("content", {})
    return _held(content.get(_JSON, {}).get("schema", {}), committed())


def _held(schema: dict[str, Any], document: dict[str, Any]) -> Any:
    shapes = {"components": {"schemas": document["components"]["schemas"]}}
    return jsonschema_rs.Draft202012Validator(_strict({**schema, **shapes}), validate_formats=True)


def _strict(schema: Any) -> Any:
    """The same, with objects that have no more than their fields, where it does not say otherwise."""
    if isinstance(schema, list):
        return [_strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {"additionalProperties": False} if isinstance(schema.get("properties"), dict) else {}
    return {**closed, **{name: _strict(part) for name, part in schema.items()}}
