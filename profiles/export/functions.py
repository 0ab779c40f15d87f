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

_ACTOR, _EXPORT = Arg("actor", "uuid"), Arg("export", "uuid")
request_export = SqlFunction("public.request_export", _ACTOR, returns=("body", "created"))
get_export = SqlFunction("public.get_export", _ACTOR, returns=("body",), read_only=True)

take_export = SqlFunction("private.take_export", returns=("export", "person"), login="worker")
finish_export = SqlFunction(
    "private.finish_export", _EXPORT, Arg("size", "bigint"), returns="boolean", login="worker"
)
ended_exports = SqlFunction("private.ended_exports", returns="uuid[]", read_only=True, login="worker")
drop_exports = SqlFunction("private.drop_exports", Arg("ended", "uuid[]"), returns="bigint", login="worker")
