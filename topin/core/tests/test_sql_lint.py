"""The SQL lint: a file in order passes, and each planted fault is named."""

from pathlib import Path

import pytest

from topin.core.testing.sql_lint import lint, lint_all

FUNCTION = Path("posts/sql/functions/like_it.sql")
GOOD = """-- Likes it.
-- definer: writes likes.
CREATE OR REPLACE FUNCTION public.like_it(actor uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
END $$;
REVOKE ALL ON FUNCTION public.like_it(uuid) FROM PUBLIC, anon, authenticated, service_role;
"""
POLICIES = Path("posts/sql/policies/likes.sql")
GOOD_POLICIES = """ALTER TABLE public.likes ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.likes FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.likes FROM PUBLIC, anon, authenticated, service_role;
CREATE POLICY definer ON public.likes TO topin_definer USING (true);
"""
# (what stands there, what is put in its place) -> part of what is told
FAULTS = {
    ("-- Likes it.\n", ""): "runs as definer",
    ("-- definer: writes likes.\n", ""): "SECURITY DEFINER and a line",
    (" VOLATILE", ""): "does not state its volatility",
    (" SET search_path = ''", ""): "does not pin search_path",
    ("CREATE OR REPLACE", "CREATE"): "must be CREATE OR REPLACE",
    ("REVOKE ALL ON FUNCTION public.like_it", "REVOKE ALL ON FUNCTION public.other"): "is not revoked by name",
    ("PERFORM", "EXECUTE format('x'); PERFORM"): "builds a statement",
    ("BEGIN\n", "BEGIN\n" + "  --\n" * 75): "longer than 75 lines",
    ("END $$", "EXCEPTION WHEN OTHERS THEN END $$"): "swallows any error",
    ("PERFORM public", "PERFORM set_config('a.b', 'c', false); PERFORM public"): "outlives the transaction",
    ("PERFORM public", "PERFORM pg_advisory_lock(1); PERFORM public"): "takes a lock of the session",
    ("PERFORM public", "PERFORM 1 FROM x OFFSET page; PERFORM public"): "pages by OFFSET",
    ("PERFORM public", "\tPERFORM public"): "a tab",
    ("PERFORM public", "PERFORM " + "a" * 160 + "; PERFORM public"): "a line of",
    ("service_role;\n", "service_role;"): "must end in one line break",
}
TABLE_FAULTS = {
    "id bigserial": "serial",
    "at timestamp": "without its zone",
    "name varchar(10)": "varchar",
    "cost real": "inexact",
}


def test_the_project_s_sql_is_in_order():
    assert lint_all() == []


def test_files_in_order_pass():
    assert lint(FUNCTION, GOOD) == []
    assert lint(POLICIES, GOOD_POLICIES) == []


@pytest.mark.parametrize("change", FAULTS, ids=lambda change: FAULTS[change])
def test_a_planted_fault_is_told(change):
    if FAULTS[change] == "runs as definer":
        assert lint(FUNCTION, "\n" + GOOD) == [f"{FUNCTION}:1: the first line must say what the function does"]
        return
    changed = GOOD.replace(*change, 1)
    assert changed != GOOD
    told = lint(FUNCTION, changed)
    assert any(FAULTS[change] in fault for fault in told), told


@pytest.mark.parametrize("line", GOOD_POLICIES.splitlines()[:3])
def test_a_table_without_its_protection_is_told(line):
    assert lint(POLICIES, GOOD_POLICIES.replace(line + "\n", ""))


def test_a_policy_of_another_table_is_told():
    text = GOOD_POLICIES + "CREATE POLICY mine ON public.other USING (true);\n"
    assert lint(POLICIES, text) == [f"{POLICIES}:5: a policy of public.other in the file of public.likes"]


@pytest.mark.parametrize("column", TABLE_FAULTS)
def test_a_type_that_is_not_used_here_is_told(column):
    (told,) = lint(Path("posts/sql/tables.sql"), f"CREATE TABLE public.x (\n  {column}\n);\n")
    assert TABLE_FAULTS[column] in told
    assert lint(Path("topin/auth/sql/tables.sql"), f"CREATE TABLE auth.x (\n  {column}\n);\n") == []


def test_words_in_comments_and_literals_are_no_fault():
    text = "CREATE TABLE public.x (\n  queue text CHECK (queue IN ('money', 'real')) -- never a serial\n);\n"
    assert lint(Path("posts/sql/tables.sql"), text) == []
