"""sqlcheck: a drift of each kind, planted in a copy of the database, is found and told; nothing is written."""
# ruff: noqa: E501 (statements and what is told of them stand on one line)

import copy
import os
import subprocess
import sys
from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command

from topin.core.db import catalogue, drift

# What was done to the database -> the line that tells of it.
FAULTS = {
    "ALTER TABLE public.user_settings RENAME TO old_settings": "table public.user_settings: missing",
    "ALTER TABLE public.profiles DROP COLUMN cover_url": "column public.profiles.cover_url: missing",
    "ALTER TABLE public.media ALTER COLUMN alt TYPE varchar(99)":
        "column public.media.alt: type is character varying(99), should be text",
    "ALTER TABLE public.posts ALTER COLUMN content DROP DEFAULT":
        "column public.posts.content: default is nothing, should be ''::text",
    "ALTER TABLE public.posts ALTER COLUMN content DROP NOT NULL": "column public.posts.content: not_null is off, should be on",
    "ALTER TABLE public.posts ADD COLUMN slug text NOT NULL DEFAULT ''; "
    "ALTER TABLE public.posts ALTER COLUMN slug DROP DEFAULT":
        "column public.posts.slug: extra, and must be filled: rows made here would be refused",
    "ALTER TABLE public.posts DROP CONSTRAINT posts_type_check":
        "constraint public.posts: CHECK ((type = ANY (ARRAY['text'::text, 'image'::text, 'video'::text]))): missing",
    "DROP INDEX public.posts_author_time": "index public.posts: USING btree (author_id, created_at DESC, id DESC) "
        "INCLUDE (audience) WHERE (deleted_at IS NULL): missing",
    "ALTER TABLE public.posts DISABLE ROW LEVEL SECURITY": "table public.posts: rls is off, should be on",
    "ALTER TABLE public.posts NO FORCE ROW LEVEL SECURITY": "table public.posts: forced is off, should be on",
    "ALTER TABLE public.posts RESET (autovacuum_vacuum_scale_factor)": "table public.posts: options is ",
    "ALTER TYPE auth.aal_level ADD VALUE 'aal4'": "type auth.aal_level: labels is ",
    "DROP POLICY readers ON public.posts": "policy public.posts: readers: missing",
    "ALTER POLICY readers ON public.posts USING (true)": "policy public.posts: readers: using is true, should be ",
    "CREATE POLICY everyone ON public.posts USING (true)": "policy public.posts: everyone: extra",
    "GRANT SELECT ON public.posts TO anon": "grant public.posts to anon: rights is SELECT, should be nothing",
    "GRANT UPDATE (is_verified) ON public.profiles TO authenticated": "grant public.profiles to authenticated: UPDATE is is_verified",
    "GRANT DELETE ON private.sql_file TO anon": "grant private.sql_file to anon: extra (DELETE)",
    "REVOKE SELECT ON public.posts FROM topin_staff": "grant public.posts to topin_staff: missing",
    "GRANT USAGE ON SCHEMA private TO anon": "grant schema private to anon: extra (USAGE)",
    "GRANT USAGE ON SEQUENCE auth.refresh_tokens_id_seq TO anon": "grant auth.refresh_tokens_id_seq to anon: extra (USAGE)",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO anon":
        "default grant public tables to anon: extra (SELECT)",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA django GRANT SELECT ON TABLES TO anon":
        "default grant django tables to anon: extra (SELECT)",
    "DROP TRIGGER follow_activity ON public.profiles": "trigger public.profiles: follow_activity: missing",
    "ALTER TABLE public.profiles DISABLE TRIGGER follow_activity":
        "trigger public.profiles: follow_activity: enabled is off, should be on",
    "CREATE TRIGGER mine AFTER UPDATE ON public.profiles FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()":
        "trigger public.profiles: mine: extra",
    "DROP FUNCTION private.clock()": "function private.clock(): missing",
    "CREATE OR REPLACE FUNCTION private.clock() RETURNS timestamptz LANGUAGE sql STABLE SET search_path = '' AS 'SELECT now()'":
        "function private.clock(): its body differs",
    "ALTER FUNCTION private.clock() VOLATILE": "function private.clock(): volatility is VOLATILE, should be STABLE",
    "ALTER FUNCTION private.uuid7() RESET search_path": "function private.uuid7(): settings is nothing, should be search_path=\"\"",
    "ALTER FUNCTION private.clock() SECURITY DEFINER": "function private.clock(): definer is on, should be off",
    "GRANT EXECUTE ON FUNCTION private.clock() TO PUBLIC": "function private.clock(): grants is PUBLIC, anon",
    "ALTER FUNCTION public.refuse(integer, text, text, text) RENAME TO deny":
        "function public.refuse(integer, text, text, text): missing",
}  # fmt: skip
# Things of the adopter's own: told, no fault.
NOTES = {
    "CREATE TABLE public.stickers (id int)": "note: table public.stickers: extra, and row level security is off",
    "ALTER TABLE public.posts ADD COLUMN mood text": "note: column public.posts.mood: extra",
    "CREATE INDEX ON public.posts (content)": "note: index public.posts: USING btree (content): extra",
    "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'": "note: function public.mine(): extra",
    "CREATE VIEW public.mine AS SELECT 1 AS one": "note: view public.mine: extra",
    "CREATE VIEW public.mine AS SELECT 1 AS one; GRANT SELECT ON public.mine TO anon": "note: view public.mine: extra, and gives anon the sight of its owner",
    "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'; "
    "GRANT EXECUTE ON FUNCTION public.mine() TO authenticated": "note: function public.mine(): extra, and gives authenticated the sight of its owner",
}


