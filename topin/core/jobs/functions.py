"""The SQL of the outbox and of job runs, as Python may call it; all of it runs as the worker."""

from topin.core.db.function import Arg, SqlFunction

take_outbox = SqlFunction(
    "private.take_outbox",
    Arg("wanted", "text"), Arg("lease_time", "interval"), Arg("most_tries", "integer"),
    returns=("id", "kind", "payload", "tries", "lease"), login="worker",
)  # fmt: skip
finish_outbox = SqlFunction(
    "private.finish_outbox", Arg("message", "uuid"), Arg("held", "uuid"), returns="boolean", login="worker"
)
fail_outbox = SqlFunction(
    "private.fail_outbox",
    Arg("message", "uuid"), Arg("held", "uuid"), Arg("reason", "text"), Arg("most_tries", "integer"),
    Arg("hopeless", "boolean"), returns="text", login="worker",
)  # fmt: skip
due_queues = SqlFunction("private.due_queues", returns="text[]", login="worker")
sweep_outbox = SqlFunction("private.sweep_outbox", returns="bigint", login="worker")
enqueue = SqlFunction(
    "private.enqueue",
    Arg("kind", "text"), Arg("payload", "jsonb"), Arg("unique_key", "text", None), Arg("queue", "text", "default"),
    Arg("delay", "interval", "0"), returns="uuid", login="worker",
)  # fmt: skip
