"""Compares the catalogue of a database with the reference: what is missing, what differs, what is extra."""

from collections.abc import Iterator
from dataclasses import dataclass

from .catalogue import SCHEMAS, Catalogue, Entry

# What belongs to one table, and is named by it.
_OF_TABLE = ("column", "constraint", "index", "policy", "trigger", "grant")
# An extra one of these opens or changes what the reference closes or does; any other is the adopter's own.
_NEVER_EXTRA = ("policy", "trigger", "grant", "default grant")
_OUR_SCHEMAS = ("every schema ", *(f"{schema} " for schema in (*SCHEMAS, "django")))
_OUR_ROLES = ("PUBLIC", "anon", "authenticated", "service_role", "authenticator")
_WORDS = {"for": {"*": "ALL", "r": "SELECT", "a": "INSERT", "w": "UPDATE", "d": "DELETE"},
          "volatility": {"i": "IMMUTABLE", "s": "STABLE", "v": "VOLATILE"}}  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One finding. `extra` with `note` is the adopter's own thing, told but no fault."""

    kind: str
    name: str
    what: str
    note: bool = False

    def __str__(self) -> str:
        return f"{'note: ' if self.note else ''}{self.kind} {self.name}: {self.what}"


def compare(reference: Catalogue, found: Catalogue) -> list[Difference]:
    """Every difference of `found` from `reference`; those that are no fault come last, as notes."""
    differences = [one for kind in reference for one in _compare_kind(kind, reference, found)]
    return sorted(differences, key=lambda one: (one.note, _order(one.kind), one.name))


def table_of(kind: str, name: str) -> str | None:
    """The table that a thing of this kind belongs to; None for what stands by itself."""
    if kind == "column":
        return name.rpartition(".")[0]
    if kind in ("constraint", "index", "policy", "trigger"):
        return name.partition(": ")[0]
    if kind == "grant" and not name.startswith("schema "):
        return name.partition(" to ")[0]
    return None


def _order(kind: str) -> int:
    return (
        ("schema", "type", "table", *_OF_TABLE).index(kind)
        if kind in ("schema", "type", "table", *_OF_TABLE)
        else 99
    )


def _compare_kind(kind: str, reference: Catalogue, found: Catalogue) -> Iterator[Difference]:
    wanted, present = reference[kind], found.get(kind, {})
    for name in sorted(wanted.keys() | present.keys()):
        table = table_of(kind, name)
        if name not in present:
            if table is None or _stands(table, found):
                yield Difference(kind, name, *_missing(kind, name, found))
        elif name not in wanted:
            if table is None or _stands(table, reference):
                yield _extra(kind, name, present[name], found)
        else:
            for attribute in sorted(wanted[name].keys() | present[name].keys()):
                yield from _compare_attribute(kind, name, attribute, wanted[name], present[name])


def _missing(kind: str, name: str, found: Catalogue) -> tuple[str, bool]:
    """A key of the reference that stands as a unique index, beside another primary key, does its work."""
    index = name.replace(": PRIMARY KEY ", ": UNIQUE USING btree ")
    if kind == "constraint" and index != name and index in found["index"]:
        return "stands as a unique index", True
    return "missing", False


def _stands(relation: str, where: Catalogue) -> bool:
    return any(relation in where[kind] for kind in ("table", "view", "sequence"))


def _extra(kind: str, name: str, entry: Entry, found: Catalogue) -> Difference:
    if kind == "column" and entry.get("not_null") and not entry.keys() & {"default", "identity", "generated"}:
        return Difference(kind, name, "extra, and must be filled: rows made here would be refused")
    if kind == "trigger" and not entry.get("enabled"):
        return Difference(kind, name, "extra, disabled", note=True)
    if kind in ("grant", "default grant"):
        # What is made in a schema of the adopter's (Supabase's `storage`) is not made by us.
        elsewhere = kind == "default grant" and not name.startswith(_OUR_SCHEMAS)
        own = elsewhere or not _ours(name.rpartition(" to ")[2])
        return Difference(kind, name, f"extra ({_rights(entry)})", note=own)
    if kind == "table" and not entry.get("rls"):
        return Difference(kind, name, "extra, and row level security is off", note=True)
    if who := _by_its_owner(kind, name, entry, found):
        return Difference(kind, name, f"extra, and gives {', '.join(who)} the sight of its owner", note=True)
    return Difference(kind, name, "extra", note=kind not in _NEVER_EXTRA)


def _by_its_owner(kind: str, name: str, entry: Entry, found: Catalogue) -> list[str]:
    """The apps' roles that reach past row level security through a function or a view of the adopter's own."""
    if kind == "function" and entry.get("definer") and entry.get("result") != "trigger":
        return [role for role in entry.get("grants", []) if role in _OUR_ROLES]
    if kind == "view" and not entry.get("security_invoker"):
        return [
            role
            for role in _OUR_ROLES
            if {"rights", "SELECT"} & found["grant"].get(f"{name} to {role}", {}).keys()
        ]
    return []


def _ours(grantee: str) -> bool:
    return grantee in _OUR_ROLES or grantee.startswith("topin_")


def _compare_attribute(
    kind: str, name: str, attribute: str, wanted: Entry, present: Entry
) -> Iterator[Difference]:
    should, is_ = wanted.get(attribute), present.get(attribute)
    if should == is_:
        return
    note = False
    if kind == "function" and attribute == "grants":  # what the adopter's own roles may call is theirs to say
        note = [one for one in is_ or [] if _ours(one)] == (should or [])
    if attribute == "body":
        yield Difference(kind, name, "its body differs")
    elif kind == "view" and attribute == "definition":
        yield Difference(kind, name, "its definition differs")
    else:
        yield Difference(
            kind,
            name,
            f"{attribute} is {_shown(attribute, is_)}, should be {_shown(attribute, should)}",
            note,
        )


def _rights(entry: Entry) -> str:
    whole = [str(right) for right in entry.get("rights", [])]
    return ", ".join(
        whole + [f"{right} of {_shown(right, of)}" for right, of in entry.items() if right != "rights"]
    )


def _shown(attribute: str, value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "nothing"
    if value is None:
        return (
            "off"
            if attribute in ("rls", "forced", "not_null", "definer", "enabled", "security_invoker")
            else "nothing"
        )
    if value is True:
        return "on"
    return _WORDS.get(attribute, {}).get(str(value), str(value))
