"""The door from Python to the SQL of a person's data."""

from topin.core.db.function import Arg, SqlFunction

# What the export's job reads by: each table's rule, and a person's rows of one table.
personal_tables = SqlFunction(
    "private.personal_tables", returns=("name", "rule"), rows=True, read_only=True, login="worker"
)
export_rows = SqlFunction(
    "private.export_rows",
    Arg("person", "uuid"),
    Arg("of_table", "text"),
    returns="json",
    rows=True,
    read_only=True,
    login="worker",
)
