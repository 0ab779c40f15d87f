"""Makes the demo network: plans it in temporary tables, then loads it through the doors or in sets."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bcrypt
from psycopg import Connection

from engagement import functions as engagement
from posts import functions as posts
from posts.media import functions as media
from social import functions as social
from topin.core.db.owner import definer_connection
from topin.core.db.session import Caller, Session, acting

from . import bulk, pictures, words

SQL = Path(__file__).parent / "sql"
PASSWORD = "topin-demo"  # noqa: S105 (printed at every start; the accounts hold nothing)
# Up to here each person acts through the doors, one call after the other; beyond, the tables are filled in sets.
THROUGH_DOORS = 1000
SHOWN = 4
FACES, PICTURES = 24, 16  # avatars, and posts with a picture, of a demo through the doors


@dataclass(frozen=True)
class Size:
    """What to make: the seed, and how many people and posts."""

    seed: int
    people: int
    posts: int


def generate(size: Size, say: Callable[[str], None]) -> list[str]:
    """Make the network unless it is there already; returns e-mail addresses to sign in with (`PASSWORD`)."""
    with definer_connection() as connection:
        if (found := _finished(connection, size.seed)) is not None:
            say("The demo data is there already.")
            return found
        with connection.transaction():
            plan(connection, size)
        if size.people > THROUGH_DOORS:
            say(f"Loading {size.people} people and {size.posts} posts in sets ...")
            _load_in_sets(connection)
            _count_days(connection, say)
        else:
            say(f"Signing up {size.people} people; they follow, post and repost ...")
            _sign_up(connection)
            _live(connection, size.seed)
            with connection.transaction():
                _run(connection, "finish.sql")
                _run(connection, "date_back.sql")
        return _finished(connection, size.seed) or []


def plan(connection: Connection, size: Size) -> None:
    """Fill the temporary tables of the network (person, edge, block, post, liking …) from the seed."""
    password = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(10)).decode()
    connection.execute("SET temp_buffers = '256MB'")  # before the first temporary table, or not at all
    connection.execute(
        "CREATE TEMP TABLE size AS SELECT %s::bigint AS seed, %s::integer AS people, %s::integer AS posts,"
        " date_trunc('hour', now()) AS moment, %s::text AS password_hash",
        (size.seed, size.people, size.posts, password),
    )
    connection.execute("CREATE TEMP TABLE words (kind text, place bigint, word text, PRIMARY KEY (kind, place))")
    lists = {
        "first": words.FIRST_NAMES, "last": words.LAST_NAMES, "bio": words.BIOS,
        "opening": words.OPENINGS, "subject": words.SUBJECTS, "ending": words.ENDINGS,
        "remark": words.REMARKS,
    }  # fmt: skip
    with connection.cursor().copy("COPY words FROM STDIN") as copy:
        for kind, texts in lists.items():
            for place, text in enumerate(texts):
                copy.write_row((kind, place, text))
    connection.execute("ANALYZE words")
    _run(connection, "plan.sql")


def _run(connection: Connection, name: str) -> None:
    connection.execute((SQL / name).read_bytes())


def _finished(connection: Connection, seed: int) -> list[str] | None:
    """The addresses of the first people where all is made; their blue tick is the last thing that is set."""
    found = connection.execute(
        "SELECT u.email::text FROM generate_series(0, %s) AS rank"
        " JOIN auth.users u ON u.id = md5('person/' || %s || '/' || rank)::uuid"
        " JOIN public.profiles p ON p.id = u.id AND p.is_verified ORDER BY rank",
        (SHOWN - 1, seed),
    ).fetchall()
    return [address for (address,) in found] or None


def _load_in_sets(connection: Connection) -> None:
    with bulk.loading(connection):
        _run(connection, "load.sql")


def _count_days(connection: Connection, say: Callable[[str], None]) -> None:
    """The figures of all days, as the job makes them: a year of a million posts at once would be long for it."""
    found = connection.execute("SELECT unnest(private.days_to_roll_up())").fetchall()
    say(f"Counting {len(found)} days ...")
    for day in found:
        connection.execute("SELECT private.roll_up_day(%s)", day)
    connection.execute("SELECT private.refresh_figures()")


def _sign_up(connection: Connection) -> None:
    """The accounts that are not there yet; the profile follows by trigger."""
    with connection.transaction():
        connection.execute(
            "SELECT private.create_user(p.handle || '@demo.topin.example', s.password_hash,"
            " jsonb_build_object('user_handle', p.handle, 'display_name', p.display_name), p.id)"
            " FROM person p, size s WHERE NOT EXISTS (SELECT 1 FROM auth.users u WHERE u.id = p.id)"
            " ORDER BY p.rank"
        )


def _live(connection: Connection, seed: int) -> None:
    """All that the people do, in one transaction: killed half-way, nothing of it stands."""
    ids = [person for (person,) in connection.execute("SELECT id::text FROM person ORDER BY rank").fetchall()]
    edges = connection.execute("SELECT follower, followed FROM edge ORDER BY 1, 2").fetchall()
    blocks = connection.execute("SELECT blocker, blocked FROM block ORDER BY 1, 2").fetchall()
    texts = connection.execute("SELECT n, author, content, audience FROM post ORDER BY n").fetchall()
    shown = {
        number
        for (number,) in connection.execute(
            "SELECT n FROM (SELECT n, row_number() OVER (ORDER BY created_at DESC, n) AS place FROM post"
            " WHERE audience = 'public') p WHERE place %% 4 = 1 AND place <= 4 * %s",
            (PICTURES,),
        ).fetchall()
    }
    reposts = connection.execute("SELECT actor, post FROM repost ORDER BY post, actor").fetchall()
    likings = connection.execute("SELECT actor, post FROM liking ORDER BY post, actor").fetchall()
    remarks = connection.execute(
        "SELECT k, actor, post, content, parent FROM remark ORDER BY created_at, k"
    ).fetchall()
    with acting(_as(ids[0])) as session:
        if _posts_of(session, ids[0]):
            return
        for follower, followed in edges:
            _do(session, ids[follower], social.follow_user, actor=ids[follower], target=ids[followed])
        for blocker, blocked in blocks:
            _do(session, ids[blocker], social.block_user, actor=ids[blocker], target=ids[blocked])
        for person in ids[:FACES]:
            face = _give(session, person, pictures.avatar(f"{seed}/{person}"))
            _do(session, person, media.set_profile_image, actor=person, place="avatar", media=face)
        made = {}
        for number, author, content, audience in texts:
            data: dict[str, Any] = {"type": "text", "content": content, "audience": audience}
            if number in shown:
                picture, alt = pictures.landscape(f"{seed}/{number}")
                medium = _give(session, ids[author], picture)
                data |= {"type": "image", "media_ids": [medium], "alt_texts": {medium: alt}}
            body = _do(session, ids[author], posts.create_post, actor=ids[author], data=data)["body"]
            made[number] = json.loads(body)["id"]
        for actor, post in reposts:
            _do(session, ids[actor], posts.repost, actor=ids[actor], post=made[post])
        for actor, post in likings:
            _do(session, ids[actor], engagement.like_content, actor=ids[actor], content=made[post])
        said: dict[int | None, str | None] = {None: None}
        for number, actor, post, content, parent in remarks:
            given = {"actor": ids[actor], "post": made[post], "content": content, "parent": said[parent]}
            said[number] = json.loads(_do(session, ids[actor], engagement.add_comment, **given)["body"])["id"]


def _give(session: Session, person: str, drawn: Any) -> str:
    _become(session, person)
    return pictures.give(session, person, drawn)


def _posts_of(session: Session, person: str) -> list[Any]:
    row = session.call(posts.get_user_posts, viewer=person, target=person, page_limit=1, after=None)
    return list(json.loads(row["results"]))


def _as(person: str) -> Caller:
    return Caller("authenticated", json.dumps({"sub": person, "role": "authenticated"}))


def _do(session: Session, person: str, function: Any, **given: Any) -> Any:
    _become(session, person)
    return session.call(function, **given)


def _become(session: Session, person: str) -> None:
    session.execute("SELECT set_config('request.jwt.claims', $1, true)", [_as(person).claims])
