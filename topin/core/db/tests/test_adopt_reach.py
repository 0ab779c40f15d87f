"""Before anything is changed, `adopt` says who may not adopt a database, and which rows would refuse it."""

import os

import psycopg
import pytest
from django.core.management import call_command

from topin.core.db import catalogue
from topin.core.testing.services import PASSWORD, at

from .test_adopt import ONE, OWNER, TWO, as_owner, make_empty, make_project, reference, run  # noqa: F401

DATABASE = "topin_hosted"
# What was done to the rows -> the line that tells of it.
OBSTACLES = {
    "UPDATE public.profiles SET user_handle = 'a-b' WHERE id = '{one}'":
        "public.profiles: CHECK ((user_handle ~ '^[A-Za-z0-9_.]{3,30}$'::text)) refuses 1 of what is there: "
        "SELECT * FROM public.profiles t WHERE NOT ((user_handle ~ '^[A-Za-z0-9_.]{3,30}$'::text));",
    "UPDATE public.profiles SET user_handle = 'PERSON2' WHERE id = '{one}'":
        "public.profiles: UNIQUE USING btree (handle_key) refuses 1 of what is there: ",
    "ALTER TABLE public.profiles ALTER user_handle DROP NOT NULL; "
    "UPDATE public.profiles SET user_handle = NULL WHERE id = '{one}'":
        "public.profiles.user_handle is empty in some rows: ",
    "ALTER TABLE public.profiles RENAME COLUMN user_handle TO username":
        "public.profiles.user_handle is not there: ALTER TABLE public.profiles RENAME COLUMN … TO user_handle; ",
    "INSERT INTO public.followers (follower_id, following_id) VALUES ('{one}', '{one}')":
        "public.followers: CHECK ((follower_id <> following_id)) refuses 1 of what is there: ",
    "ALTER TABLE public.followers DROP CONSTRAINT followers_follower_id_following_id_key; "
    "INSERT INTO public.followers (follower_id, following_id) VALUES ('{one}', '{two}')":
        "public.followers: PRIMARY KEY (follower_id, following_id) INCLUDE (is_mutual) refuses 1 of ",
    "CREATE TABLE public.user_settings (user_id uuid PRIMARY KEY REFERENCES auth.users (id)); "
    "INSERT INTO public.user_settings SELECT id FROM auth.users":
        "public.user_settings: FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE CASCADE refuses 1 ",
    "CREATE TABLE public.likes (post_id bigint NOT NULL, user_id uuid NOT NULL)":
        "public.likes: FOREIGN KEY (post_id) REFERENCES public.posts(id) ON DELETE CASCADE cannot be: ",
}  # fmt: skip


@pytest.fixture
def hosted(reference):  # noqa: F811
    """The superuser's URL of a database whose schema auth is Supabase's own, out of the owner's reach."""
    server_url = os.environ["DATABASE_URL"]
    with psycopg.connect(server_url, autocommit=True) as server:
        make_empty(server, DATABASE)
        with psycopg.connect(at(server_url, DATABASE), autocommit=True) as database:
            make_project(database, "supabase_auth_admin")
        yield at(server_url, DATABASE)
        server.execute(f"REVOKE supabase_auth_admin FROM {OWNER}".encode())
        server.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)".encode())


@pytest.fixture
def project(hosted):
    """What `run` connects as: somebody else in each test."""
    return as_owner(hosted)


def adopted(url):
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT to_regclass('private.sql_file') IS NOT NULL").fetchone() == (True,)


@pytest.mark.parametrize(
    "given", ["", f"GRANT supabase_auth_admin TO {OWNER}; GRANT ALL ON SCHEMA auth TO {OWNER}"]
)
def test_who_has_not_schema_auth_is_sent_elsewhere(run, hosted, given):  # noqa: F811
    with psycopg.connect(hosted, autocommit=True) as connection:
        connection.execute(given.encode())
    for way in ("plan", "apply"):
        code, told = run("adopt", **{way: True})
        assert code == 1
        whose = "the owner of schema auth" if given else "supabase_auth_admin, the owner of schema auth"
        assert told.startswith(f"{OWNER} has not the rights of {whose}. ")
        assert "restore a dump into a server of your own" in told
    assert not adopted(hosted)


