"""What no role may do, read from the catalogue: row level security, definer functions, logins, rights."""

import re

import pytest

from topin.core.db import catalogue, roles, rooms
from topin.core.db.drift import table_of
from topin.core.testing import contracts

APP_ROLES = ("PUBLIC", "anon", "authenticated", "service_role", "authenticator")
# Run as the tables' owner, for what only an owner may do, and do no more than that.
OWNER_S = {"private.make_partition", "private.drop_partitions"}
# No endpoint writes a table directly; a right to do so would be a second, unguarded door.
DIRECT_WRITES: set[str] = set()


@pytest.fixture(scope="module")
def found(owner_of_module):
    return catalogue.read(owner_of_module)


@pytest.fixture(scope="module")
def known(owner_of_module):
    return {procedure.name: procedure for procedure in contracts.procedures(owner_of_module)}


def test_row_level_security_is_on_and_forced_everywhere(found):
    tables = found["table"].items()
    assert [name for name, table in tables if not table.get("rls")] == []
    # auth is read by the real GoTrue too, as its tables' owner.
    assert [name for name, table in tables if not table.get("forced") and not name.startswith("auth.")] == []


def test_each_table_has_a_policy(found):
    assert sorted(found["table"].keys() - {table_of("policy", name) for name in found["policy"]}) == []


def test_a_partition_is_reached_through_its_parent_alone(owner_of_module):
    granted = owner_of_module.execute(
        "SELECT c.oid::regclass::text FROM pg_class c, aclexplode(c.relacl) a"
        " WHERE c.relispartition AND c.relkind = 'r' AND a.grantee <> c.relowner"
    ).fetchall()
    assert granted == []


def test_policies_ask_who_is_asking_once_and_not_for_each_row(found):
    per_row = re.compile(r"(?<!SELECT )auth\.(uid|role|jwt)\(\)")
    faults = [
        name
        for name, policy in found["policy"].items()
        if per_row.search(policy.get("using", "") + policy.get("check", ""))
    ]
    assert faults == []


def test_definer_functions_say_why_and_cannot_be_led_astray(known):
    definers = [one for one in known.values() if one.definer and one.name not in OWNER_S]
    assert [one.name for one in definers if "-- definer: " not in _file(one.name).text] == []
    assert [one.name for one in definers if one.owner != roles.DEFINER] == []
    assert [one.name for one in definers if 'search_path=""' not in one.settings] == []
    assert [one.name for one in known.values() if one.owner == roles.DEFINER and not one.definer] == []


def test_what_runs_as_the_owner_is_listed_and_open_to_the_worker_alone(found, known):
    assert {one.name for one in known.values() if one.definer and one.owner != roles.DEFINER} == OWNER_S
    for name in OWNER_S:
        assert "-- owner: " in _file(name).text
        assert 'search_path=""' in known[name].settings
    grants = {name.partition("(")[0]: entry.get("grants") for name, entry in found["function"].items()}
    assert {tuple(grants[name]) for name in OWNER_S} == {("topin_definer", "topin_worker")}


def test_invoker_functions_pin_their_search_path_or_say_that_they_are_inlined(known):
    loose = [
        name
        for name, one in known.items()
        if not one.definer and 'search_path=""' not in one.settings and "-- inline: " not in _file(name).text
    ]
    assert loose == []


def test_an_inlined_function_is_one_that_postgresql_can_inline(owner_of_module, known):
    plpgsql = owner_of_module.execute(
        "SELECT n.nspname || '.' || proname FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace"
        " JOIN pg_language l ON l.oid = prolang WHERE lanname <> 'sql' AND NOT prosecdef AND proconfig IS NULL"
        " AND n.nspname IN ('public', 'auth', 'private')"
    ).fetchall()
    assert plpgsql == []


def test_nothing_is_open_to_everybody(found):
    assert [name for name, function in found["function"].items() if "PUBLIC" in function.get("grants", [])] == []
    assert [
        name for name in found["grant"] if name.endswith(" to PUBLIC") and name != "schema public to PUBLIC"
    ] == []


def test_supabase_s_own_service_roles_hold_nothing_but_who_is_asking(found):
    for role in ("service_role", "authenticator"):
        assert [
            name for name in found["grant"] if name.endswith(f" to {role}") and not name.startswith("schema ")
        ] == []
        executed = {name for name, function in found["function"].items() if role in function.get("grants", [])}
        assert executed <= {"auth.uid()", "auth.role()", "auth.jwt()"}


def test_apps_reach_neither_private_nor_sequences(found):
    for role in ("anon", "authenticated"):
        assert f"schema private to {role}" not in found["grant"]
        assert [name for name in found["sequence"] if f"{name} to {role}" in found["grant"]] == []


def test_apps_write_no_table_directly(found):
    writes = {
        f"{name}: {right}"
        for name, entry in found["grant"].items()
        if name.endswith((" to anon", " to authenticated"))
        for right in _rights(entry)
        if right not in ("SELECT", "USAGE")
    }
    assert sorted(writes ^ DIRECT_WRITES) == []


def test_no_login_is_or_can_become_one_that_sees_past_the_policies(owner_of_module):
    dangerous = owner_of_module.execute(
        """SELECT l.rolname, r.rolname FROM pg_roles l JOIN pg_roles r ON pg_has_role(l.oid, r.oid, 'MEMBER')
            WHERE l.rolname = ANY (%s) AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb
                  OR r.rolreplication OR r.rolname IN ('topin_definer', 'topin_owner')
                  OR EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                              WHERE c.relowner = r.oid AND n.nspname IN ('public', 'auth', 'private')))""",
        ([login.name for login in roles.LOGINS] + [*roles.ACTED_AS, "authenticator"],),
    ).fetchall()
    assert dangerous == []


def test_the_api_login_has_no_right_of_its_own_beyond_becoming_an_app(owner_of_module):
    members = owner_of_module.execute(
        "SELECT r.rolname FROM pg_roles r WHERE pg_has_role('topin_api', r.oid, 'MEMBER')"
        " AND r.rolname <> 'topin_api' ORDER BY 1"
    ).fetchall()
    assert members == [("anon",), ("authenticated",)]
    assert owner_of_module.execute("SELECT rolinherit FROM pg_roles WHERE rolname = 'topin_api'").fetchone() == (
        False,
    )


def test_what_is_made_next_is_open_to_nobody(found):
    opened = [name for name in found["default grant"] if name.rpartition(" to ")[2] in APP_ROLES]
    assert opened == []


def test_views_are_read_with_the_rights_of_who_reads(found):
    for name, view in found["view"].items():
        if view.get("materialized"):
            readers = [role for role in ("anon", "authenticated") if f"{name} to {role}" in found["grant"]]
            assert readers == [], f"{name} has no row level security"
        else:
            assert view.get("security_invoker"), f"{name} bypasses row level security"


def _rights(entry):
    return {*entry.get("rights", []), *(key for key in entry if key != "rights")}


def _file(name):
    file = contracts.creating_file(name)
    return file if file is not None else rooms.SqlFile(rooms.preludes()[0], "functions")
