"""The room's SQL functions, as Python knows them."""

from topin.core.db.function import Arg, SqlFunction

_VIEWER, _ACTOR, _POST = Arg("viewer", "uuid"), Arg("actor", "uuid"), Arg("post", "uuid")
_DECISION = (Arg("target", "uuid"), Arg("reason", "text"))
_PAGE = (Arg("page_limit", "integer"), Arg("after", "jsonb", None))

create_post = SqlFunction(
    "public.create_post", _ACTOR, Arg("data", "jsonb"), returns=("body", "version", "created")
)
get_post = SqlFunction("public.get_post", _VIEWER, _POST, returns=("body", "version"), read_only=True)
update_post = SqlFunction(
    "public.update_post", _ACTOR, _POST, Arg("changes", "jsonb"), Arg("expected_version", "bigint", None),
    returns=("body", "version"),
)  # fmt: skip
delete_post = SqlFunction("public.delete_post", _ACTOR, _POST, returns="void")
get_post_history = SqlFunction(
    "public.get_post_history", _VIEWER, _POST, *_PAGE, returns=("results", "next"), read_only=True
)
get_user_posts = SqlFunction(
    "public.get_user_posts", _VIEWER, Arg("target", "uuid"), *_PAGE, returns=("results", "next"), read_only=True
)
get_feed = SqlFunction("public.get_feed", _VIEWER, *_PAGE, returns=("results", "next", "head"), read_only=True)
get_feed_marker = SqlFunction("public.get_feed_marker", _VIEWER, returns=("body",), read_only=True)
set_feed_marker = SqlFunction(
    "public.set_feed_marker", _ACTOR, Arg("head", "text"), Arg("at", "timestamptz"), returns=("body",)
)
get_ranked_feed = SqlFunction(
    "public.get_ranked_feed", _VIEWER, *_PAGE, returns=("results", "next"), read_only=True
)
search_posts = SqlFunction(
    "public.search_posts", _VIEWER, Arg("q", "text"), *_PAGE, returns=("results", "next"), read_only=True
)
repost = SqlFunction("public.repost", _ACTOR, _POST, returns=("body", "created"))
unrepost = SqlFunction("public.unrepost", _ACTOR, _POST, returns="void")
get_repost = SqlFunction("public.get_repost", _VIEWER, _POST, returns=("body",), read_only=True)
can_see_post = SqlFunction("public.can_see_post", _VIEWER, _POST, returns="boolean", read_only=True)
get_visible_posts_for_user = SqlFunction(
    "public.get_visible_posts_for_user", _VIEWER, Arg("page_limit", "integer", 20), Arg("after", "jsonb", None),
    returns=("post_id", "actor_id", "created_at"), rows=True, read_only=True,
)  # fmt: skip
increment_post_views = SqlFunction(
    "public.increment_post_views", _POST, Arg("viewer_key", "uuid"), Arg("is_anonymous", "boolean", False),
    Arg("seen_at", "timestamptz", None), returns="boolean", login="worker",
)  # fmt: skip
check_views = SqlFunction("public.check_views", _VIEWER, Arg("posts", "uuid[]"), returns=("body",), read_only=True)
prune_anonymous_views = SqlFunction(
    "private.prune_anonymous_views", Arg("batch", "integer", 5000), returns="integer", login="worker"
)
sweep_feed_entries = SqlFunction(
    "private.sweep_feed_entries", Arg("batch", "integer", 5000), returns="integer", login="worker"
)
cut_stretches = SqlFunction(
    "private.cut_stretches", Arg("size", "integer", 8192), returns="integer", login="worker"
)
mark_stretches = SqlFunction(
    "private.mark_stretches", Arg("settled", "interval", "1 hour"), Arg("most", "integer", 16),
    returns="integer", login="worker",
)  # fmt: skip
erase_deleted_posts = SqlFunction(
    "private.erase_deleted_posts", Arg("batch", "integer", 500), returns="integer", login="worker"
)
hide_post = SqlFunction("private.hide_post", *_DECISION, returns="void", login="staff")
restore_post = SqlFunction("private.restore_post", *_DECISION, returns="void", login="staff")
inspect_post = SqlFunction("private.inspect_post", *_DECISION, returns="void", login="staff")
explain_access = SqlFunction(
    "private.explain_access", _VIEWER, _POST, returns=("rule", "passed", "words"), rows=True, read_only=True,
    login="staff",
)  # fmt: skip
