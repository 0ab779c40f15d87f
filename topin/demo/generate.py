"""Makes the demo network: plans it in temporary tables, then loads it through the doors or in sets."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import bcrypt
from psycopg import Connection

from topin.core.db.owner import definer_connection

from . import bulk, words
from .life import live

SQL = Path(__file__).parent / "sql"
PASSWORD = "topin-demo"  # noqa: S105 (printed at every start; the accounts hold nothing)
# Up to here each person acts through the doors, one call after the other; beyond, the tables are filled in sets.
THROUGH_DOORS = 1000
SHOWN = 4


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
        else:
            say(f"Signing up {size.people} people; they follow, post and repost ...")
            _sign_up(connection)
            live(connection, size.seed)
            with connection.transaction():
                _run(connection, "finish.sql")
                _run(connection, "date_back.sql")
        _count_days(connection, say)
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
