"""The SQL of streams and sockets, as Python may call it."""

from topin.core.db.function import Arg, SqlFunction

_PAGE = (Arg("known", "uuid"), Arg("after", "bigint"), Arg("page_limit", "integer"))
_POSITION = ("epoch", "head", "resumes", "seqs", "frames")

get_sync = SqlFunction("public.get_sync", Arg("viewer", "uuid"), *_PAGE, returns=("body",), read_only=True)
read_stream = SqlFunction("public.read_stream", Arg("viewer", "uuid"), *_PAGE, returns=_POSITION, read_only=True)
socket_hello = SqlFunction("private.socket_hello", Arg("claims", "text"), *_PAGE, returns=_POSITION)
sockets_read = SqlFunction(
    "private.sockets_read", Arg("asked", "jsonb"), Arg("page_limit", "integer"),
    returns=("n", *_POSITION), rows=True,
)  # fmt: skip
socket_states = SqlFunction(
    "private.socket_states", Arg("people", "uuid[]"), Arg("sessions", "uuid[]"),
    returns=("n", "state", "head"), rows=True, read_only=True,
)  # fmt: skip
check_session = SqlFunction("private.check_session", Arg("claims", "jsonb"), returns="void", read_only=True)
fold_events = SqlFunction("private.fold_events", Arg("most", "integer"), returns="integer", login="worker")
prune_streams = SqlFunction("private.prune_streams", Arg("most", "integer"), returns="integer", login="worker")
