"""Every body in the OpenAPI document has an example that fits it; the values it is made of are all needed."""

import re

import pytest
from django.conf import settings
from django.urls import get_resolver

from topin.core.api.contract import contract_of
from topin.core.api.examples import Composer, Missing
from topin.core.testing.document import committed, faults, path_of

METHODS = {"get", "post", "put", "patch", "delete"}
SHAPES = {"One": {"type": "object", "properties": {"a": {"type": "string"}, "b": {"$ref": "#/x/Two"}}},
          "Two": {"enum": ["x", "y"]}}  # fmt: skip


def bodies():
    """(name, what the document says of a JSON body) of what is taken, and of the successes."""
    for path, item in committed()["paths"].items():
        for method in sorted(METHODS & item.keys()):
            operation = item[method]
            answers = {status: one for status, one in operation["responses"].items() if status < "300"}
            for name, body in {"request": operation.get("requestBody", {}), **answers}.items():
                if content := body.get("content", {}).get("application/json"):
                    yield f"{method} {path} {name}", content


def values(content):
    shared = committed()["components"]["examples"]
    for example in content["examples"].values():
        yield shared[example["$ref"].rpartition("/")[2]]["value"] if "$ref" in example else example["value"]


BODIES = dict(bodies())


@pytest.mark.parametrize("name", BODIES)
def test_each_body_has_an_example_that_fits_it(name):
    examples = list(values(BODIES[name]))
    assert examples
    for example in examples:
        assert faults(BODIES[name]["schema"], example, committed()) == []


def test_each_typical_value_is_needed_and_each_path_has_its_words():
    composer = Composer(committed()["components"]["schemas"], settings.TYPICAL_VALUES)
    for content in BODIES.values():
        for way in content["schema"].get("anyOf", [content["schema"]]):
            composer.example(way)
    assert sorted(composer.used ^ settings.TYPICAL_VALUES.keys()) == []
    names = {name for path in committed()["paths"] for name in re.findall(r"{(\w+)}", path)}
    assert sorted(names ^ settings.PATHS_NAMES.keys()) == []


def inputs(patterns, prefix=""):
    """(path, method, the input's form) of each action that takes JSON."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from inputs(pattern.url_patterns, route)
            continue
        for method, action in getattr(pattern.callback, "actions", {}).items():
            contract = contract_of(getattr(pattern.callback.cls, action, None))
            if contract.body and not contract.many:
                yield path_of(route), method, contract.body


@pytest.mark.parametrize(("path", "method", "form"), [*inputs(get_resolver().url_patterns)])
def test_each_example_of_an_input_is_taken(path, method, form):
    content = committed()["paths"][path][method]["requestBody"]["content"]["application/json"]
    for example in values(content):
        assert form.validated(example, partial=method == "patch")


def test_an_example_is_composed_of_the_fields_by_their_names():
    composer = Composer(SHAPES, {"a": "any", "One.a": "its own"})
    assert composer.example({"$ref": "#/x/One"}) == {"a": "its own", "b": "x"}
    assert composer.example({"type": "array", "items": {"$ref": "#/x/One"}}) == [{"a": "its own", "b": "x"}]


def test_what_must_be_there_needs_a_value():
    shape = {"type": "object", "properties": {"a": {"type": "string"}}}
    assert Composer({}, {}).example(shape) == {}
    with pytest.raises(Missing):
        Composer({}, {}).example({**shape, "required": ["a"]})


def test_no_example_holds_a_token():
    assert not re.search(r"eyJ[\w-]{8,}", str(committed()["components"]["examples"]) + str(list(BODIES.values())))
