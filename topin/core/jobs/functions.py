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
ensure_partitions = SqlFunction(
    "private.ensure_partitions", Arg("ahead", "integer", 3), returns="integer", login="worker"
)
due_queues = SqlFunction("private.due_queues", returns="text[]", read_only=True, login="worker")
sweep_outbox = SqlFunction("private.sweep_outbox", returns="bigint", login="worker")
enqueue = SqlFunction(
    "private.enqueue",
    Arg("kind", "text"), Arg("payload", "jsonb"), Arg("unique_key", "text", None), Arg("queue", "text", "default"),
    Arg("delay", "interval", "0"), returns="uuid", login="worker",
)  # fmt: skip
start_run = SqlFunction(
    "private.start_run",
    Arg("wanted", "text"),
    Arg("key", "text"),
    Arg("alone", "boolean"),
    returns="uuid",
    login="worker",
)
finish_run = SqlFunction(
    "private.finish_run",
    Arg("run", "uuid"), Arg("touched", "bigint"), Arg("failure", "text"), Arg("alone", "boolean"),
    returns="void", login="worker",
)  # fmt: skip
last_done = SqlFunction(
    "private.last_done", Arg("jobs", "text[]"), returns="jsonb", read_only=True, login="worker"
)
note_late_jobs = SqlFunction("private.note_late_jobs", Arg("jobs", "text[]"), returns="text[]", login="worker")
prune_idempotency_keys = SqlFunction(
    "private.prune_idempotency_keys", Arg("batch", "integer"), returns="bigint", login="worker"
)
prune_runs = SqlFunction("private.prune_runs", returns="bigint", login="worker")
operations_figures = SqlFunction("private.operations_figures", returns="jsonb", read_only=True)
