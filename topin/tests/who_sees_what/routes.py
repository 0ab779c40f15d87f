"""What each GET route shows: one line a route, by name. A route that is not here fails test_who_sees_what.py.

- `posts()`: the posts of the world, each asked for by its ids (`post_id`, `content_id`, `comment_id`, `user_id`)
  where the path or query names them; in a list without them each is looked for.
- `people()`: the accounts, each asked for by its own `user_id`, `who`, `handle` or `ids`.
- `people(at="home")`: the path is filled with the neighbour's ids instead, and the accounts are looked for in it;
  `at="echo"`: with those of the post that everybody reposted.
- `query="q={handle}"`: what the query needs; `answers=True`: any answer that is no refusal shows the subject.
  `shows="media_id"`: an answer with that id of the subject in it shows it.
- `nobody("why")`: the route shows nobody's content.

Several of them in a list: several blocks on the page.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """What a route is looked at for."""

    kind: str
    query: str = ""
    at: str = ""
    answers: bool = False
    shows: str = ""
    note: str = ""


@dataclass(frozen=True)
class Nobody:
    """Why nobody's content can be seen by a route."""

    reason: str


def posts(**given: str | bool) -> Shown:
    """Posts are what is looked for."""
    return Shown("posts", **given)  # type: ignore[arg-type]


def people(**given: str | bool) -> Shown:
    """Accounts are what is looked for."""
    return Shown("people", **given)  # type: ignore[arg-type]


def nobody(reason: str) -> Nobody:
    """Nothing of anybody's is shown."""
    return Nobody(reason)


_OWN_ACCOUNT = nobody("one's own account, in GoTrue's shape")
_SERVICE = nobody("GoTrue's service side: a service token alone")
_REFUSED = nobody("refuses everybody: what GoTrue calls disabled")

ROUTES: dict[str, Shown | Nobody | list[Shown]] = {
    "": nobody("leads to the page of the API"),
    "api/analytics/overview": nobody("one's own figures"),
    "api/analytics/posts/<post_id>": posts(answers=True),
    "api/auth(?:/.*)?": nobody("what GoTrue does not have"),
    "api/auth/.well-known/jwks.json": nobody("public keys"),
    "api/auth/admin/custom-providers(?:/.*)?": _REFUSED,
    "api/auth/admin/oauth(?:/.*)?": _REFUSED,
    "api/auth/admin/users": _SERVICE,
    "api/auth/admin/users/(?P<person>[^/]+)/passkeys": _SERVICE,
    "api/auth/admin/users/<person>": _SERVICE,
    "api/auth/admin/users/<person>/factors": _SERVICE,
    "api/auth/authorize": _REFUSED,
    "api/auth/health": nobody("of the process"),
    "api/auth/oauth(?:/.*)?": _REFUSED,
    "api/auth/passkeys(?:/.*)?": _REFUSED,
    "api/auth/reauthenticate": _OWN_ACCOUNT,
    "api/auth/sessions": _OWN_ACCOUNT,
    "api/auth/settings": nobody("of the server"),
    "api/auth/sso": _REFUSED,
    "api/auth/user": _OWN_ACCOUNT,
    "api/auth/user/identities/authorize": _REFUSED,
    "api/auth/user/oauth/grants": _REFUSED,
    "api/auth/verify": nobody("redeems one's own code"),
    "api/docs": nobody("of the API"),
    "api/docs/errors": nobody("of the API"),
    "api/engagement/comment/<comment_id>": posts(note="through a comment below it"),
    "api/engagement/comments/<post_id>": [
        posts(note="through a comment below it"),
        people(at="home", note="who comments"),
    ],
    "api/engagement/likes/<content_id>": [posts(answers=True), people(at="home", note="who likes it")],
    "api/exports/<word>": nobody("one's own data, by a signed address"),
    "api/media/<media_id>": posts(answers=True, note="its picture"),
    "api/media/<media_id>/<variant>": [
        posts(answers=True, note="its picture"),
        people(answers=True, note="their avatar"),
    ],
    "api/media/files/<word>": nobody("a signed address, given by the route above and checked anew at each use"),
    "api/media/links": [
        posts(query="forms={media_id}/thumb", shows="media_id", note="its picture"),
        people(query="forms={media_id}/thumb", shows="media_id", note="their avatar"),
    ],
    "api/posts": [posts(), posts(query="mode=ranked"), people(note="who is mentioned")],
    "api/posts/<post_id>": [posts(), people(at="home", note="who is mentioned")],
    "api/posts/<post_id>/history": posts(),
    "api/posts/<post_id>/repost": posts(answers=True),
    "api/posts/<post_id>/reposts": [posts(answers=True), people(at="echo", note="who reposts it")],
    "api/posts/marker": nobody("how far one has read oneself"),
    "api/posts/user/<user_id>": posts(),
    "api/schema": nobody("of the API"),
    "api/search/mentions": people(query="q={handle}"),
    "api/search/posts": posts(query="q={text}"),
    "api/search/users": people(query="q={handle}"),
    "api/settings": nobody("one's own settings"),
    "api/social/blocked": people(),
    "api/social/followers/<user_id>": [people(answers=True), people(at="home", note="among an open account's")],
    "api/social/following/<user_id>": [people(answers=True), people(at="home", note="among an open account's")],
    "api/social/muted": people(),
    "api/social/mutuals/<user_id>": [people(answers=True), people(at="home", note="among an open account's")],
    "api/social/requests": people(),
    "api/social/suggestions": people(note="followed by the neighbour whom they follow"),
    "api/sync": nobody("one's own stream; each event is read by its viewer's own rights"),
    "api/users": people(query="ids={ids}"),
    "api/users/<user_id>/likes": [
        posts(note="liked by its author"),
        posts(at="home", note="liked by somebody else"),
    ],
    "api/users/<who>": people(),
    "api/users/check-handle/<handle>": nobody("whether a handle can be had, which a sign-up tells too"),
    "api/users/me": nobody("oneself"),
    "api/users/me/bookmarks": posts(note="everybody keeps all of them"),
    "api/users/me/export": nobody("how the export of one's own data stands"),
    "api/users/me/verification": nobody("one's own request"),
    "healthz": nobody("of the process"),
    "metrics": nobody("of the process"),
    "readyz": nobody("of the process"),
}
