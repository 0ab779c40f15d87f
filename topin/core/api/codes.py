"""Every `code` of a problem, with what it means and what a client can do: the page /api/docs/errors.

A contract test finds each code that SQL or Python refuses with in here. (Under /api/auth the codes are GoTrue's.)
"""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .problems import only_read

CODES = {
    # the request itself
    "unreadable_request": (400, "The request cannot be read, or has too many parameters."),
    "parse_error": (400, "The body is not JSON."),
    "invalid": (400, "The input does not have the expected form; `errors` names each field."),
    "unknown_field": (400, "A field does not exist or cannot be set by you. Often a typo."),
    "invalid_text": (400, "Text holds NUL or half a surrogate pair."),
    "out_of_range": (400, "A number is too large or too small."),
    "too_long": (400, "A value is longer than it may be."),
    "too_many": (400, "A list has more entries than it may have."),
    "invalid_limit": (400, "`limit` must be a whole number from 1 to 100."),
    "invalid_cursor": (400, "The cursor was altered or belongs to another list. Start from the first page."),
    "invalid_if_match": (400, "If-Match must be an ETag as this resource gave it."),
    "idempotency_key_required": (400, "This request needs an Idempotency-Key."),
    "invalid_idempotency_key": (400, "An Idempotency-Key has 1 to 255 printable characters."),
    "idempotency_key_reused": (422, "This Idempotency-Key came with another request before. Use a new one."),
    "idempotency_in_progress": (409, "The first request with this key is still running. Ask again in a moment."),
    "stale_version": (412, "It was changed since you read it. Read it again, then decide."),
    "method_not_allowed": (405, "`Allow` names the methods of this path."),
    "unsupported_media_type": (415, "Send application/json."),
    "body_too_large": (413, "The body is over the limit."),
    "body_too_slow": (408, "Nothing of the body came for 30 seconds."),
    "length_required": (411, "A body over 64 kB needs a Content-Length."),
    "head_too_large": (431, "The request line and the headers are over the limit."),
    # who is asking
    "authentication_required": (401, "Sign in first."),
    "invalid_token": (401, "The access token is not valid or has ended. Refresh it, once."),
    "session_ended": (401, "This session was ended. Sign in again."),
    "account_suspended": (403, "The account is suspended."),
    "forbidden": (403, "You may not do this."),
    "not_found": (404, "There is nothing here that you may see."),
    "rate_limited": (429, "Too many requests. `Retry-After` says how many seconds to wait."),
    # the state of things
    "conflict": (409, "It exists already."),
    "handle_taken": (409, "Somebody has this handle, or had it in the last 14 days."),
    "handle_invalid": (400, "A handle has 3 to 30 of a-z, 0-9, _ and a dot."),
    "handle_reserved": (400, "This handle is kept back."),
    "wrong_password": (403, "This is not the password of the account."),
    "reauthentication_needed": (403, "Send the password, or a code of /api/auth/reauthenticate."),
    "reauthentication_not_valid": (403, "The code has ended or is not the one sent."),
    "cannot_target_self": (403, "You cannot do this to yourself."),
    "blocked": (403, "You have blocked this person. Unblock first."),
    "profile_private": (403, "This profile shows itself to its followers only."),
    "likes_hidden": (403, "This person shows nobody what they like."),
    "not_author": (403, "Only its author may change this."),
    "comments_limited": (403, "The author of this post chose who may comment on it."),
    "audience_not_public": (403, "Only public posts can be reposted."),
    "content_required": (400, "A text post or a comment needs some words."),
    "media_required": (400, "A post of this type needs media."),
    "media_not_allowed": (400, "A text post has no media."),
    "invalid_media": (400, "A media id is none of your own uploads."),
    "media_wrong_kind": (400, "A picture was given where a video is needed, or the other way round."),
    "media_not_ready": (409, "The upload is not complete, still being worked on, or failed. Ask how it stands."),
    "media_in_use": (409, "An upload is used in one place. Upload it again for another."),
    "file_required": (400, "Send one file, not empty, in a part named `file`."),
    "wrong_size": (400, "The body has not the size that was announced."),
    "media_type_not_supported": (415, "JPEG, PNG, GIF, WebP, AVIF; MP4, MOV (H.264, HEVC, AV1), WebM."),
    "media_too_large": (413, "The file is larger than one of its kind may be; `detail` names both sizes."),
    "media_too_many_pixels": (422, "More pixels than are taken. Make it smaller."),
    "media_too_long": (422, "The video is longer than is taken. Cut it."),
    "media_broken": (422, "The file is damaged, not complete, or takes too much to open."),
    "media_ambiguous": (422, "The file is a picture and a page, script or archive at once."),
    "quota_exceeded": (403, "Your uploads take all the room you have. Delete some."),
    "too_many_uploads": (409, "Too many uploads are begun and not finished. Finish or delete some."),
    "upload_missing": (409, "Nothing has been put at the upload's address yet."),
    "upload_in_progress": (409, "Another request completes this upload right now."),
    "upload_expired": (403, "The address to upload to has ended, or was altered. Presign again."),
    "link_expired": (403, "The signed address has ended, or was altered. Open the medium again."),
    "invalid_alt_texts": (400, "An alternative text belongs to none of the post's media."),
    "invalid_since": (400, "`since` must be a `head` as the feed gave it."),
    "invalid_head": (400, "`head` must be one as the feed gave it."),
    "marker_behind": (409, "Another device has read further; `current` is the marker that stands."),
    "reading_expired": (410, "The order of a ranked reading is kept 30 minutes. Begin anew, without a cursor."),
    "query_too_short": (400, "A search needs at least two characters."),
    "already_verified": (409, "The account is verified already."),
    # our side
    "internal_error": (500, "A fault of ours. The X-Request-ID helps us find it."),
    "database_unavailable": (503, "Try again after `Retry-After` seconds."),
    "database_busy": (503, "Try again after `Retry-After` seconds."),
    "storage_unavailable": (503, "Files cannot be reached right now. Try again."),
    "buffer_unavailable": (503, "The buffer of views cannot be reached. They wait; nothing is lost."),
    "readings_unavailable": (503, "The order of a ranked feed cannot be kept right now. Read mode=latest."),
    "limits_unavailable": (503, "Limits cannot be counted right now, so this stays shut. Try again."),
}
# What is wrong with a field: in `errors`, and the `code` of the problem itself where it is the only kind of fault.
FIELD_CODES = {
    "required": (400, "A field is missing."),
    "null": (400, "A field may not be null."),
    "blank": (400, "A text may not be empty."),
    "empty": (400, "A list or object may not be empty."),
    "max_length": (400, "A text or list is longer than it may be."),
    "min_length": (400, "A text or list is shorter than it may be."),
    "max_value": (400, "A number is larger than it may be."),
    "min_value": (400, "A number is smaller than it may be."),
    "max_string_length": (400, "A number has more digits than it may have."),
    "overflow": (400, "A number or time is beyond what can be stored."),
    "invalid_choice": (400, "A value is none of those to choose from."),
    "not_a_list": (400, "A list is needed here."),
    "not_a_dict": (400, "An object is needed here."),
    "duplicate": (400, "A list names something twice."),
    "unprintable": (400, "A line holds signs that cannot be seen, or that turn the text around."),
}
EVERY = {**CODES, **FIELD_CODES}
_PAGE = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>Errors - TOPiN</title>"
    "<style>body{{font:16px system-ui;margin:2rem auto;max-width:60rem;padding:0 1rem}}"
    "td{{padding:.4rem 1rem .4rem 0;vertical-align:top}}code{{background:#eee;padding:0 .2rem}}"
    ":target td{{background:#ffd}}</style>"
    "<h1>Errors</h1><p>Every refusal is <code>application/problem+json</code> (RFC 9457). Its <code>code</code> "
    "is stable; its words are not. <code>errors</code> lists each field at fault.<table>{}</table>"
    "<h2>Under /api/auth</h2><p>In GoTrue's shape: <code>error_code</code>, or the header "
    "<code>x-sb-error-code</code>. Each operation names them with their status.<table>{}</table></html>"
)


@only_read
def errors_page(request: HttpRequest, accounts: dict[str, str]) -> HttpResponse:
    """The page that a problem's `type` points to; `accounts`: what the codes of /api/auth mean."""
    rows = ((code, code, status, _marked(meaning)) for code, (status, meaning) in sorted(EVERY.items()))
    table = format_html_join("", "<tr id='{}'><td><code>{}</code><td>{}<td>{}</tr>", rows)
    told = format_html_join("", "<tr><td><code>{}</code><td>{}</tr>", _shown(accounts))
    return HttpResponse(format_html(_PAGE, table, told))


def _shown(meanings: dict[str, str]) -> Iterator[tuple[str, SafeString]]:
    return ((code, _marked(meaning)) for code, meaning in sorted(meanings.items()))


def _marked(words: str) -> SafeString:
    """What stands between `…` as code."""
    parts = enumerate(words.split("`"))
    return format_html_join(
        "", "<{0}>{1}</{0}>", (("code" if place % 2 else "span", part) for place, part in parts)
    )
