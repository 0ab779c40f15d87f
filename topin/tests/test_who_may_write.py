"""Every operation that writes, asked by everybody who may not: it says so, and nothing that is kept is changed."""

import json

import pytest

from posts.media.tests.files import picture
from topin.core.db import rooms
from topin.core.testing.people import make_person
from topin.tests.who_sees_what.world import World
from topin.tests.writes import CASES, FILE, MAY, NOTHING, WRITES

_TABLES = """
SELECT c.oid::regclass::text AS name FROM pg_class c
 WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND has_table_privilege(c.oid, 'SELECT')
   AND c.relnamespace::regnamespace::text IN ('public', 'private', 'auth')
"""


@pytest.fixture
def held(sql):
    """`held()`: how many rows each table has, and their hash."""
    names = [row["name"] for row in sql(_TABLES)]
    each = "SELECT '{0}' AS name, count(*) AS rows, sum(hashtextextended(t::text, 0)::numeric) AS hash FROM {0} t"
    asked = " UNION ALL ".join(each.format(name) for name in names)
    return lambda: {row["name"]: (row["rows"], row["hash"]) for row in sql(asked)}


def test_each_operation_that_writes_has_its_line_in_order():
    """A new one needs its line in topin/tests/writes.py."""
    document = json.loads((rooms.ROOT / "docs" / "openapi.json").read_text())
    written = {
        f"{method.upper()} {path}"
        for path, item in document["paths"].items()
        for method in item.keys() & {"post", "put", "patch", "delete"}
        if not path.startswith("/api/auth/")  # held in topin/auth/tests/contract
    }
    assert sorted(written - WRITES.keys()) == [], "give it a line in topin/tests/writes.py"
    assert sorted(WRITES.keys() - written) == [], "no such operation any more"
    assert list(WRITES) == sorted(WRITES)


@pytest.fixture
def asked(api, sql):
    """`asked(operation, case)`: what the operation tells who asks."""
    world = World(sql)
    subjects = {subject.name: subject for subject in world.posts}
    gone = make_person()
    sql("DELETE FROM auth.sessions WHERE id = %s", [gone.session_id])

    def viewer(case, subject):
        role = {"somebody else": "stranger"}.get(case, case.partition(" to ")[0])
        return gone if case == "signed out" else world.viewer(role, subject)

    def act(operation, case):
        (method, path), given = operation.split(" "), WRITES[operation].body
        subject = subjects[CASES[case]]
        values = {**subject.values, "word": "a-word-of-nobody"}
        if operation == "POST /api/engagement/comment/{comment_id}":
            values["comment_id"] = values["post_id"]
        if given is FILE:
            sent = {"files": {"file": picture(width=9, height=9)}}
        else:
            sent = {"json": _filled(given, values)} if given is not None else {}
        return api.request(method, path.format(**values), as_=viewer(case, subject), **sent)

    return act


def _filled(given, values):
    if isinstance(given, str):
        return given.format(**values)
    if isinstance(given, list):
        return [_filled(one, values) for one in given]
    if isinstance(given, dict):
        return {name: _filled(one, values) for name, one in given.items()}
    return given


def test_who_may_not_write_is_told_so_and_changes_nothing(asked, held):
    before, told, expected = held(), {}, {}
    for operation, write in WRITES.items():
        for case, code in zip(CASES, write.tells, strict=False):
            if code != MAY:
                response = asked(operation, case)
                told[operation, case] = response.json()["code"] if response.is_error else NOTHING
                expected[operation, case] = code
    assert told == expected
    assert {name: now for name, now in held().items() if before[name] != now} == {}
