"""Every operation of the API that writes, and what it tells everybody who may not: a line each, in order.

What it tells stands in the order of CASES: a code; MAY, where that case may do it; NOTHING, where it is answered
as done and nothing is changed, since there is nothing to undo. What is one's own knows three cases alone.
"""

from dataclasses import dataclass
from typing import Any

from topin.core.api import pages

# Who asks -> whose post, comment, medium or profile it is about, in topin/tests/who_sees_what/world.py.
CASES = {
    "anonymous": "open account: public post",
    "signed out": "open account: public post",
    "suspended": "open account: public post",
    "somebody else": "open account: public post",
    "blocked": "open account: public post",
    "blocking": "open account: public post",
    "stranger": "account for followers: followers post",
    "stranger to a suspended": "suspended account: public post",
    "stranger to a closed": "closed account: public post",
}
MAY, NOTHING = "", "nothing"
FILE = object()  # a picture, as a form sends it
_NOBODY = ("authentication_required", "session_ended", "account_suspended")
_UNSEEN = ("not_found",) * 5
_UNSEEN_TO_BLOCKER = ("not_found", "blocked", MAY, "not_found", "not_found")


@dataclass(frozen=True)
class Write:
    """`tells`: what each case is told. `body`: JSON; the ids of what it is about stand in braces."""

    tells: tuple[str, ...] = _NOBODY
    body: Any = None


_HEAD = pages.seal("feed head", '{"seen": "3:3:", "read_from": "2026-01-01T00:00:00Z"}')
_OF_ANOTHER = Write((*_NOBODY, *("not_found",) * 6))
_NOTHING_THERE = Write((*_NOBODY, *(NOTHING,) * 6))
_INVALID_MEDIA = (*_NOBODY, *("invalid_media",) * 6)
_VIEWED = (MAY, "session_ended", "account_suspended", MAY, *_UNSEEN)

