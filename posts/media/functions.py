"""The door from Python to the SQL of media: one declaration a function, the rules stand in the SQL."""

from topin.core.db.function import Arg, SqlFunction

_ACTOR, _MEDIA = Arg("actor", "uuid"), Arg("media", "uuid")
_OUTCOME = (Arg("outcome", "text"), Arg("facts", "jsonb"))

start_upload = SqlFunction(
    "public.start_upload", _ACTOR, Arg("kind", "text"), Arg("bytes", "bigint"), returns=("body", "created")
)
claim_upload = SqlFunction("public.claim_upload", _ACTOR, _MEDIA, returns="boolean")
settle_upload = SqlFunction("private.settle_upload", _ACTOR, _MEDIA, *_OUTCOME, returns=("body", "created"))
get_media = SqlFunction("public.get_media", _ACTOR, _MEDIA, returns=("body",), read_only=True)
delete_media = SqlFunction("public.delete_media", _ACTOR, _MEDIA, returns="void")
open_media = SqlFunction(
    "public.open_media", Arg("viewer", "uuid"), _MEDIA, Arg("variant", "text"), returns=("body",), read_only=True
)
open_media_forms = SqlFunction(
    "public.open_media_forms", Arg("viewer", "uuid"), Arg("media", "uuid[]"), Arg("variants", "text[]"),
    returns=("results", "next"), read_only=True,
)  # fmt: skip
set_profile_image = SqlFunction(
    "public.set_profile_image", _ACTOR, Arg("place", "text"), _MEDIA, returns=("body", "version")
)
remove_profile_image = SqlFunction("public.remove_profile_image", _ACTOR, Arg("place", "text"), returns="void")

# What staff do.
inspect_media = SqlFunction(
    "private.inspect_media", Arg("target", "uuid"), Arg("reason", "text"), returns="void", login="staff"
)
inspect_evidence = SqlFunction("private.inspect_evidence", Arg("target", "uuid"), returns="void", login="staff")

# What jobs do.
settle_media = SqlFunction("private.settle_media", _MEDIA, *_OUTCOME, returns="boolean", login="worker")
finish_video = SqlFunction("private.finish_video", _MEDIA, *_OUTCOME, returns="boolean", login="worker")
sweep_media = SqlFunction("private.sweep_media", Arg("batch", "integer", 500), returns="integer", login="worker")
unknown_media = SqlFunction(
    "private.unknown_media", Arg("ids", "uuid[]"), Arg("unfinished", "boolean", False), returns="uuid[]",
    read_only=True, login="worker",
)  # fmt: skip
unchecked_media = SqlFunction(
    "private.unchecked_media", Arg("batch", "integer", 500), returns=("media_id", "variants"), rows=True,
    read_only=True, login="worker",
)  # fmt: skip
note_checked_media = SqlFunction(
    "private.note_checked_media", Arg("seen", "uuid[]"), Arg("missing", "uuid[]"), returns="integer",
    login="worker",
)  # fmt: skip
files_of_user = SqlFunction(
    "private.files_of_user", Arg("owner", "uuid"),
    returns=("media_id", "variant", "mime", "post_id", "used_as", "created_at"), rows=True,
    read_only=True, login="worker",
)  # fmt: skip
