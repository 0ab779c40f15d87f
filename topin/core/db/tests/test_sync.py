"""The repeatable track: what changed is applied again, all in one transaction; what is gone is dropped."""

import os

import psycopg
import pytest

from topin.core.db import build, roles, rooms, sync

FUNCTION = """-- For a test.
CREATE OR REPLACE FUNCTION private.one_of_test({arguments}) RETURNS {result}
LANGUAGE sql STABLE SET search_path = '' AS $$ SELECT {body} $$;
"""
DEFINER = FUNCTION.replace("-- For a test.", "-- For a test.\n-- definer: for a test.").replace(
    "STABLE SET", "STABLE SECURITY DEFINER SET"
)
ASK = "SELECT private.one_of_test()"
OWNER = "SELECT pg_get_userbyid(proowner), prosecdef FROM pg_proc WHERE proname = 'one_of_test'"


@pytest.fixture
def connection():
    """The owner, as sqlsync is; all of it is undone."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as made:
        roles.become_owner(made)
        yield made
        made.rollback()


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Writes the test's function into a room of the tree, or takes it away (None); `name`: another one's.

    `room`: where that file lies from now on.
    """
    real, rooms_of = rooms.files, {}

    def files(kind):
        yield from real(kind)
        for place in sorted(tmp_path.glob("*.sql")) if kind == "functions" else ():
            yield Planted(rooms.ROOT / rooms_of[place.stem] / "sql/functions" / place.name, kind, place)

    monkeypatch.setattr(rooms, "files", files)

    def put(text=None, name="one_of_test", room="topin/core"):
        place, rooms_of[name] = tmp_path / f"{name}.sql", room
        if text is None:
            place.unlink()
        else:
            place.write_text(text.replace("one_of_test", name.removeprefix("private_")))

    return put


class Planted(rooms.SqlFile):
    """A file that lies elsewhere than its name says."""

    def __init__(self, path, kind, place):
        super().__init__(path, kind)
        object.__setattr__(self, "place", place)

    @property
    def text(self):
        return self.place.read_text()

    @property
    def digest(self):
        return str(hash(self.text))


def function(body, arguments="", result="integer", template=FUNCTION):
    return template.format(body=body, arguments=arguments, result=result)


def test_a_built_database_has_nothing_pending(connection):
    assert sync.pending(connection) == []
    assert sync.removed(connection) == []
    assert sync.sync(connection) == []


def test_a_new_file_and_a_changed_one_are_applied_once(connection, write):
    write(function("1"))
    assert [file.path.name for file in sync.pending(connection)] == ["one_of_test.sql"]
    assert sync.sync(connection) == ["topin/core/sql/functions/one_of_test.sql"]
    assert sync.sync(connection) == []
    write(function("2"))
    sync.sync(connection)
    assert connection.execute(ASK).fetchone() == (2,)


def test_a_changed_result_or_argument_replaces_the_function_and_leaves_no_overload(connection, write):
    write(function("1"))
    sync.sync(connection)
    write(function("'one'", result="text"))
    sync.sync(connection)
    assert connection.execute(ASK).fetchone() == ("one",)
    write(function("given", arguments="given integer"))
    sync.sync(connection)
    assert connection.execute("SELECT private.one_of_test(5)").fetchone() == (5,)
    assert len(connection.execute(OWNER).fetchall()) == 1


def test_several_changed_results_are_replaced_at_once(connection, write):
    names = ("one_of_test", "two_of_test", "three_of_test")
    for result in ("integer", "text"):
        for name in names:
            write(function("1" if result == "integer" else "'1'", result=result), name)
        assert len(sync.sync(connection)) >= len(names)
    for name in names:
        assert connection.execute(f"SELECT private.{name}()").fetchone() == ("1",)


def test_a_definer_function_belongs_to_the_definer_and_back(connection, write):
    write(function("1", template=DEFINER))
    sync.sync(connection)
    assert connection.execute(OWNER).fetchall() == [(roles.DEFINER, True)]
    write(function("1"))
    sync.sync(connection)
    assert connection.execute(OWNER).fetchall() == [(roles.OWNER, False)]


