"""Every unmanaged model is its table: columns, types, nullability, key. makemigrations is blind to them."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connections

_COLUMNS = """
SELECT a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
       has_column_privilege('topin_staff', a.attrelid, a.attnum, 'SELECT'),
       coalesce((SELECT a.attnum = ANY (conkey) FROM pg_constraint
                  WHERE conrelid = a.attrelid AND contype = 'p'), false)
  FROM pg_attribute a WHERE a.attrelid = to_regclass(%s) AND a.attnum > 0 AND NOT a.attisdropped
"""
_SPELLED = {"time": "time without time zone", "serial": "integer", "bigserial": "bigint"}
# A view's columns are all nullable to the catalogue, and it has no key.
_VIEWS = (
    "SELECT n.nspname || '.' || relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
    " WHERE relkind IN ('v', 'm')"
)
_READABLE = """
SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname IN ('public', 'private', 'auth')
   AND has_any_column_privilege('topin_staff', c.oid, 'SELECT')
"""
# What the start of a process and the admin's first page ask, as the login itself.
_BY_FUNCTIONS = {"private.sql_file", "private.late_job", "private.platform_days", "private.retention_weeks"}


def unmanaged():
    return [model for model in apps.get_models() if not model._meta.managed]


@pytest.mark.parametrize("model", unmanaged(), ids=lambda model: model._meta.label)
def test_an_unmanaged_model_is_its_table(model, owner_of_module):
    table = model._meta.db_table
    rows = owner_of_module.execute(_COLUMNS, (table if "." in table else f"public.{table}",)).fetchall()
    assert rows, f"there is no table {table}"
    columns = {name: (type_, nullable) for name, type_, nullable, _, _ in rows}
    is_view = (table.replace('"', ""),) in owner_of_module.execute(_VIEWS).fetchall()
    faults = [fault for field in model._meta.concrete_fields if (fault := _fault(field, columns, is_view))]
    assert faults == []
    shown = {name for name, _, _, readable, _ in rows if readable}
    assert shown - {field.column for field in model._meta.concrete_fields} == set(), (
        "staff may read it: add it to the model"
    )
    if not is_view:
        assert model._meta.pk.column in {name for name, _, _, _, is_key in rows if is_key} or _composite(model)


def test_staff_may_read_no_table_that_the_admin_does_not_show(owner_of_module):
    shown = {model._meta.db_table.replace('"', "") for model in unmanaged()}
    rows = owner_of_module.execute(_READABLE).fetchall()
    assert {name for (name,) in rows} - shown - _BY_FUNCTIONS == set()


def test_there_is_no_migration_left_to_make():
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def _fault(field, columns, is_view):
    if field.column not in columns:
        return f"{field.name}: there is no column {field.column}"
    type_, nullable = columns[field.column]
    wanted = (field.db_type(connections["staff"]) or "").replace("varchar", "character varying").replace(", ", ",")
    wanted = _SPELLED.get(wanted, wanted)
    if wanted != type_ and not (wanted == "text" and type_.startswith(("character varying", "auth."))):
        return f"{field.name}: the column is {type_}, the field {wanted}"
    if field.null != nullable and not is_view:
        return f"{field.name}: null={field.null}, the column says {nullable}"
    return None


def _composite(model):
    return len(getattr(model._meta, "pk_fields", [])) > 1
