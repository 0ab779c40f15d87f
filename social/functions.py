"""The door from Python to the SQL of the social graph: one declaration a function."""

from topin.core.db.function import Arg, SqlFunction

_VIEWER = Arg("viewer", "uuid")
_ACTOR = Arg("actor", "uuid")
_TARGET = Arg("target", "uuid")
_PAGE = (Arg("page_limit", "integer"), Arg("after", "jsonb", None))
_MADE = ("body", "created")


def _switch_on(name: str, *args: Arg) -> SqlFunction:
    return SqlFunction(name, _ACTOR, *args, returns=_MADE)


def _switch_off(name: str, other: Arg) -> SqlFunction:
    return SqlFunction(name, _ACTOR, other, returns="void")


def _list(name: str, *args: Arg) -> SqlFunction:
    return SqlFunction(name, *args, *_PAGE, returns=("results", "next"), read_only=True)


follow_user = _switch_on("public.follow_user", _TARGET)
unfollow_user = _switch_off("public.unfollow_user", _TARGET)
remove_follower = _switch_off("public.remove_follower", Arg("follower", "uuid"))
block_user = _switch_on("public.block_user", _TARGET)
unblock_user = _switch_off("public.unblock_user", _TARGET)
mute_user = _switch_on("public.mute_user", _TARGET, Arg("until", "timestamptz", None))
unmute_user = _switch_off("public.unmute_user", _TARGET)
accept_follow_request = _switch_on("public.accept_follow_request", Arg("requester", "uuid"))
decline_follow_request = _switch_off("public.decline_follow_request", Arg("requester", "uuid"))

get_followers_with_profiles = _list("public.get_followers_with_profiles", _TARGET, _VIEWER)
get_following = _list("public.get_following", _TARGET, _VIEWER)
get_mutuals = _list("public.get_mutuals", _TARGET, _VIEWER)
get_blocked = _list("public.get_blocked", _VIEWER)
get_muted = _list("public.get_muted", _VIEWER)
get_follow_requests = _list("public.get_follow_requests", _VIEWER)
get_suggestions = _list("public.get_suggestions", _VIEWER)
search_users = _list("public.search_users", _VIEWER, Arg("q", "text"))
search_mentions = _list("public.search_mentions", _VIEWER, Arg("q", "text"))

are_mutual_followers = SqlFunction(
    "public.are_mutual_followers", Arg("a", "uuid"), Arg("b", "uuid"), returns="boolean", read_only=True
)
is_user_blocked = SqlFunction(
    "public.is_user_blocked",
    Arg("blocker", "uuid"),
    Arg("blocked", "uuid"),
    returns="boolean",
    read_only=True,
)
get_follower_count = SqlFunction(
    "public.get_follower_count", Arg("user", "uuid"), returns="bigint", read_only=True
)
refresh_activity = SqlFunction(
    "private.refresh_activity", Arg("batch", "integer", 500), returns="integer", login="worker"
)
refresh_popularity = SqlFunction(
    "private.refresh_popularity", Arg("batch", "integer", 5000), returns="integer", login="worker"
)
