"""What a SQL function may refuse with: read from the SQL files, along the calls and the triggers it sets off.

Every refusal is a `refuse(status, 'code', …)` (docs/decisions/0007-refusals.md) and every name is qualified, so
the files say it all. The tests hold each answer over HTTP against it (topin/core/testing/server.py).
"""

import re
from collections import defaultdict
from functools import cache

from . import rooms

Codes = frozenset[tuple[int, str]]

_DEFINITION = re.compile(
    r"CREATE OR REPLACE FUNCTION\s+(?P<name>[\w.]+)\s*\(.*?(?P<quote>\$\w*\$)(?P<body>.*?)(?P=quote)", re.DOTALL
)
# Raised, or returned by what must leave a trace, which a raised one would take along.
_REFUSALS = (
    re.compile(r"\brefuse\(\s*(\d{3})\s*,\s*'(\w+)'"),
    re.compile(r"'status'\s*,\s*(\d{3})\s*,\s*'code'\s*,\s*'(\w+)'"),
)
# With the status that the caller gives, as its last argument.
_LEFT_OPEN = re.compile(r"\brefuse\(\s*[a-z]\w*\s*,\s*'(\w+)'")
_STATUS_GIVEN = re.compile(r"\b((?:public|private)\.\w+)\([^;()]*,\s*(\d{3})\)")
_NAME = re.compile(r"\b(?:public|private|auth)\.\w+(?=\s*\()")
_WRITE = re.compile(r"\b(INSERT|UPDATE|DELETE)(?:\s+INTO|\s+FROM)?\s+((?:public|private|auth)\.\w+)")
_TRIGGER = re.compile(
    r"CREATE (?:OR REPLACE )?(?:CONSTRAINT )?TRIGGER.*?\b(?P<when>(?:INSERT|UPDATE|DELETE)[^;]*?)\s+ON\s+"
    r"(?P<table>[\w.]+).*?EXECUTE FUNCTION\s+(?P<function>[\w.]+)",
    re.DOTALL,
)


@cache
def _bodies() -> dict[str, str]:
    found: dict[str, str] = defaultdict(str)
    for file in rooms.files("functions"):
        for match in _DEFINITION.finditer(_code(file.text)):
            found[match["name"]] += match["body"]
    return found


@cache
def _triggers() -> dict[tuple[str, str], set[str]]:
    """(event, table) -> the functions that it sets off."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for file in rooms.files("triggers"):
        for match in _TRIGGER.finditer(_code(file.text)):
            for event in re.findall(r"INSERT|UPDATE|DELETE", match["when"]):
                found[event, match["table"]].add(match["function"])
    return found


def _code(text: str) -> str:
    return re.sub(r"--[^\n]*", "", text)


@cache
def refusals_of(name: str) -> Codes:
    """(status, code) of each refusal that the function `schema.name` can come to."""
    seen, waiting, found = set(), [name], set()
    while waiting:
        current = waiting.pop()
        if current in seen or current not in _bodies():
            continue
        seen.add(current)
        body = _bodies()[current]
        found |= {(int(status), code) for form in _REFUSALS for status, code in form.findall(body)}
        found |= {
            (int(status), code)
            for called, status in _STATUS_GIVEN.findall(body)
            for code in _LEFT_OPEN.findall(_bodies().get(called, ""))
        }
        waiting += _NAME.findall(body)
        waiting += [one for write in _WRITE.findall(body) for one in _triggers().get(write, ())]
    return frozenset(found)
