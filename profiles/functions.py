"""The door from Python to the SQL of people: one declaration a function, the rules stand in the SQL."""

from topin.core.db.function import Arg, SqlFunction

_VIEWER = Arg("viewer", "uuid")
_ACTOR = Arg("actor", "uuid")
_TARGET = Arg("target", "uuid")
_CHANGES = (Arg("changes", "jsonb"), Arg("expected_version", "bigint", None))
_RESOURCE = ("body", "version")

get_profile = SqlFunction("public.get_profile", _VIEWER, _TARGET, returns=_RESOURCE, read_only=True)
get_profile_by_handle = SqlFunction(
    "public.get_profile_by_handle", _VIEWER, Arg("handle", "text"), returns=_RESOURCE, read_only=True
)
get_profiles = SqlFunction(
    "public.get_profiles", _VIEWER, Arg("ids", "uuid[]"), returns=("results", "next"), read_only=True
)
get_own_profile = SqlFunction("public.get_own_profile", _ACTOR, returns=_RESOURCE, read_only=True)
update_profile = SqlFunction("public.update_profile", _ACTOR, *_CHANGES, returns=_RESOURCE)
change_handle = SqlFunction("public.change_handle", _ACTOR, Arg("user_handle", "text"), returns=_RESOURCE)
check_handle = SqlFunction("public.check_handle", Arg("handle", "text"), returns=("body",), read_only=True)
like_profile = SqlFunction("public.like_profile", _ACTOR, _TARGET, returns=("body", "created"))
unlike_profile = SqlFunction("public.unlike_profile", _ACTOR, _TARGET, returns="void")

is_handle_available = SqlFunction(
    "public.is_handle_available", Arg("handle", "text"), returns="boolean", read_only=True
)
can_view_profile = SqlFunction("public.can_view_profile", _VIEWER, _TARGET, returns="boolean", read_only=True)
can_view_active_status = SqlFunction(
    "public.can_view_active_status", _VIEWER, _TARGET, returns="boolean", read_only=True
)
increment_profile_likes = SqlFunction(
    "public.increment_profile_likes",
    Arg("profile", "uuid"),
    Arg("liker", "uuid"),
    returns="boolean",
    login="worker",
)
get_verification = SqlFunction("public.get_verification", _ACTOR, returns=("body",), read_only=True)
request_verification = SqlFunction(
    "public.request_verification",
    _ACTOR,
    Arg("category", "text"),
    Arg("full_name", "text"),
    Arg("evidence_media_id", "uuid", None),
    Arg("note", "text", ""),
    returns=("body", "created"),
)

# What staff do, from the admin alone.
suspend_account = SqlFunction(
    "private.suspend_account",
    _TARGET,
    Arg("reason", "text"),
    Arg("until", "timestamptz", None),
    returns="void",
    login="staff",
)
restore_account = SqlFunction(
    "private.restore_account", _TARGET, Arg("reason", "text"), returns="void", login="staff"
)
reopen_account = SqlFunction(
    "private.reopen_account", _TARGET, Arg("reason", "text"), returns="void", login="staff"
)
staff_find_follows = SqlFunction(
    "private.staff_find_follows",
    Arg("term", "text"),
    Arg("followers", "boolean"),
    returns="uuid[]",
    read_only=True,
    login="staff",
)
staff_find_people = SqlFunction(
    "private.staff_find_people",
    Arg("term", "text"),
    Arg("whole", "boolean", False),
    returns="uuid[]",
    read_only=True,
    login="staff",
)
decide_verification = SqlFunction(
    "private.decide_verification",
    Arg("request", "uuid"),
    Arg("decision", "text"),
    Arg("reason", "text"),
    returns="void",
    login="staff",
)
revoke_verification = SqlFunction(
    "private.revoke_verification", _TARGET, Arg("reason", "text"), returns="void", login="staff"
)

# What the sockets tell with each heartbeat.
see_people = SqlFunction("private.see_people", Arg("people", "uuid[]"), returns="void")

due_closures = SqlFunction(
    "private.due_closures", Arg("batch", "integer", 200), returns="uuid[]", read_only=True, login="worker"
)
erase_closed_account = SqlFunction(
    "private.erase_closed_account",
    Arg("person", "uuid"),
    Arg("account_hash", "text"),
    returns="bigint",
    login="worker",
)
staff_find_certificates = SqlFunction(
    "private.staff_find_certificates", Arg("hashes", "text[]"), returns="uuid[]", read_only=True, login="staff"
)
