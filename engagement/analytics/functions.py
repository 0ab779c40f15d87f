"""The door from Python to the SQL of views and analytics."""

from topin.core.db.function import Arg, SqlFunction

# Run by the API's own login and by the worker: no app's role may execute them.
store_views = SqlFunction(
    "private.store_views", Arg("views", "jsonb"), Arg("batch", "uuid", None), returns="integer"
)
flush_began = SqlFunction("private.flush_began", returns="timestamptz", read_only=True)
note_flush = SqlFunction("private.note_flush", Arg("until", "timestamptz"), returns="void")
view_keys = SqlFunction("private.view_keys", returns="jsonb")
drop_event_logs = SqlFunction("private.drop_event_logs", Arg("keep", "integer"), returns="integer", login="worker")
prune_view_batches = SqlFunction(
    "private.prune_view_batches", Arg("batch", "integer", 5000), returns="integer", login="worker"
)
prune_view_events = SqlFunction(
    "private.prune_view_events", Arg("batch", "integer", 5000), returns="integer", login="worker"
)
verify_analytics = SqlFunction(
    "private.verify_analytics", Arg("of_day", "date"), Arg("repair", "boolean", True),
    returns=("kind", "id", "stored", "counted"), rows=True, login="worker",
)  # fmt: skip
days_to_roll_up = SqlFunction("private.days_to_roll_up", returns="date[]", read_only=True, login="worker")
roll_up_day = SqlFunction("private.roll_up_day", Arg("of_day", "date"), returns="integer", login="worker")
get_analytics_overview = SqlFunction(
    "public.get_analytics_overview", Arg("viewer", "uuid"), Arg("days", "integer", 28), returns=("body",),
    read_only=True,
)  # fmt: skip
get_post_analytics = SqlFunction(
    "public.get_post_analytics", Arg("viewer", "uuid"), Arg("post", "uuid"), Arg("days", "integer", 28),
    returns=("body",), read_only=True,
)  # fmt: skip
refresh_figures = SqlFunction("private.refresh_figures", returns="bigint", login="worker")
