"""private.export_rows and private.erase_loose_rows: a person's rows by the tables' rules, and nobody else's."""

import json

import pytest

from profiles.export import functions
from topin.core.db.session import Caller, acting


@pytest.fixture
def rows():
    """`rows(person, "public.posts")`: what the export would hold."""

    def read(who, table):
        with acting(Caller(None), alias="worker", read_only=True) as session:
            statement = "SELECT coalesce(json_agg(r), '[]') FROM private.export_rows($1, $2) r"
            return json.loads(session.execute(statement, [who.id, table]))

    return read


@pytest.fixture
def audited(sql):
    """`audited(person)` leaves an entry of theirs in the audit log."""
    return lambda who: sql("SELECT private.auth_audit('login', %s, '{}', '{}')", [who.id], login="auth")


def test_one_s_own_rows_and_no_one_else_s(person, rows, sql):
    a, b = person(), person()
    sql("INSERT INTO public.blocked_users (blocker_id, blocked_id) VALUES (%s, %s)", [a.id, b.id])
    assert [row["blocked_id"] for row in rows(a, "public.blocked_users")] == [b.id]
    assert rows(b, "public.blocked_users") == []  # who blocks one is not told
    assert [row["user_handle"] for row in rows(a, "public.profiles")] == [a.handle]


def test_rows_that_are_one_s_through_another_table(person, rows):
    a = person()
    (session,) = rows(a, "auth.sessions")
    assert {row["session_id"] for row in rows(a, "auth.mfa_amr_claims")} == {session["id"]}
    assert {row["session_id"] for row in rows(a, "auth.refresh_tokens")} == {session["id"]}


def test_no_secret_is_among_them(person, rows):
    a = person()
    (account,) = rows(a, "auth.users")
    assert account["email"] == a.email
    assert not {"encrypted_password", "confirmation_token", "recovery_token"} & account.keys()
    assert not {"token", "parent"} & rows(a, "auth.refresh_tokens")[0].keys()


def test_a_rule_may_be_an_expression(person, rows, audited):
    a, b = person(), person()
    audited(a)
    audited(b)
    assert {row["payload"]["actor_id"] for row in rows(a, "auth.audit_log_entries")} == {a.id}


def test_a_table_that_is_not_personal_gives_nothing(person, rows):
    assert rows(person(), "private.outbox") == []


def test_every_table_can_be_read_by_its_rule(person, rows):
    a = person()
    with acting(Caller(None), alias="worker", read_only=True) as session:
        tables = session.call(functions.personal_tables)
    personal = {table["name"] for table in tables if table["rule"].startswith("personal: ")}
    assert {"public.posts", "public.profiles", "auth.users"} <= personal
    for table in personal:
        assert isinstance(rows(a, table), list)


def test_an_erasure_leaves_no_row_that_a_rule_finds(person, rows, sql, audited):
    a, b = person(), person()
    audited(a)
    audited(b)
    sql(
        "INSERT INTO public.posts (id, author_id, type) VALUES (private.uuid7(), %s, 'text') RETURNING id",
        [b.id],
    )
    post = sql("SELECT id FROM public.posts WHERE author_id = %s", [b.id])[0]["id"]
    for who in (a, b):
        sql("INSERT INTO public.post_views (post_id, viewer_key, day) VALUES (%s, %s, now())", [post, who.id])
    sql("DELETE FROM auth.users WHERE id = %s", [a.id])
    assert sql("SELECT private.erase_loose_rows(ARRAY[%s::uuid]) AS rows", [a.id])[0]["rows"] > 1
    left = [table["name"] for table in _personal() if rows(a, table["name"])]
    assert left == []
    assert len(rows(b, "public.post_views")) == 1
    assert rows(b, "auth.audit_log_entries")


def _personal():
    with acting(Caller(None), alias="worker", read_only=True) as session:
        return [table for table in session.call(functions.personal_tables) if table["rule"][:9] == "personal:"]


_UNINDEXED = """
SELECT k.conrelid::regclass || '.' || a.attname AS name FROM pg_constraint k
  JOIN pg_attribute a ON a.attrelid = k.conrelid AND k.conkey[1] = a.attnum
 WHERE k.contype = 'f' AND k.conparentid = 0 AND NOT EXISTS (
   SELECT FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indkey[0] = a.attnum
      AND coalesce(pg_get_expr(i.indpred, i.indrelid), '(' || a.attname || ' IS NOT NULL)')
        = '(' || a.attname || ' IS NOT NULL)')
   AND k.connamespace IN ('auth'::regnamespace, 'public'::regnamespace, 'private'::regnamespace)
"""


def test_no_erasure_reads_a_table_from_end_to_end(sql, owner):
    """Each key that an erasure follows leads a usable index, and so does what else it looks for."""
    assert [row["name"] for row in sql(_UNINDEXED)] == []
    owner.execute("SET LOCAL enable_seqscan = off")
    owner.execute("SET LOCAL enable_bitmapscan = off")
    for table in ("public.post_views", "auth.audit_log_entries"):
        condition = owner.execute("SELECT private.personal_condition(%s::regclass)", [table]).fetchone()[0]
        people = condition.replace("$1", "ARRAY['00000000-0000-0000-0000-000000000001']")
        plan = owner.execute(f"EXPLAIN SELECT 1 FROM {table} t WHERE {people}").fetchall()
        assert "Seq Scan" not in str(plan), plan
