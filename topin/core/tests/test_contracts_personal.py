"""Every table says in its comment whose data it holds; export and erasure go by that (docs/add-an-endpoint.md)."""

import re

import pytest

PEOPLE = {"auth.users", "public.profiles"}
_RULE = re.compile(
    r"personal: (?P<by>[^;]+)(; without (?P<without>[^;]+))?(?P<nots>(; not \w+: [^;]+)*)"
    r"(; kept: (?P<kept>[^;]+))?"
    r"|not personal: (?P<because>.{10,})"
)
_TABLES = """
SELECT c.oid::regclass::text, obj_description(c.oid, 'pg_class'),
       ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped),
       coalesce((SELECT jsonb_object_agg(a.attname, jsonb_build_array(k.confrelid::regclass::text, k.confdeltype))
                   FROM pg_constraint k
                   JOIN pg_attribute a ON a.attrelid = k.conrelid AND k.conkey = ARRAY[a.attnum]
                  WHERE k.conrelid = c.oid AND k.contype = 'f'), '{}')
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname IN ('auth', 'public', 'private') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
"""


@pytest.fixture(scope="module")
def tables(owner_of_module):
    """By name: (rule as matched or None, columns, {column: (table it leads to, what a deletion there does)})."""
    owner_of_module.execute("SET search_path = ''")
    return {
        name: (_RULE.fullmatch(rule or ""), columns, keys)
        for name, rule, columns, keys in owner_of_module.execute(_TABLES).fetchall()
    }


def test_each_table_has_a_rule(tables):
    assert sorted(name for name, (rule, _, _) in tables.items() if rule is None) == [], (
        "say in sql/policies/<table>.sql whose rows these are: docs/add-an-endpoint.md, 'Whose data is it'"
    )


def test_each_rule_names_columns_that_there_are(tables):
    for name, (rule, columns, _) in _personal(tables):
        named = [*_words(rule["without"]), *_nots(rule), *(by for by in _by(rule) if by.isidentifier())]
        assert sorted(set(named) - set(columns)) == [], name


def test_whoever_a_row_leads_to_is_its_owner_or_it_is_said_why_not(tables):
    for name, (rule, _, keys) in _personal(tables):
        leading = {column for column, (target, _) in keys.items() if target in PEOPLE}
        assert sorted(leading - {*_by(rule), *_nots(rule)}) == [], name


def test_a_row_that_is_found_through_another_table_is_found_there(tables):
    for name, (rule, _, keys) in _personal(tables):
        for target in {keys[by][0] for by in _by(rule) if by in keys} - PEOPLE:
            assert tables[target][0]["by"], f"{name} leads to {target}, which is not personal"


def test_a_personal_row_goes_with_the_account_or_is_said_to_be_kept(tables):
    """By the deletion of what it leads to; what leads nowhere, private.erase_loose_rows erases by the rule."""
    for name, (rule, _, keys) in _personal(tables):
        if not rule["kept"]:
            assert [by for by in _by(rule) if keys.get(by, ("", "c"))[1] != "c"] == [], name


def _personal(tables):
    return [(name, table) for name, table in tables.items() if table[0] and table[0]["by"]]


def _by(rule):
    return _words(rule["by"])


def _nots(rule):
    return re.findall(r"; not (\w+):", rule["nots"] or "")


def _words(text):
    return [word.strip() for word in (text or "").split(",") if word.strip()]
