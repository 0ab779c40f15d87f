"""What in the rows of an existing database would make its adoption fail: asked before anything is changed.

A table is looked at as it will be: with the columns that it lacks, as they are added (their default, or empty).
"""

import psycopg
from psycopg import Connection

from .catalogue import Catalogue

_FOREIGN = "FOREIGN KEY ("


def of_constraint(connection: Connection, name: str, reference: Catalogue, found: Catalogue) -> str | None:
    """How many rows a constraint of the reference (`table: definition`) would refuse; None for none."""
    table, _, definition = name.partition(": ")
    if definition.startswith("CHECK "):
        condition = f"NOT {definition.removeprefix('CHECK ')}"
    elif definition.startswith(_FOREIGN):
        column, _, rest = definition.removeprefix(_FOREIGN).partition(") REFERENCES ")
        other, _, rest = rest.partition("(")
        condition = f"{column} IS NOT NULL"
        if other in found["table"]:  # to a table that is still to be made, nothing refers
            condition += f" AND NOT EXISTS (SELECT FROM {other} r WHERE r.{rest.partition(')')[0]} = t.{column})"
    else:
        return _repeated(connection, name, reference, found)
    query = f"SELECT * FROM {{}} t WHERE {condition}"  # noqa: S608 (the catalogue's)
    return _told(connection, name, query, _as_it_will_be(table, reference, found))


def of_index(connection: Connection, name: str, reference: Catalogue, found: Catalogue) -> str | None:
    """How many values a unique index of the reference would refuse; None for none, or an index that is not."""
    return _repeated(connection, name, reference, found) if ": UNIQUE " in name else None


def _repeated(connection: Connection, name: str, reference: Catalogue, found: Catalogue) -> str | None:
    table, _, definition = name.partition(": ")
    columns, _, rest = definition.partition("(")[2].partition(")")
    conditions = [f"{column.strip()} IS NOT NULL" for column in columns.split(",")]
    if condition := rest.partition(" WHERE ")[2]:
        conditions.append(condition)
    query = (
        f"SELECT {columns}, count(*) FROM {{}} t WHERE {' AND '.join(conditions)}"  # noqa: S608 (the catalogue's)
        f" GROUP BY {columns} HAVING count(*) > 1"
    )
    return _told(connection, name, query, _as_it_will_be(table, reference, found))


def _as_it_will_be(table: str, reference: Catalogue, found: Catalogue) -> str:
    """The table with the columns that it lacks: first the plain ones, then those that are generated from them."""
    added: list[str] = []
    generated: list[str] = []
    for name, column in reference["column"].items():
        of, _, bare = name.rpartition(".")
        if of == table and name not in found["column"]:
            # Ids that a function of this project's makes cannot be asked for yet, and never collide.
            value = "gen_random_uuid()" if column.get("default") == "private.uuid7()" else column.get("default")
            into = generated if column.get("generated") else added
            into.append(f"({value or 'NULL'})::{column['type']} AS {bare}")
    if not added and not generated:
        return table
    inner = f"(SELECT {', '.join(['t.*', *added])} FROM {table} t)"  # noqa: S608 (the catalogues' names)
    return f"(SELECT {', '.join(['t.*', *generated])} FROM {inner} t)"  # noqa: S608


def _told(connection: Connection, name: str, query: str, rows: str) -> str | None:
    """What is refused, with the query that shows it to a reader; `{}` in it stands for the table."""
    table = name.partition(": ")[0]
    try:
        with connection.transaction():
            count = f"SELECT count(*) FROM ({query.replace('{}', rows)}) x"  # noqa: S608
            row = connection.execute(count.encode()).fetchone()
    except psycopg.errors.ProgrammingError as error:
        return f"{name} cannot be: {str(error).splitlines()[0]}"
    return f"{name} refuses {row[0]:,} of what is there: {query.replace('{}', table)};" if row and row[0] else None
