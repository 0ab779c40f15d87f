"""The OpenAPI 3.1 document, from the contracts on the actions; no hand-written second copy of anything."""

from collections.abc import Callable
from functools import cache, partial
from http import HTTPStatus
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, inline_serializer
from rest_framework import serializers

from .codes import EVERY
from .contract import Contract, Shape, contract_of
from .limits import LIMITS, limit_of
from .pages import DEFAULT, LARGEST
from .problems import CONTENT_TYPE
from .refusals import refusals_of_operation
from .views import ApiViewSet

_JSON = "application/json"
_WITH_A_FILE = {200, 206}
_ON_EVERY_ANSWER = ["RateLimit-Policy", "RateLimit", "X-Request-ID"]


class FieldProblem(serializers.Serializer[Any]):
    """One fault of the input."""

    field = serializers.CharField()
    code = serializers.CharField()
    detail = serializers.CharField()


class Problem(serializers.Serializer[Any]):
    """RFC 9457. `code` is stable; `errors` names every field at fault, `current` is what stands instead (409)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
    errors = FieldProblem(  # type: ignore[assignment]
        many=True, required=False
    )
    current = serializers.DictField(required=False, help_text="only of `marker_behind`: the marker that stands")


def example(code: str) -> dict[str, Any]:
    """A problem as it is sent, by its code."""
    status, meaning = EVERY[code]
    body = {"type": f"/api/docs/errors#{code}", "title": HTTPStatus(status).phrase, "status": status}
    return {"summary": meaning, "value": {**body, "detail": meaning, "code": code}}


@cache
def page_of(shape: type[serializers.Serializer[Any]]) -> serializers.Serializer[Any]:
    """A page of a shape, the same object each time, so that the document has one component for it."""
    page = {"results": shape(many=True), "next_cursor": serializers.CharField(allow_null=True)}
    return inline_serializer(f"{shape.__name__}Page", page)


class Schema(AutoSchema):
    """Reads the contract of an action of ApiViewSet."""

    view: ApiViewSet  # type: ignore[assignment,override]

    @property
    def contract(self) -> Contract:
        return contract_of(getattr(self.view, str(self.view.action), None))

    def _is_list_view(self, serializer: Any = None) -> bool:
        """A list answers a page object, never a bare array, whatever the action is called."""
        return False

    def get_tags(self) -> list[str]:
        parts = self.path.removeprefix("/api").strip("/").split("/")
        return ["users" if parts[0] == "exports" else parts[0]]

    def get_operation_id(self) -> str:
        view = type(self.view).__name__.removesuffix("ViewSet")
        method = "_patch" if self.method == "PATCH" else ""
        return f"{view[0].lower()}{view[1:]}_{self.view.action}{method}"

    def get_operation(self, *args: Any, **options: Any) -> dict[str, Any] | None:
        """Adds every refusal, and the body of a DELETE that needs a proof: the generator knows neither."""
        operation: dict[str, Any] | None = super().get_operation(*args, **options)
        if operation and self.method == "DELETE" and self.contract.body:
            shape = self.resolve_serializer(self.contract.body, "request").ref
            operation["requestBody"] = {"content": {_JSON: {"schema": shape}}}
        if operation:
            for status, answer in operation["responses"].items():
                answer["description"] = answer["description"] or self._meaning(status)
                answer["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in self._headers()}
            operation["responses"] = dict(sorted({**operation["responses"], **self._refusals()}.items()))
        return operation

    def map_parsers(self) -> list[str]:
        """Bodies are JSON, where a contract does not name another type."""
        return [_JSON]

    def get_summary(self) -> str | None:
        """The first line of the action's docstring."""
        lines = (getattr(self.view, str(self.view.action)).__doc__ or "").strip().splitlines()
        return lines[0].rstrip(".").replace("`", "") if lines else None

    def get_description(self) -> str:  # type: ignore[override]
        """The action's docstring; whether it needs a token; its limit."""
        limit = LIMITS[limit_of(self.view, str(self.view.action), str(self.method))]
        parts = [
            super().get_description() or "",
            "`PATCH` and `PUT` do the same." if self.method == "PATCH" else "",
            "No token is needed." if self.view.action in self.view.anonymous else "",
            f"Limit `{limit.name}`: {limit.item.amount} in {limit.item.get_expiry()} seconds.",
        ]
        return "\n\n".join(filter(None, parts))

    def _meaning(self, status: str) -> str:
        phrase = HTTPStatus(int(status)).phrase
        return "OK: it was there before." if status == "200" and 201 in self.contract.answers else phrase

    def get_auth(self) -> list[dict[str, list[str]]]:
        bearer: dict[str, list[str]] = {"bearer": []}
        return [bearer, {}] if self.view.action in self.view.anonymous else [bearer]

    def get_request_serializer(self) -> Any:
        """JSON alone, or one shape for each media type."""
        if not self.contract.takes:
            many = self.contract.body is not None and self.contract.many
            return self.contract.body(many=True) if many and self.contract.body else self.contract.body
        shapes = {_JSON: self.contract.body} if self.contract.body else {}
        files = {mime: shape or OpenApiTypes.BINARY for mime, shape in self.contract.takes.items()}
        return {**shapes, **files}

    def get_response_serializers(self) -> Any:
        given = self.contract.answers
        files = _WITH_A_FILE & given.keys() if self.contract.gives else set()
        answers: dict[Any, Any] = {
            status: self._answer(status, shape) for status, shape in given.items() if status not in files
        }
        for mime in self.contract.gives:
            answers |= {(status, mime): OpenApiTypes.BINARY for status in sorted(files)}
        return answers

    def _answer(self, status: int, shape: Shape) -> Any:
        if shape is None:
            return OpenApiResponse(description=HTTPStatus(status).phrase)
        return (self.contract.page or page_of(shape)) if self.contract.paged else shape

    def _refusals(self) -> dict[str, Any]:
        """Status -> the answer that tells of it; operations that refuse alike share one."""
        return {
            str(status): self._shared("responses", ".".join((str(status), *codes)), partial(self._problem, codes))
            for status, codes in self._told().items()
        }

    def _headers(self) -> list[str]:
        once = ["Idempotent-Replayed"] if self.method == "POST" else []
        return [*_ON_EVERY_ANSWER, *(["Link"] if self.contract.paged else []), *once]

    def _told(self) -> dict[int, list[str]]:
        view: Any = type(self.view)
        return refusals_of_operation(view, str(self.view.action), str(self.method), "{" in self.path)

    def _problem(self, codes: list[str]) -> dict[str, Any]:
        shape = self.resolve_serializer(Problem, "response").ref
        told = {"allOf": [shape], "properties": {"code": {"type": "string", "enum": codes}}}
        examples = {code: self._shared("examples", code, partial(example, code)) for code in codes}
        names = (
            [*_ON_EVERY_ANSWER, "Retry-After"]
            if {"rate_limited", "database_busy"} & {*codes}
            else _ON_EVERY_ANSWER
        )
        return {
            "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in names},
            "description": "\n".join(f"* `{code}`: {EVERY[code][1]}" for code in codes),
            "content": {CONTENT_TYPE: {"schema": told, "examples": examples}},
        }

    def _shared(self, kind: str, name: str, make: Callable[[], dict[str, Any]]) -> dict[str, str]:
        component = ResolvedComponent(name, kind, object=name)  # type: ignore[no-untyped-call]
        if component not in self.registry:
            component.schema = make()
            self.registry.register(component)
        return dict(component.ref)

    def get_override_parameters(self) -> list[Any]:
        found: list[Any] = [self.contract.query] if self.contract.query else []
        taken = self._told().get(400, ())
        if "invalid_limit" in taken:
            size = {"type": "integer", "minimum": 1, "maximum": LARGEST, "default": DEFAULT}
            found.append(OpenApiParameter("limit", size, description="the most entries of a page"))
        if "invalid_cursor" in taken:
            found.append(OpenApiParameter("cursor", str, description="`next_cursor` of the page before"))
        if self.method == "POST":
            found.append(
                OpenApiParameter(
                    "Idempotency-Key", str, OpenApiParameter.HEADER, required=self.view.action in self.view.keyed,
                    description="The same key and body again give the first answer again.",
                )
            )  # fmt: skip
        if "invalid_if_match" in taken:
            found.append(
                OpenApiParameter(
                    "If-Match", str, OpenApiParameter.HEADER,
                    description="The ETag of what you have seen: refused with 412 where it has changed since.",
                )
            )  # fmt: skip
        return found