def test_a_file_that_is_gone_takes_its_function_with_it(connection, write):
    write(function("1"))
    sync.sync(connection)
    write(None)
    assert sync.removed(connection) == ["topin/core/sql/functions/one_of_test.sql"]
    sync.sync(connection)
    assert connection.execute(OWNER).fetchall() == []


def test_a_function_whose_file_was_moved_stays(connection, write):
    write(function("1"))
    sync.sync(connection)
    write(function("1"), room="profiles")
    sync.sync(connection)
    assert connection.execute(ASK).fetchone() == (1,)


def test_a_private_function_beside_its_door_goes_with_its_own_file_and_with_no_other(connection, write):
    door, body = function("1").replace("private.", "public."), function("2")
    write(door)
    write(body, "private_one_of_test")
    sync.sync(connection)
    write(None)
    sync.sync(connection)
    assert connection.execute(ASK).fetchone() == (2,)
    write(None, "private_one_of_test")
    sync.sync(connection)
    assert connection.execute(OWNER).fetchall() == []


def test_a_fault_undoes_all_of_it_and_names_the_file(connection, write):
    write("-- For a test.\nCREATE OR REPLACE FUNCTION private.one_of_test() RETURNS nothing_known;\n")
    with pytest.raises(psycopg.Error) as error:
        sync.sync(connection)
    assert "topin/core/sql/functions/one_of_test.sql" in "".join(error.value.__notes__)
    write(None)
    assert sync.pending(connection) == []


def test_a_policy_that_stands_in_no_file_goes_when_its_table_s_file_is_applied(connection):
    connection.execute("CREATE POLICY stray ON public.posts USING (true)")
    connection.execute("SET LOCAL ROLE topin_definer")
    connection.execute("DELETE FROM private.sql_file WHERE name = 'posts/sql/policies/posts.sql'")
    connection.execute("SET LOCAL ROLE topin_owner")
    assert sync.sync(connection) == ["posts/sql/policies/posts.sql"]
    assert connection.execute("SELECT FROM pg_policy WHERE polname = 'stray'").fetchall() == []


def test_what_an_earlier_text_granted_is_taken_back(connection, write):
    def rights():
        return connection.execute(
            "SELECT has_function_privilege('topin_staff', 'private.one_of_test()', 'EXECUTE'),"
            " has_table_privilege('topin_worker', 'public.posts', 'INSERT'),"
            " has_column_privilege('topin_staff', 'public.followers', 'created_at', 'SELECT')"
        ).fetchone()

    write(function("1"))
    before = sync.sync(connection), rights()
    connection.execute("GRANT EXECUTE ON FUNCTION private.one_of_test() TO topin_staff")
    connection.execute("GRANT INSERT ON public.posts TO topin_worker")
    connection.execute("GRANT SELECT (created_at) ON public.followers TO topin_staff")
    assert rights() == (True, True, True)
    write(function("2"))
    connection.execute("SET LOCAL ROLE topin_definer")
    connection.execute("DELETE FROM private.sql_file WHERE name LIKE 'posts/sql/policies/%'")
    connection.execute("DELETE FROM private.sql_file WHERE name LIKE 'social/sql/policies/%'")
    connection.execute("SET LOCAL ROLE topin_owner")
    sync.sync(connection)
    assert (before[1], rights()) == ((False, False, False), (False, False, False))
    assert connection.execute(
        "SELECT has_table_privilege('topin_definer', 'public.posts', 'INSERT')"
    ).fetchone() == (True,)


def test_the_definer_may_make_nothing_once_it_is_done(connection, write):
    write(function("1", template=DEFINER))
    sync.sync(connection)
    made = connection.execute(
        "SELECT n FROM unnest(%s::text[]) n WHERE has_schema_privilege('topin_definer', n, 'CREATE')",
        (sync.SCHEMAS,),
    ).fetchall()
    assert made == []


def test_a_built_database_is_ours_and_not_empty(connection):
    assert not build.is_empty(connection)
    assert build.is_ours(connection)