def test_a_superuser_gives_the_owner_what_it_lacks(run, hosted, settings):  # noqa: F811
    settings.OWNER_DATABASE_URL = hosted
    granted = "GRANT USAGE, CREATE ON SCHEMA auth TO topin_rehearsal_owner WITH GRANT OPTION;"
    assert granted in run("adopt", plan=True)[1]
    assert run("adopt", apply=True)[0] == 0
    with psycopg.connect(hosted) as connection:
        owners = connection.execute(
            "SELECT c.relname, c.relowner::regrole::text FROM pg_class c"
            " WHERE c.oid IN ('auth.users'::regclass, 'public.mutes'::regclass) ORDER BY c.relname"
        ).fetchall()
    assert owners == [("mutes", OWNER), ("users", "supabase_auth_admin")]
    for login in ("topin_api", "topin_auth", "topin_worker"):
        with psycopg.connect(
            hosted.replace(hosted.split("//")[1].split("@")[0], f"{login}:{PASSWORD}")
        ) as connection:
            assert connection.execute("SELECT has_schema_privilege('auth', 'USAGE')").fetchone() == (True,)
    settings.OWNER_DATABASE_URL = as_owner(hosted)
    call_command("migrate", verbosity=0)  # the owner keeps it up to date by itself from now on
    left = [
        line for line in run("sqlcheck")[1].splitlines() if not line.startswith(("note: ", "column public.pro"))
    ]
    assert [line for line in left if "length(bio)" not in line and "differences" not in line] == []


def test_what_belongs_to_a_superuser_is_refused(run, hosted, settings):  # noqa: F811
    settings.OWNER_DATABASE_URL = hosted
    with psycopg.connect(hosted, autocommit=True) as connection:
        connection.execute("ALTER TABLE public.followers OWNER TO CURRENT_USER")
    code, told = run("adopt", apply=True)
    assert code == 1 and told.startswith("public.followers belong to a superuser, whom no policy binds: "), told
    assert not adopted(hosted)


def test_a_failure_in_the_middle_leaves_the_database_as_it_was(run, hosted, settings):  # noqa: F811
    settings.OWNER_DATABASE_URL = hosted
    with psycopg.connect(hosted, autocommit=True) as connection:
        connection.execute(f"SET ROLE {OWNER}".encode())
        connection.execute(
            "CREATE FUNCTION public.can_see_post_old(uuid, uuid) RETURNS int LANGUAGE sql AS 'SELECT 1'"
        )
        before = catalogue.read(connection)
    code, told = run("adopt", apply=True)
    assert code == 1 and told.startswith("Nothing was changed: function can_see_post_old(uuid, uuid) already"), (
        told
    )
    with psycopg.connect(hosted, autocommit=True) as connection:
        connection.execute(f"SET ROLE {OWNER}".encode())
        assert catalogue.read(connection) == before
        held = "SELECT pg_has_role(%s, 'supabase_auth_admin', 'MEMBER')"
        assert connection.execute(held, (OWNER,)).fetchone() == (False,), "nor was the owner given anything"


@pytest.mark.parametrize("done", OBSTACLES)
def test_rows_that_would_refuse_it_are_told_before(run, hosted, settings, done):  # noqa: F811
    settings.OWNER_DATABASE_URL = hosted
    with psycopg.connect(hosted, autocommit=True) as connection:
        connection.execute(f"SET ROLE {OWNER}".encode())
        connection.execute(done.replace("{one}", ONE).replace("{two}", TWO).encode())
    code, plan = run("adopt", plan=True)
    assert code == 0
    assert f"-- First, before --apply: {OBSTACLES[done]}" in plan
    code, told = run("adopt", apply=True)
    assert code == 1
    assert told.startswith("Nothing was changed. First:\n") and OBSTACLES[done] in told
    assert not adopted(hosted)
