"""Examples of what each operation takes and answers, composed from its own schema: they change with the shape.

Each field has one typical value, by its name (`TYPICAL_VALUES`); nothing else is written down. A contract
test holds that each example fits its schema and that every operation has one.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings

_JSON = "application/json"
_METHODS = ("get", "post", "put", "patch", "delete")
_ASIDE = ("Patched", "Request")  # what drf-spectacular puts around the name of an input


class Missing(KeyError):
    """A field without a typical value."""


def add_examples(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """drf-spectacular's last postprocessing hook: gives every body its example, every path its words."""
    composer = Composer(result["components"]["schemas"], settings.TYPICAL_VALUES)
    shared = result["components"].setdefault("examples", {})
    for operation in _operations(result):
        for content in _bodies(operation):
            content["examples"] = dict(_of(content["schema"], composer, shared))
        for parameter in operation.get("parameters", ()):
            if parameter["in"] == "path":
                parameter["description"], parameter["example"] = settings.PATHS_NAMES[parameter["name"]]
    return result


def _operations(result: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in result["paths"].values():
        yield from (item[method] for method in _METHODS if method in item)


def _bodies(operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The JSON that is taken, and that of the successes."""
    answers = [answer for status, answer in operation["responses"].items() if status < "300"]
    for body in (operation.get("requestBody", {}), *answers):
        if _JSON in body.get("content", {}):
            yield body["content"][_JSON]


def _of(schema: dict[str, Any], composer: "Composer", shared: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """(name, example) of a body; one for each way, where there are several."""
    for way in schema.get("anyOf", [schema]):
        name = way.get("$ref", "").rpartition("/")[2]
        if name:
            shared.setdefault(name, {"value": composer.example(way)})
            yield name, {"$ref": f"#/components/examples/{name}"}
        else:
            yield way.get("title", "example"), {"value": composer.example(way)}


class Composer:
    """Makes the example of a schema; `shapes` are those it may refer to, `typical` the values by name.

    A value stands under `Shape.field`, or under `field` for all shapes that have one.
    """

    def __init__(self, shapes: dict[str, Any], typical: dict[str, Any]) -> None:
        self.shapes, self.typical = shapes, typical
        self.used: set[str] = set()

    def example(self, schema: dict[str, Any], shape: str = "", field: str = "") -> Any:
        """One value of the schema, of this field of this shape."""
        only_one = len(schema.get("enum", ())) == 1 or schema.get("type") == "null"
        for name in (f"{shape}.{field}", field):
            if name in self.typical and not only_one:
                self.used.add(name)
                return self.typical[name]
        return self._made(schema, shape, field)

    def _made(self, schema: dict[str, Any], shape: str, field: str) -> Any:
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            return self._made(self.shapes[name], _plain(name), field)
        if schema.get("type") == "null":
            return None
        for way in (*schema.get("allOf", ()), *schema.get("oneOf", ())):
            return self._made(way, shape, field)
        if "enum" in schema:
            return schema["enum"][0]
        if "properties" in schema:
            return dict(self._fields(schema, shape))
        if schema.get("type") == "array":
            return [self._made(schema["items"], shape, field)]
        if schema == {"type": "object", "additionalProperties": False}:
            return {}
        raise Missing(f"{shape}.{field} has no typical value: topin/settings/examples.py")

    def _fields(self, schema: dict[str, Any], shape: str) -> Iterator[tuple[str, Any]]:
        """Each field; one that need not be there and has no typical value is left out."""
        for name, part in schema["properties"].items():
            try:
                yield name, self.example(part, shape, name)
            except Missing:
                if name in schema.get("required", ()):
                    raise


def _plain(name: str) -> str:
    """The name of a shape, as its serializer has it."""
    before, after = _ASIDE
    return name.removeprefix(before).removesuffix(after)
