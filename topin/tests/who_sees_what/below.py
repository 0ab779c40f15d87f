"""What is seen below the routes: events of a stream (a socket's or GET /sync's), tables under row level security.

Each kind of event and each table that apps may read has its line; one without fails test_who_sees_what.py.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

from topin.core.db.session import ANON, acting
from topin.core.testing.people import Person

from .page import Looking, block
from .world import VIEWERS, Subject, World

_CONTENT = "jsonb_build_object('count', 1, 'latest', jsonb_build_array(jsonb_build_object('type', 'comment',"
# Kind -> of what its events tell here, and what they carry: SQL over the subject's values, as jsonb `v`.
# Words where they tell of oneself alone.
EVENTS: dict[str, tuple[str, str] | str] = {
    "follow": ("people", "jsonb_build_object('user_id', v ->> 'user_id')"),
    "marker": "one's own",
    "media": ("posts", "jsonb_build_object('media_id', v ->> 'media_id')"),
    "notification": (
        "posts",
        f"{_CONTENT} 'actor_id', v ->> 'user_id', 'comment_id', v ->> 'comment_id',"
        " 'entity', jsonb_build_object('type', 'post', 'id', v ->> 'post_id'))))",
    ),
    "settings": "one's own",
}
# Table -> what its rows belong to here, and the column that says so; words where its rows are one's own alone.
TABLES: dict[str, tuple[str, str] | str] = {
    "blocked_users": ("people", "blocked_id"),
    "bookmarks": "one's own",
    "comment_likes": "follow their comment, which stands here",
    "comment_mentions": "follow their comment, which stands here",
    "comments": ("posts", "post_id"),
    "follow_requests": ("people", "requester_id"),
    "followers": ("people", "follower_id"),
    "likes": ("posts", "post_id"),
    "media": ("posts", "post_id"),
    "mutes": ("people", "muted_id"),
    "post_mentions": ("people", "user_id"),
    "post_views": "one's own",
    "posts": ("posts", "id"),
    "profile_details": "one's own",
    "profile_likes": "one's own",
    "profiles": ("people", "id"),
    "reposts": ("posts", "post_id"),
    "user_analytics": "one's own",
    "user_sessions": "one's own",
    "user_settings": "one's own",
    "user_videos": "one's own",
    "verification_requests": "one's own",
}
_KINDS = """
SELECT substr(p.proname, 7) AS kind FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
   AND p.proname LIKE 'event\\_%%' AND p.proname <> 'event_frame'
"""
_READABLE = """
SELECT c.relname AS name FROM pg_class c
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND EXISTS (
   SELECT FROM unnest('{anon,authenticated}'::text[]) r WHERE has_any_column_privilege(r, c.oid, 'SELECT'))
"""
_EMIT = """
SELECT private.emit(%s, %s, {data})
  FROM jsonb_array_elements(%s::jsonb) WITH ORDINALITY AS e (v, place) ORDER BY place
"""


def kinds(sql: Callable[..., list[dict[str, Any]]]) -> set[str]:
    """The kinds of events that somebody can be shown."""
    return {row["kind"] for row in sql(_KINDS)}


def readable(sql: Callable[..., list[dict[str, Any]]]) -> set[str]:
    """The tables and views that apps' roles may read something of."""
    return {row["name"] for row in sql(_READABLE)}


def events(world: World, looking: Looking, sql: Callable[..., list[dict[str, Any]]]) -> Iterator[str]:
    """A block for each kind: the event about each subject is written into everybody's stream, and read by them."""
    for kind, entry in EVENTS.items():
        if isinstance(entry, str):
            continue
        of, data = entry
        shown: dict[tuple[str, str], str] = {}
        for who, viewer, subjects in _asking(world, getattr(world, of)):
            head = sql("SELECT max(last_seq) seq FROM private.stream WHERE user_id = %s", [who.id])[0]["seq"]
            values = json.dumps([subject.values for subject in subjects])
            sql(_EMIT.format(data=data), [who.id, kind, values])
            for subject, cell in zip(subjects, _read(looking, who, head or 0, viewer), strict=False):
                shown[viewer, subject.name] = cell
        cells = lambda subject, viewer, shown=shown: shown.get((viewer, subject.name), "401")  # noqa: E731
        yield block(f"event {kind}, in the stream of everybody", getattr(world, of), cells)


def _asking(world: World, subjects: list[Subject]) -> Iterator[tuple[Person, str, list[Subject]]]:
    """Who has a stream, as which viewer, and what it is asked about; the author of something about that alone."""
    for name, account in world.accounts.items():
        if own := [subject for subject in subjects if subject.account == name]:
            yield account, "author", own
    for viewer, person in world.others.items():
        yield person, viewer, subjects


def _read(looking: Looking, who: Person, after: int, viewer: str) -> list[str]:
    status, text, _ = looking.get(who, "/api/sync")
    if status >= 400:
        return [str(status)] * 100
    position = json.loads(text)["epoch"]
    _, text, _ = looking.get(who, f"/api/sync?epoch={position}&after={after}&limit=100")
    return ["." if event["k"] == "void" else viewer for event in json.loads(text)["events"]]


def tables(world: World) -> Iterator[str]:
    """A block for each table: of which subjects a role reads a row, past every door."""
    for table, entry in TABLES.items():
        if isinstance(entry, str):
            continue
        of, column = entry
        subjects: list[Subject] = getattr(world, of)
        seen = {(viewer, found) for viewer, who in _roles(world, subjects) for found in _rows(who, table, column)}
        own = {(subject.name, found) for subject in subjects
               for found in _rows(world.accounts[subject.account], table, column)}  # fmt: skip

        def cell(subject: Subject, viewer: str, of: str = of, seen: Any = seen, own: Any = own) -> str:
            key = subject.values["post_id" if of == "posts" else "user_id"]
            return viewer if (viewer, key) in seen or (viewer == "author" and (subject.name, key) in own) else "."

        yield block(f"table public.{table}, under row level security", subjects, cell)


def _roles(world: World, subjects: list[Subject]) -> Iterator[tuple[str, Person | None]]:
    yield from ((viewer, world.viewer(viewer, subjects[0])) for viewer in VIEWERS if viewer != "author")


def _rows(who: Person | None, table: str, column: str) -> set[str]:
    """The values of the column that the role reads; none where it may not read the table."""
    with acting(who.caller if who else ANON) as session:
        allowed = "SELECT has_any_column_privilege($1, 'SELECT')"
        if not session.execute(allowed, [f"public.{table}"]):
            return set()
        found = session.execute(
            f"SELECT coalesce(json_agg(DISTINCT {column}), '[]')::text FROM public.{table}", []
        )
    return set(json.loads(found))
