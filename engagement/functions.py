"""The room's SQL functions, as Python knows them."""

from topin.core.db.function import Arg, SqlFunction

_VIEWER, _ACTOR = Arg("viewer", "uuid"), Arg("actor", "uuid")
_CONTENT, _COMMENT, _POST = Arg("content", "uuid"), Arg("comment", "uuid"), Arg("post", "uuid")
_TARGET, _REASON = Arg("target", "uuid"), Arg("reason", "text")
_PAGE = (Arg("page_limit", "integer"), Arg("after", "jsonb", None))

like_content = SqlFunction("public.like_content", _ACTOR, _CONTENT, returns=("body", "created"))
unlike_content = SqlFunction("public.unlike_content", _ACTOR, _CONTENT, returns=("body",))
get_likers = SqlFunction(
    "public.get_likers", _VIEWER, _CONTENT, *_PAGE, returns=("results", "next"), read_only=True
)
get_reposters = SqlFunction(
    "public.get_reposters", _VIEWER, _POST, *_PAGE, returns=("results", "next"), read_only=True
)
get_liked_posts = SqlFunction(
    "public.get_liked_posts", _VIEWER, Arg("target", "uuid"), *_PAGE, returns=("results", "next"), read_only=True
)
bookmark_post = SqlFunction("public.bookmark_post", _ACTOR, _POST, returns=("body", "created"))
unbookmark_post = SqlFunction("public.unbookmark_post", _ACTOR, _POST, returns="void")
get_bookmarks = SqlFunction("public.get_bookmarks", _VIEWER, *_PAGE, returns=("results", "next"), read_only=True)
add_comment = SqlFunction(
    "public.add_comment", _ACTOR, _POST, Arg("content", "text"), Arg("parent", "uuid", None),
    returns=("body", "version", "created"),
)  # fmt: skip
get_comment = SqlFunction("public.get_comment", _VIEWER, _COMMENT, returns=("body", "version"), read_only=True)
update_comment = SqlFunction(
    "public.update_comment", _ACTOR, _COMMENT, Arg("content", "text"), Arg("expected_version", "bigint", None),
    returns=("body", "version"),
)  # fmt: skip
hide_comment_by_author = SqlFunction(
    "public.hide_comment_by_author", _ACTOR, _COMMENT, returns=("body", "version", "created")
)
show_comment_by_author = SqlFunction("public.show_comment_by_author", _ACTOR, _COMMENT, returns="void")
delete_comment = SqlFunction("public.delete_comment", _ACTOR, _COMMENT, returns="void")
get_comments = SqlFunction(
    "public.get_comments", _VIEWER, _POST, Arg("sort", "text"), Arg("parent", "uuid"), *_PAGE,
    returns=("results", "next"), read_only=True,
)  # fmt: skip

increment_post_likes = SqlFunction(
    "public.increment_post_likes", _POST, Arg("liker", "uuid"), returns="boolean", login="worker"
)
check_mutual_likes = SqlFunction(
    "public.check_mutual_likes",
    Arg("a", "uuid"),
    Arg("b", "uuid"),
    returns="boolean",
    read_only=True,
    login="worker",
)
fold_counters = SqlFunction(
    "private.fold_counters", Arg("most", "integer", 5000), returns="integer", login="worker"
)
verify_counters = SqlFunction(
    "private.verify_counters", Arg("repair", "boolean", True), returns=("counter", "id", "stored", "counted"),
    rows=True, login="worker",
)  # fmt: skip
erase_deleted_comments = SqlFunction(
    "private.erase_deleted_comments", Arg("batch", "integer", 500), returns="integer", login="worker"
)

hide_comment = SqlFunction("private.hide_comment", _TARGET, _REASON, returns="void", login="staff")
restore_comment = SqlFunction("private.restore_comment", _TARGET, _REASON, returns="void", login="staff")
