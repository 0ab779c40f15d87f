"""Lint for the project's SQL: what PostgreSQL accepts and review would not. Needs no database; takes a second.

A rule is broken on purpose by a comment in the same file that says why: `-- definer: …` for a function with
the definer's rights, `-- owner: …` for one with the tables' owner's, `-- inline: …` for one without a pinned
search_path, `-- dynamic: …` for built statements, `-- session lock: …` for a lock that outlives its
transaction, `-- offset: …` for pages by number, `-- any error: …` for WHEN OTHERS.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from topin.core.db import rooms

_LONGEST_LINE = 160
_FUNCTION = re.compile(
    r"CREATE (?:OR REPLACE )?FUNCTION\s+(?P<name>[\w.]+)\s*\(.*?(?P<quote>\$\w*\$)(?P<body>.*?)(?P=quote)",
    re.DOTALL,
)
_VOLATILITY = re.compile(r"\b(VOLATILE|STABLE|IMMUTABLE)\b")
_TABLE = re.compile(r"CREATE TABLE (?:IF NOT EXISTS )?(?P<name>[\w.]+)\s*\((?P<columns>.*?)\n\)", re.DOTALL)
# In any file: (what must not stand there, why).
_NEVER = [
    (r"\t", "a tab"),
    (r"[ \t]+$", "blanks at the end of a line"),
    (r"(?i)\bset_config\([^;]*?,\s*false\)", "a setting that outlives the transaction"),
    (r"\bSET SESSION\b", "a setting that outlives the transaction"),
    (r"(?i)\bcount\(\*\)\s*(>\s*0|<>\s*0|=\s*0)", "counting to know whether there is one: use EXISTS"),
]  # fmt: skip
# In tables of our own; auth's are GoTrue's and stay as GoTrue has them.
_NEVER_IN_TABLES = [
    (r"(?i)\b(small|big)?serial\b", "serial: use uuid7 or GENERATED ALWAYS AS IDENTITY"),
    (r"(?i)\btimestamp\b(?!tz)", "a time without its zone: use timestamptz"),
    (r"(?i)\b(varchar|character varying|char)\s*\(", "varchar: use text with a CHECK"),
    (r"(?i)\b(money|real|float4|float8|double precision)\b", "an inexact number: use numeric or bigint"),
    (r"(?i)\bCREATE TYPE\b", "an enum cannot lose a value: use text with a CHECK"),
]  # fmt: skip


def lint(path: Path, text: str) -> list[str]:
    """The faults of one SQL file, each as `path:line: what`."""
    name = path.as_posix()
    found = list(_anywhere(text))
    if "/functions/" in name:
        found += _function_file(text)
    if "/policies/" in name:
        found += _policy_file(text)
    if name.endswith("/tables.sql") and "topin/auth/" not in name:
        found += _searched(_NEVER_IN_TABLES, _without_comments(text))
    return [f"{name}:{text.count(chr(10), 0, at) + 1}: {what}" for at, what in sorted(found)]


def lint_all() -> list[str]:
    """The faults of every SQL file of every room."""
    paths = [path for room in rooms.ROOMS for path in sorted((rooms.ROOT / room).glob("**/sql/**/*.sql"))]
    return [
        fault for path in paths for fault in lint(path.relative_to(rooms.ROOT), path.read_text(encoding="utf-8"))
    ]


def _anywhere(text: str) -> Iterator[tuple[int, str]]:
    yield from _searched(_NEVER, _without_comments(text))
    at = 0
    for line in text.split("\n"):
        if len(line) > _LONGEST_LINE:
            yield at, f"a line of {len(line)} characters (at most {_LONGEST_LINE})"
        at += len(line) + 1
    if not text.endswith("\n") or text.endswith("\n\n"):
        yield len(text) - 1, "the file must end in one line break"


def _function_file(text: str) -> Iterator[tuple[int, str]]:
    functions = list(_FUNCTION.finditer(text))
    if not functions:
        yield 0, "no CREATE OR REPLACE FUNCTION"
    if not text.startswith("-- "):
        yield 0, "the first line must say what the function does"
    definer = any("SECURITY DEFINER" in _declaration(one) for one in functions)
    said = [word for word in ("definer", "owner") if f"\n-- {word}: " in "\n" + text]
    if len(said) != definer:
        yield 0, "SECURITY DEFINER and a line `-- definer: reason` (or `-- owner: reason`) go together"
    for one in functions:
        yield from _function(one, text)


def _function(one: re.Match[str], text: str) -> Iterator[tuple[int, str]]:
    at, name, declaration = one.start(), one["name"], _declaration(one)
    if "OR REPLACE" not in declaration or "." not in name:
        yield at, "must be CREATE OR REPLACE FUNCTION schema.name"
    if not _VOLATILITY.search(declaration):
        yield at, f"{name} does not state its volatility"
    if "SET search_path = ''" not in declaration and "\n-- inline: " not in "\n" + text:
        yield at, f"{name} does not pin search_path (or say `-- inline: reason`)"
    if not re.search(rf"REVOKE ALL ON FUNCTION {re.escape(name)}\(", text):
        yield at, f"{name} is not revoked by name from PUBLIC, anon, authenticated and service_role"
    if one.group(0).count("\n") >= 75:
        yield at, f"{name} is longer than 75 lines: split it into private helpers"
    body = _without_comments(one["body"])
    if (
        re.search(r"(?i)(?<!GRANT )\bEXECUTE\s+(format|'|\w+\s*(;|INTO|USING))", body)
        and "\n-- dynamic: " not in "\n" + text
    ):
        yield at, f"{name} builds a statement (say why: `-- dynamic: reason`)"
    if re.search(r"(?i)\bpg_(try_)?advisory_lock\b", body) and "session lock: " not in text:
        yield (
            at,
            f"{name} takes a lock of the session (say why: `-- session lock: reason`)",
        )
    if re.search(r"(?i)\bOFFSET\s+\(?\w*(page|skip)", body) and "\n-- offset: " not in "\n" + text:
        yield at, f"{name} pages by OFFSET: use the keyset (or say why: `-- offset: reason`)"
    if re.search(r"(?i)\bWHEN OTHERS\b", body) and "\n-- any error: " not in "\n" + text:
        yield at, f"{name} swallows any error: name its condition (or say `-- any error: reason`)"


def _policy_file(text: str) -> Iterator[tuple[int, str]]:
    table = re.search(r"ALTER TABLE\s+(\w+)\.(\w+)\s+ENABLE ROW LEVEL SECURITY", text)
    if table is None:
        if "CREATE POLICY" in text:
            yield 0, "ENABLE ROW LEVEL SECURITY is missing"
        return
    name = f"{table[1]}.{table[2]}"
    if table[1] != "auth" and f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY" not in text:
        yield 0, f"{name} is not forced"
    if not re.search(rf"REVOKE ALL ON {re.escape(name)} FROM PUBLIC, anon, authenticated, service_role", text):
        yield 0, f"{name} is not revoked by name from PUBLIC, anon, authenticated and service_role"
    for other in re.finditer(r"CREATE POLICY (\w+) ON ([\w.]+)", text):
        if other[2] != name:
            yield other.start(), f"a policy of {other[2]} in the file of {name}"


def _declaration(one: re.Match[str]) -> str:
    return one.group(0)[: one.start("body") - one.start()]


def _searched(rules: list[tuple[str, str]], text: str) -> Iterator[tuple[int, str]]:
    for pattern, what in rules:
        yield from ((found.start(), what) for found in re.finditer(pattern, text, re.MULTILINE))


def _without_comments(text: str) -> str:
    """Comments and the insides of literals blanked out, so that places stay the same."""
    return re.sub(r"--[^\n]*|(?<=')[^'\n]+(?=')", lambda comment: "-" * len(comment[0]), text)
