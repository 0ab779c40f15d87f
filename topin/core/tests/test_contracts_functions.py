"""Every declared function is as PostgreSQL has it; every function has its file, its words, its door, its test."""

import re

import pytest

from topin.core.db import rooms
from topin.core.testing import contracts

# Functions of `public` that no Python calls, and why they stand there all the same.
NO_DOOR = {
    "public.refuse": "raises refusals inside other functions",
    "public.require_actor": "the guard inside the doors",
    "public.event_media": "shows one kind of event inside public.read_stream",
    "public.event_marker": "shows one kind of event inside public.read_stream",
    "public.event_settings": "shows one kind of event inside public.read_stream",
    "public.event_follow": "shows one kind of event inside public.read_stream",
    "public.event_notification": "shows one kind of event inside public.read_stream",
    "public.event_frame": "wraps an event inside public.read_stream",
    "public.stream_rows": "the events inside public.read_stream, which reads on under the viewer's own rights",
    "public.stream_position": "where a stream stands, inside public.read_stream",
}
# Functions that tests run through a protocol, without naming anything of ours.
THROUGH = {
    "private.claim_idempotency_key": "each test of an Idempotency-Key (test_api_base.py)",
    "private.keep_idempotent_answer": "each test of an Idempotency-Key (test_api_base.py)",
    "private.finish_run": "each job that a test runs (topin/core/jobs/tests)",
    "public.get_sync": "GET /api/sync (topin/core/realtime/tests/test_sync.py)",
}
_QUALIFIED = r"\b(?:public|private|auth)\.\w+"
_CALLED = rf"({_QUALIFIED})\s*\("
_LOGINS = {"auth": ["topin_auth"], "default": ["anon", "authenticated", "topin_api"], "worker": ["topin_worker"],
           "staff": ["topin_staff"]}  # fmt: skip


@pytest.fixture(scope="module")
def known(owner_of_module):
    return {procedure.name: procedure for procedure in contracts.procedures(owner_of_module)}


def test_each_declaration_names_a_function_with_these_very_arguments(known):
    faults = {}
    for name, function in contracts.declared().items():
        if name not in known:
            faults[name] = "does not exist"
        elif [(arg.name, _spelled(arg.type)) for arg in function.args] != known[name].arguments:
            faults[name] = known[name].arguments
    assert not faults


def test_each_declaration_names_the_result(known):
    faults = {}
    for name, function in contracts.declared().items():
        procedure = known[name]
        if function.rows != procedure.is_set:
            faults[name] = f"returns a set: {procedure.is_set}"
        elif function.columns and list(function.columns) != procedure.out:
            faults[name] = procedure.out
        elif not function.columns and _spelled(str(function.returns)) != procedure.result:
            faults[name] = procedure.result
    assert not faults


def test_what_reads_only_is_declared_so_and_the_other_way_round(known):
    declared = contracts.declared().items()
    assert [name for name, function in declared if function.read_only != (known[name].volatility != "v")] == []


def test_the_login_of_each_declaration_may_execute_it(known, owner_of_module):
    faults = {}
    for name, function in contracts.declared().items():
        allowed = owner_of_module.execute(
            "SELECT array_agg(r) FROM unnest(%s::text[]) r WHERE has_function_privilege(r, %s::oid, 'EXECUTE')",
            (_LOGINS[function.login], known[name].oid),
        ).fetchone()[0]
        if not allowed:
            faults[name] = f"none of {_LOGINS[function.login]} may"
    assert not faults


def test_each_function_stands_in_one_file_of_its_name(known):
    made = [(name, file) for file in rooms.files("functions") for name in file.functions]
    strays = {
        name: file.name
        for name, file in made
        if file.path.stem not in (name.partition(".")[2], name.replace(".", "_"))
    }
    assert not strays
    names = [name for name, _ in made]
    assert sorted(names) == sorted(set(names)), "made by two files"
    assert sorted(known.keys() - set(names)) == ["private.uuid7"], "made by no file (uuid7: sql/prelude.sql)"
    assert sorted(set(names) - known.keys()) == []


def test_no_function_is_overloaded(known, owner_of_module):
    names = [procedure.name for procedure in contracts.procedures(owner_of_module)]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_each_public_function_is_a_door_or_listed(known):
    public = {name for name in known if name.startswith("public.")}
    assert sorted(public - contracts.declared().keys() - NO_DOOR.keys()) == []
    assert sorted(NO_DOOR.keys() & contracts.declared().keys()) == [], "has a door now: strike it off the list"
    assert sorted(NO_DOOR.keys() - public) == [], "is gone: strike it off the list"


def test_each_function_says_what_it_does_and_stays_short(known):
    silent = [name for name in known if (file := contracts.creating_file(name)) and not contracts.head(file, name)]
    assert silent == []
    long = {
        name: lines
        for name in known
        if (file := contracts.creating_file(name))
        and (lines := contracts.statement(file, name).count("\n") + 1) > 75
    }
    assert not long


def test_each_function_is_run_by_a_test(known):
    """By its name in some room's tests, from Python that such a test names, or from SQL that those reach."""
    words = contracts.tested_words()
    used = words | _used_by_tested_python(words)
    named = {name for name in known if known[name].bare_name in words}
    reached = {name for name in known if known[name].bare_name in used}
    told = _told_by_tables()
    fresh = reached
    while fresh:
        mentioned = {word for name in fresh for word in re.findall(_QUALIFIED, known[name].body)}
        called = {word for name in fresh for word in re.findall(_CALLED, known[name].body)}
        fresh = (known.keys() & called.union(*(told.get(word, ()) for word in mentioned))) - reached
        reached |= fresh
    assert sorted(known.keys() - reached - THROUGH.keys()) == []
    assert sorted(THROUGH.keys() & named) == [], "has a test that names it now: strike it off the list"
    assert sorted(THROUGH.keys() - known.keys()) == [], "is gone: strike it off the list"


def _used_by_tested_python(words: set[str]) -> set[str]:
    """The bare names of functions that modules use of which tests name something."""
    tested = [
        text
        for text in contracts.python_texts()
        if not words.isdisjoint(re.findall(r"^(?:async )?(?:def|class) (\w{4,})", text, re.MULTILINE))
    ]
    return {name for text in tested for name in re.findall(r"\b(?:functions|private|public)\.(\w+)", text)}


def _told_by_tables() -> dict[str, set[str]]:
    """Table -> the functions that its triggers and policies call."""
    told: dict[str, set[str]] = {}
    for file in [*rooms.files("triggers"), *rooms.files("policies")]:
        for table in re.findall(r"\bON ((?:public|private|auth)\.\w+)", file.text):
            told.setdefault(table, set()).update(re.findall(_CALLED, file.text))
    return told


def _spelled(name: str) -> str:
    """A type's name as format_type writes it."""
    return {"timestamptz": "timestamp with time zone", "int": "integer", "bool": "boolean"}.get(name, name)
