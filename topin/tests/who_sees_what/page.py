"""Asks every route as everybody, and writes down who sees what."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from http.client import HTTPConnection
from typing import Any

from django.urls import URLPattern, URLResolver

from topin.core.testing.people import Person
from topin.core.testing.server import Api

from .routes import ROUTES, Nobody, Shown
from .world import VIEWERS, Subject, World

HEAD = """\
Who sees what: every route of the API that reads, asked as everybody, then every kind of event and every table that
apps may read. Made by `make reference`, of the world in topin/tests/who_sees_what/world.py; what is looked at for
what stands in routes.py and below.py beside it.

A viewer's name: it is shown to them. With a star: no more than its name or id. A dot: the answer is there, without
it. A number: refused with that status. Everybody but the author stands in the named relation to the account:
mutual and follower follow it (and mutual is followed back), asked has asked to, followed is followed by it, muting
follows and has muted it, blocked is blocked by it, blocking blocks it, suspended follows it and is suspended.
Whoever is suspended is refused before any table is asked; what staff see in the admin stands near the end.
"""
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


def routes(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    """Every path that answers a GET, parameters without their types, expressions without their anchors."""
    for pattern in patterns:
        path = prefix + _PARAMETER.sub(r"<\1>", str(pattern.pattern).removeprefix("^"))
        if path == "admin/":
            continue
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern) and _answers_get(pattern.callback):
            yield path.removesuffix("$")


def _answers_get(view: Any) -> bool:
    if actions := getattr(view, "actions", None):
        return "get" in actions
    found = getattr(view, "view_class", None) or getattr(view, "cls", None)
    return found is None or hasattr(found, "get")


class Looking:
    """Asks as somebody, each thing once."""

    def __init__(self, api: Api, world: World) -> None:
        self._world = world
        # Thousands of requests: a client that does nothing but ask.
        self._client = HTTPConnection(api.base_url.host, api.base_url.port, timeout=20)
        self._tokens = {who.id: who.token for who in [*world.accounts.values(), *world.others.values()]}
        self._answers: dict[tuple[str | None, str], tuple[int, str]] = {}

    def cell(self, path: str, shown: Shown, subject: Subject, viewer: str) -> str:
        """How much of the subject the viewer is shown by the route."""
        values = getattr(self._world, shown.at) if shown.at else subject.values
        url = "/" + _PARAMETER.sub(lambda name: values[name[1]], path)
        status, text = self._answer(self._world.viewer(viewer, subject), url, shown.query.format(**values))
        if status >= 400:
            return str(status)
        mark = subject.values[shown.shows] if shown.shows else subject.whole
        if shown.answers or mark in text:
            return viewer
        return viewer + "*" if subject.part in text else "."

    def _answer(self, who: Person | None, path: str, query: str) -> tuple[int, str]:
        key = (who and who.id, f"{path}?{query}")
        if key not in self._answers:
            self._answers[key] = self._all_pages(who, key[1])
        return self._answers[key]

    def _all_pages(self, who: Person | None, url: str) -> tuple[int, str]:
        status, text, following = self.get(who, url)
        while following:
            again, more, following = self.get(who, following)
            assert again == HTTPStatus.OK, more
            text += more
        return status, text

    def get(self, who: Person | None, url: str) -> tuple[int, str, str | None]:
        """Status, body, and the address of the next page."""
        headers = {"Authorization": f"Bearer {self._tokens[who.id]}"} if who else {}
        self._client.request("GET", url, headers=headers)
        response = self._client.getresponse()
        text = response.read().decode()
        link = re.match("<([^>]+)>", response.headers.get("Link", ""))
        return response.status, text, link and link[1]


def of_routes(looking: Looking, world: World) -> Iterator[str]:
    """A block for each route and what it is looked at for."""
    for path, entry in ROUTES.items():
        for shown in [] if isinstance(entry, Nobody) else entry if isinstance(entry, list) else [entry]:
            query = "?" + re.sub(r"\{(\w+)\}", r"<\1>", shown.query) if shown.query else ""
            title = f"GET /{path}{query}" + (f": {shown.note}" if shown.note else "")
            cell = partial(looking.cell, path, shown)
            yield block(title, world.posts if shown.kind == "posts" else world.people, cell)


def block(title: str, subjects: list[Subject], cell: Callable[[Subject, str], str]) -> str:
    """One table of the page: a line for each subject, a column for each viewer."""
    width = max(len(subject.name) for subject in subjects) + 2
    lines = [
        f"  {subject.name:<{width}}" + "".join(f"{cell(subject, viewer):<11}" for viewer in VIEWERS).rstrip()
        for subject in subjects
    ]
    return "\n".join([title, *lines, ""])


def of_nobody() -> str:
    """The routes that show nobody's content, and why."""
    return "Show nobody's content\n" + "".join(_reasons())


def _reasons() -> Iterator[str]:
    for path, entry in ROUTES.items():
        if isinstance(entry, Nobody):
            yield f"  GET /{path}: {entry.reason}\n"
