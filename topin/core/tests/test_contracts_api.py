"""The OpenAPI document and the routes are the same set, and the document is made without a warning."""

import json
import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer

from topin.core.db import rooms

# Pages about the API, not of it, and the catch-all that answers unknown paths of GoTrue's in its own shape.
NOT_DOCUMENTED = {"/api/schema", "/api/docs"}
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@pytest.fixture(scope="module")
def document():
    GENERATOR_STATS.reset()
    made = SchemaGenerator().get_schema(request=None, public=True)
    assert dict(GENERATOR_STATS._warn_cache) == {}
    assert dict(GENERATOR_STATS._error_cache) == {}
    return made


def routes(patterns, prefix="/"):
    """(path as OpenAPI writes it, methods) of every route of the API, the old edge functions among them."""
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern) and path.startswith(("/api/", "/functions/")) and "^" not in path:
            yield _PARAMETER.sub(r"{\1}", path), _methods(pattern.callback)


def _methods(view):
    if actions := getattr(view, "actions", None):
        return {method for method in actions if method != "head"}
    found = getattr(view, "view_class", None)
    return {method for method in ("get", "post", "put", "patch", "delete") if hasattr(found, method)}


def test_each_route_stands_in_the_document_and_nothing_else_does(document):
    served = {(path, method) for path, methods in routes(get_resolver().url_patterns) for method in methods}
    served = {(path, method) for path, method in served if path not in NOT_DOCUMENTED}
    written = {
        (path, method) for path, item in document["paths"].items() for method in item if method != "parameters"
    }
    assert sorted(served - written) == [], "not in the document"
    assert sorted(written - served) == [], "in the document alone"


def test_no_operation_says_twice_that_it_needs_no_token(document):
    told = {
        (method, path): operation.get("description", "").lower().count("no token is needed")
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
    }
    assert [operation for operation, times in told.items() if times > 1] == []


def test_the_committed_document_is_the_one_that_is_served(document):
    """Clients are generated from it, so a change of the contract shows in its diff."""
    committed = json.loads((rooms.ROOT / "docs" / "openapi.json").read_text())
    served = json.loads(OpenApiJsonRenderer().render(document, renderer_context={}))
    assert served == committed, "see the change through, then `make reference`"


def test_each_operation_says_in_one_line_what_it_does(document):
    untold = [
        f"{method} {path}"
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method != "parameters" and not operation.get("summary")
    ]
    assert untold == []


def test_bodies_are_of_the_types_that_are_read(document):
    """A form where JSON is read would be refused with 415."""
    bodies = {
        f"{method} {path}": set(operation["requestBody"]["content"])
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method != "parameters" and "requestBody" in operation
    }
    assert bodies["post /api/posts"] == bodies["delete /api/users/me"] == {"application/json"}
    assert bodies["put /api/users/me/avatar"] == {"application/json", "multipart/form-data"}
    others = set().union(*bodies.values()) - {"application/json"}
    assert others == {"multipart/form-data", "application/octet-stream"}


def test_what_can_be_stale_takes_an_if_match_and_files_say_what_they_are(document):
    for item in document["paths"].values():
        for method, operation in item.items():
            if method != "parameters" and "412" in operation["responses"]:
                assert "If-Match" in [parameter["name"] for parameter in operation["parameters"]]
    export = document["paths"]["/api/exports/{word}"]["get"]["responses"]["200"]
    assert list(export["content"]) == ["application/zip"]
    parts = document["paths"]["/api/media/files/{word}"]["get"]["responses"]
    assert list(parts["206"]["content"]) == list(parts["200"]["content"])


def test_each_operation_has_a_name_of_its_own_and_says_what_it_answers(document):
    operations = [
        (f"{method} {path}", operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
    ]
    names = [operation["operationId"] for _, operation in operations]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []
    unanswered = [
        name
        for name, operation in operations
        if not any(status.startswith(("2", "3")) for status in operation["responses"])
    ]
    assert unanswered == []
    assert [name for name, operation in operations if not operation.get("description")] == []
