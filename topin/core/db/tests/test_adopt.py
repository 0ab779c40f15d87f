"""An existing Supabase project is adopted: its rows stay, its doors close, and the product runs on it.

It stands as a dump of it leaves it on a server of one's own, restored by an owner that is no superuser.
"""

import json
import os
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command

from topin.core.db import adopt, catalogue, drift, roles, rooms
from topin.core.testing.services import PASSWORD, at

OWNER, DATABASE = "topin_rehearsal_owner", "topin_rehearsal"
ONE, TWO, THREE, FOUR = (f"00000000-0000-4000-8000-00000000000{n}" for n in (1, 2, 3, 4))
_PROJECT = Path(__file__).parent / "data" / "supabase_project.sql"
# What the old app's tables leave to a person.
BY_HAND = {
    "public.profiles.bio is character varying(500)",
    "public.profiles.display_name is empty in some rows",
    "public.profiles.bio is empty in some rows",
    "public.comments.author_id is not there and would be empty in every row",
}


@pytest.fixture(scope="module")
def reference(tmp_path_factory, owner_of_module):
    """The catalogue of this very tree, in place of the committed one."""
    path = tmp_path_factory.mktemp("reference") / "catalogue.json"
    path.write_text(catalogue.written(catalogue.read(owner_of_module)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "REFERENCE", path)
        yield path


@pytest.fixture(scope="module")
def project(reference):
    """The URL of a database in Supabase's layout, as its owner: no superuser, may make roles."""
    server_url = os.environ["DATABASE_URL"]
    with psycopg.connect(server_url, autocommit=True) as server:
        make_empty(server, DATABASE)
        with psycopg.connect(at(server_url, DATABASE), autocommit=True) as database:
            make_project(database, OWNER)
        yield as_owner(at(server_url, DATABASE))
        server.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)".encode())


def as_owner(url):
    """The same database, logged in as who is no superuser."""
    return url.replace(url.split("//")[1].split("@")[0], f"{OWNER}:{PASSWORD}")


