"""The settings of the accounts as topin/settings/gotrue.py has them: name, default and what its comment says."""

import ast
import re
from pathlib import Path
from typing import NamedTuple

from topin.settings import gotrue

SOURCE = Path(gotrue.__file__)
_FORMS = {"text": "text", "flag": "on or off", "number": "number", "duration": "seconds, or 1h30m",
    "listing": "list", "rate": "an hour, or 100/24h", "keys": "text", "address": "text"}  # fmt: skip


class Setting(NamedTuple):
    section: str
    variable: str
    form: str
    default: str
    meaning: str


def settings() -> list[Setting]:
    """Each in the order of the file. The comment above it is its meaning, or that of a few that stand together."""
    lines = SOURCE.read_text().splitlines()
    found = []
    for node in ast.parse("\n".join(lines)).body:
        if isinstance(node, ast.Assign) and (call := _reading(node.value)) and isinstance(call.func, ast.Name):
            variable = str(ast.literal_eval(call.args[0]))
            default = call.args[1] if len(call.args) > 1 else ast.Constant("")
            section, meaning = _above(lines, node.lineno - 1)
            found.append(Setting(section, variable, _FORMS[call.func.id], _shown(default), meaning))
    return found


def _reading(node: ast.expr) -> ast.Call | None:
    """The call that reads a variable; of `a or b` the first, whose default is b."""
    if isinstance(node, ast.BoolOp) and isinstance(node.values[0], ast.Call):
        return ast.Call(node.values[0].func, [node.values[0].args[0], node.values[1]], [])
    return node if isinstance(node, ast.Call) else None


def _shown(default: ast.expr) -> str:
    if not isinstance(default, ast.Constant):
        return "see there"
    value = default.value
    return (
        {True: "on", False: "off", "": ""}.get(value, str(value))
        if not isinstance(value, int) or isinstance(value, bool)
        else str(value)
    )


def _above(lines: list[str], at: int) -> tuple[str, str]:
    """The section that a line stands in, and the comment over it or over its neighbours."""
    section = next(line.strip("# -") for line in reversed(lines[:at]) if line.startswith("# ---"))
    while not lines[at - 1].startswith("#"):
        at -= 1
    words: list[str] = []
    while lines[at - 1].startswith("#") and not lines[at - 1].startswith("# ---"):
        at -= 1
        words.insert(0, lines[at].removeprefix("#").strip())
    return section, re.sub(r"\s+", " ", " ".join(words))
