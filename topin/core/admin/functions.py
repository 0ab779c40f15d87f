"""The SQL of the admin as Python may call it; all of it runs as the staff's login."""

from topin.core.db.function import Arg, SqlFunction

replay_outbox = SqlFunction(
    "private.replay_outbox", Arg("message", "uuid"), Arg("reason", "text"), returns="void", login="staff"
)
record_edit = SqlFunction(
    "private.record_edit",
    Arg("verb", "text"), Arg("target_type", "text"), Arg("target_id", "text"), Arg("reason", "text"),
    Arg("before", "jsonb"), Arg("after", "jsonb"),
    returns="void", login="staff",
)  # fmt: skip
estimated_rows = SqlFunction(
    "private.estimated_rows", Arg("relation", "text"), returns="bigint", read_only=True, login="staff"
)
staff_dashboard = SqlFunction("private.staff_dashboard", returns="jsonb", read_only=True, login="staff")
broken_audit_entry = SqlFunction("private.broken_audit_entry", returns="bigint", read_only=True, login="worker")