def make_empty(server, name):
    """A database of the owner's, and the roles that a Supabase project has on its server."""
    _make_roles(server)
    server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
    server.execute(f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE template0".encode())


def _make_roles(server):
    supabases = (("supabase_auth_admin", "NOLOGIN NOINHERIT"), ("dashboard_user", "NOLOGIN"))
    for name, options in ((OWNER, f"LOGIN CREATEROLE PASSWORD '{PASSWORD}'"), *supabases):
        if not server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone():
            server.execute(f"CREATE ROLE {name} {options}".encode())
    server.execute(f"ALTER ROLE {OWNER} PASSWORD '{PASSWORD}'".encode())
    # Supabase gives its `postgres` these; the topin_* roles it would make itself on a server of its own.
    given = [*roles.ACTED_AS, roles.DEFINER, "authenticator", *(login.name for login in roles.LOGINS)]
    server.execute(f"GRANT {', '.join(given)} TO {OWNER} WITH ADMIN OPTION".encode())
    server.execute(f"REVOKE supabase_auth_admin FROM {OWNER}".encode())  # a test may have given it


def make_project(database, owner_of_auth):
    """Schema auth, by the superuser where its tables are another's than the owner's; the app's own things."""
    database.execute(f"CREATE SCHEMA auth {f'AUTHORIZATION {OWNER}' if owner_of_auth == OWNER else ''}".encode())
    database.execute(f"GRANT USAGE, CREATE ON SCHEMA auth TO {owner_of_auth}".encode())
    database.execute(f"SET ROLE {owner_of_auth}".encode())
    for statement in adopt.statements_of((rooms.ROOT / "topin/auth/sql/tables.sql").read_text()):
        if adopt.target_of(statement).startswith("auth."):
            database.execute(statement.encode())
    for name in ("uid", "role", "jwt"):
        text = (rooms.ROOT / f"topin/core/sql/functions/{name}.sql").read_text()
        database.execute(text.partition("REVOKE")[0].encode())
        database.execute(f"GRANT EXECUTE ON FUNCTION auth.{name}() TO dashboard_user".encode())
    database.execute("RESET ROLE")
    database.execute(_PROJECT.read_text().replace("{owner}", OWNER).encode())


@pytest.fixture
def run(project, settings):
    """Runs a command of manage.py on the project's database; gives its exit code and what it said."""
    settings.OWNER_DATABASE_URL, settings.DB_PASSWORD = project, PASSWORD

    def call(*arguments, **options):
        said = StringIO()
        try:
            call_command(*arguments, stdout=said, **options)
        except CommandError as error:
            return 1, f"{said.getvalue()}{error}"
        return 0, said.getvalue()

    return call


def snapshot(url):
    """Every row of the old tables in the columns that they had; not the profile that an adoption makes."""
    with psycopg.connect(url) as connection:
        tables = {
            "profiles": "id, user_handle, display_name, bio, email, is_private, created_at",
            "followers": "id, follower_id, following_id, created_at",
            "posts": "id, author_id, type, content, audience, created_at",
            "comments": "id, post_id, user_id, content, created_at",
            "stickers": "id, name",
        }
        connection.execute("SET ROLE topin_definer") if _adopted(connection) else None
        rows = {}
        for table, columns in tables.items():
            if table == "stickers":
                connection.execute("RESET ROLE")
            rows[table] = connection.execute(
                f"SELECT {columns} FROM public.{table} ORDER BY 1".encode()
            ).fetchall()
        rows["profiles"] = [row for row in rows["profiles"] if str(row[0]) != FOUR]
        return rows


def _adopted(connection):
    return connection.execute("SELECT to_regclass('private.sql_file') IS NOT NULL").fetchone() == (True,)


def test_the_way_of_a_project_from_check_to_use(run, project):
    before = snapshot(project)

    assert run("migrate", verbosity=0)[0] == 0
    with psycopg.connect(project) as connection:
        assert not _adopted(connection)
        assert connection.execute("SELECT to_regclass('django.auth_user') IS NOT NULL").fetchone() == (True,)
        assert connection.execute("SELECT to_regclass('public.mutes')").fetchone() == (None,)
    assert snapshot(project) == before

    code, told = run("sqlcheck")
    assert code == 1
    assert "\ntable public.mutes: missing\n" in told
    assert "\nnote: table public.stickers: extra, and row level security is off\n" in told
    assert "\ntable public.followers: rls is off, should be on\n" in told
    assert "\npolicy public.profiles: Everyone sees profiles: extra\n" in told
    assert "note: default grant storage tables to anon: extra (SELECT)" in told
    assert (
        "note: function public.every_address(): extra, and gives PUBLIC, anon, authenticated, service_role" in told
    )

    code, plan = run("adopt", plan=True)
    assert code == 0, plan
    assert 'DROP POLICY "Everyone sees profiles" ON public.profiles; -- was: r TO PUBLIC USING (true)' in plan
    assert 'ALTER TABLE auth.users DISABLE TRIGGER "on_auth_user_created";' in plan
    assert "\nDROP TABLE" not in plan
    assert "DROP COLUMN" not in plan
    with psycopg.connect(project) as connection:
        assert not _adopted(connection), "a plan changes nothing"

    code, done = run("adopt", apply=True)
    assert code == 0, done
    by_hand = [line.removeprefix("by hand: ") for line in done.splitlines() if line.startswith("by hand: ")]
    assert len(by_hand) == len(BY_HAND), by_hand
    assert [one for one in BY_HAND if not any(line.startswith(one) for line in by_hand)] == []
    assert snapshot(project) == before
    _check_what_is_left(project)
    _check_use(project)

    assert "adopted already" in run("adopt", apply=True)[1]
    assert run("migrate", verbosity=0)[0] == 0, "from now on it is kept up to date like any other"


def _check_what_is_left(url):
    """After it, the database differs from the reference only where a person has to decide."""
    with psycopg.connect(url) as connection:
        left = drift.compare(catalogue.reference(), catalogue.read(connection))
        old = connection.execute("SELECT public.can_see_post_old(NULL, NULL), public.old_feature()").fetchone()
    faults = [str(one) for one in left if not one.note]
    expected = ("column public.profiles.", "constraint public.profiles: CHECK ((length(bio)")
    assert [one for one in faults if not one.startswith(expected)] == []
    assert old == (True, 1)


def _check_use(url):
    """The doors work for somebody who was there before, and not for others."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET ROLE authenticated")
        connection.execute("SELECT set_config('request.jwt.claims', %s, false)", (json.dumps({"sub": ONE}),))
        profile = connection.execute("SELECT body FROM public.get_profile(%s, %s)", (ONE, TWO)).fetchone()[0]
        assert profile["is_private"] is True, "who was private stays it"
        assert profile["followers_count"] == 1 and profile["following_count"] == 1
        assert connection.execute("SELECT created FROM public.follow_user(%s, %s)", (ONE, THREE)).fetchone() == (
            True,
        )
        feed = connection.execute("SELECT results::json FROM public.get_feed(%s, 20, NULL)", (ONE,)).fetchone()[0]
        assert [post["content"] for post in feed] == ["from before"]
        assert connection.execute("SELECT count(*) FROM public.followers").fetchone() == (4,)
        connection.execute("SELECT set_config('request.jwt.claims', %s, false)", (json.dumps({"sub": FOUR}),))
        made = connection.execute("SELECT body FROM public.get_own_profile(%s)", (FOUR,)).fetchone()[0]
        assert made["user_handle"] == "user_0000000004", "who had no profile has one"
        for closed in (
            "UPDATE public.profiles SET bio = 'mine'",
            "DELETE FROM public.posts",
            "SELECT * FROM private.outbox",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(closed.encode())


def test_every_statement_of_a_tables_sql_is_known_to_adopt():
    for path in rooms.tables():
        for statement in adopt.statements_of(path.read_text(encoding="utf-8")):
            assert adopt.target_of(statement)