@pytest.fixture(scope="module")
def before(owner_of_module):
    """The catalogue as it stands: each test undoes what it does."""
    return catalogue.read(owner_of_module)


@pytest.fixture
def differences(owner, before):
    """`differences(statement)`: what is told of the database once it was run."""

    def after(statement: str) -> list[drift.Difference]:
        owner.execute(statement.encode())
        return drift.compare(before, catalogue.read(owner))

    return after


@pytest.mark.parametrize("statement", FAULTS)
def test_a_planted_fault_is_found(differences, statement):
    found = differences(statement)
    told = [str(one) for one in found if not one.note]
    assert any(line.startswith(FAULTS[statement]) for line in told), told
    assert len(told) <= 2, told


@pytest.mark.parametrize("statement", NOTES)
def test_what_the_adopter_added_is_a_note(differences, statement):
    assert [str(one) for one in differences(statement)] == [NOTES[statement]]


def test_views_are_compared(owner):
    owner.execute("CREATE VIEW public.shown WITH (security_invoker = true) AS SELECT id FROM public.posts")
    before = catalogue.read(owner)
    owner.execute("CREATE OR REPLACE VIEW public.shown AS SELECT id FROM public.posts WHERE true")
    owner.execute("ALTER VIEW public.shown RESET (security_invoker)")
    told = [str(one) for one in drift.compare(before, catalogue.read(owner))]
    assert "view public.shown: security_invoker is off, should be on" in told
    owner.execute("DROP VIEW public.shown")
    assert [str(one) for one in drift.compare(before, catalogue.read(owner))] == ["view public.shown: missing"]


def test_the_reference_reads_back_as_it_was_written(before, tmp_path, monkeypatch):
    monkeypatch.setattr(catalogue, "REFERENCE", tmp_path / "catalogue.json")
    catalogue.REFERENCE.write_text(catalogue.written(before))
    assert catalogue.reference() == before


def test_the_command_ends_with_1_and_the_list_where_something_differs(before, tmp_path, monkeypatch):
    wanted = copy.deepcopy(before)
    monkeypatch.setattr(catalogue, "REFERENCE", tmp_path / "catalogue.json")
    catalogue.REFERENCE.write_text(catalogue.written(wanted))
    said = StringIO()
    call_command("sqlcheck", stdout=said)
    assert said.getvalue() == "The database is as the reference says.\n"
    wanted["table"]["public.wishes"] = {"rls": True}
    catalogue.REFERENCE.write_text(catalogue.written(wanted))
    said = StringIO()
    with pytest.raises(CommandError, match="1 differences"):
        call_command("sqlcheck", stdout=said)
    assert said.getvalue() == "table public.wishes: missing\n"


def test_the_command_says_in_one_line_that_the_database_cannot_be_reached():
    told = subprocess.run(
        [sys.executable, "manage.py", "sqlcheck", "--database-url", "postgresql://nobody@127.0.0.1:1/none"],
        capture_output=True, text=True,
    )  # fmt: skip
    assert told.returncode == 1
    assert "cannot be reached" in told.stderr
    assert "Traceback" not in told.stderr


def test_reading_needs_no_right_to_write():
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("SET default_transaction_read_only = on")
        assert catalogue.read(connection)["table"]