WRITES = {
    "DELETE /api/engagement/comment/{comment_id}": Write((*_NOBODY, "not_author", *_UNSEEN)),
    "DELETE /api/engagement/comment/{comment_id}/hide": Write((*_NOBODY, "not_author", *_UNSEEN)),
    "DELETE /api/engagement/like/{content_id}": Write((*_NOBODY, NOTHING, *_UNSEEN)),
    "DELETE /api/media/{media_id}": _NOTHING_THERE,
    "DELETE /api/posts/{post_id}": Write((*_NOBODY, "not_author", *_UNSEEN)),
    "DELETE /api/posts/{post_id}/bookmark": Write((*_NOBODY, NOTHING, *_UNSEEN)),
    "DELETE /api/posts/{post_id}/repost": Write((*_NOBODY, NOTHING, *_UNSEEN)),
    "DELETE /api/social/block/{user_id}": Write((*_NOBODY, NOTHING, NOTHING, MAY, *(NOTHING,) * 3)),
    "DELETE /api/social/follow/{user_id}": _NOTHING_THERE,
    "DELETE /api/social/followers/{user_id}": _NOTHING_THERE,
    "DELETE /api/social/requests/{user_id}": Write((*_NOBODY, MAY, NOTHING, NOTHING, *(MAY,) * 3)),
    "DELETE /api/users/me": Write(body={"password": "correct horse"}),
    "DELETE /api/users/me/avatar": Write(),
    "DELETE /api/users/me/cover": Write(),
    "DELETE /api/users/{user_id}/like": _NOTHING_THERE,
    "DELETE /api/users/{user_id}/mute": _NOTHING_THERE,
    "PATCH /api/engagement/comment/{comment_id}": Write((*_NOBODY, "not_author", *_UNSEEN), {"content": "words"}),
    "PATCH /api/media/uploads/{word}": Write(("upload_expired",) * 3),
    "PATCH /api/posts/marker": Write(body={"head": _HEAD}),
    "PATCH /api/posts/{post_id}": Write((*_NOBODY, "not_author", *_UNSEEN), {"content": "words"}),
    "PATCH /api/settings/accessibility": Write(body={"captions": True}),
    "PATCH /api/settings/creator": Write(body={"is_content_creator": True}),
    "PATCH /api/settings/notifications": Write(body={"push": False}),
    "PATCH /api/settings/privacy": Write(body={"searchable": False}),
    "PATCH /api/users/me": Write(body={"bio": "words"}),
    "PATCH /api/users/me/avatar": Write(_INVALID_MEDIA, {"media_id": "{media_id}"}),
    "PATCH /api/users/me/cover": Write(_INVALID_MEDIA, {"media_id": "{media_id}"}),
    "PATCH /api/users/me/handle": Write(body={"user_handle": "another_handle"}),
    "POST /api/engagement/comment/{comment_id}": Write((*_NOBODY, MAY, *_UNSEEN), {"content": "words"}),
    "POST /api/engagement/comment/{comment_id}/hide": Write((*_NOBODY, "not_author", *_UNSEEN)),
    "POST /api/engagement/like/{content_id}": Write((*_NOBODY, MAY, *_UNSEEN)),
    "POST /api/media": Write(body=FILE),
    "POST /api/media/presign": Write(body={"kind": "image", "bytes": 100}),
    "POST /api/media/{media_id}/complete": _OF_ANOTHER,
    "POST /api/posts": Write(_INVALID_MEDIA, {"type": "image", "media_ids": ["{media_id}"]}),
    "POST /api/posts/views": Write((MAY, *_NOBODY[1:]), [{"post_id": "{post_id}"}]),
    "POST /api/posts/{post_id}/bookmark": Write((*_NOBODY, MAY, *_UNSEEN)),
    "POST /api/posts/{post_id}/repost": Write((*_NOBODY, MAY, *_UNSEEN)),
    "POST /api/posts/{post_id}/view": Write(_VIEWED, {}),
    "POST /api/social/block/{user_id}": Write(
        (*_NOBODY, MAY, "not_found", NOTHING, MAY, "not_found", "not_found")
    ),
    "POST /api/social/follow/{user_id}": Write((*_NOBODY, MAY, *_UNSEEN_TO_BLOCKER)),
    "POST /api/social/requests/{user_id}": Write((*_NOBODY, MAY, "not_found", "not_found", MAY, *_UNSEEN[:2])),
    "POST /api/users/me/export": Write(),
    "POST /api/users/me/verification": Write(
        _INVALID_MEDIA, {"category": "artist", "full_name": "Ada", "evidence_media_id": "{media_id}"}
    ),
    "POST /api/users/{user_id}/like": Write((*_NOBODY, MAY, *_UNSEEN_TO_BLOCKER)),
    "POST /api/users/{user_id}/mute": Write((*_NOBODY, MAY, *_UNSEEN_TO_BLOCKER), {}),
    "POST /functions/v1/check-existing-repost": Write((*_NOBODY, NOTHING, *_UNSEEN), {"postId": "{post_id}"}),
    "POST /functions/v1/sync-redis-to-postgres": Write((_NOBODY[0], "forbidden", "forbidden")),
    "POST /functions/v1/track-like": Write((*_NOBODY, MAY, *_UNSEEN), {"postId": "{post_id}"}),
    "POST /functions/v1/track-view": Write(_VIEWED, {"postId": "{post_id}"}),
    "PUT /api/engagement/comment/{comment_id}": Write((*_NOBODY, "not_author", *_UNSEEN), {"content": "words"}),
    "PUT /api/media/uploads/{word}": Write(("upload_expired",) * 3),
    "PUT /api/posts/marker": Write(body={"head": _HEAD}),
    "PUT /api/posts/{post_id}": Write((*_NOBODY, "not_author", *_UNSEEN), {"content": "words"}),
    "PUT /api/settings/accessibility": Write(body={"captions": True}),
    "PUT /api/settings/creator": Write(body={"is_content_creator": True}),
    "PUT /api/settings/notifications": Write(body={"push": False}),
    "PUT /api/settings/privacy": Write(body={"searchable": False}),
    "PUT /api/users/me": Write(body={"bio": "words"}),
    "PUT /api/users/me/avatar": Write(_INVALID_MEDIA, {"media_id": "{media_id}"}),
    "PUT /api/users/me/cover": Write(_INVALID_MEDIA, {"media_id": "{media_id}"}),
    "PUT /api/users/me/handle": Write(body={"user_handle": "another_handle"}),
}
