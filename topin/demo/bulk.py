"""Loading in sets: no trigger fires, no reference is looked up row by row, indexes are built when all is there."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.core.management import CommandError
from psycopg import Connection, sql

from topin.core.db import roles

# Beyond what one query of the product may take: this is the only thing that runs.
_ROOM = """
SET LOCAL work_mem = '128MB'; SET LOCAL maintenance_work_mem = '256MB'; SET LOCAL synchronous_commit = off
"""
TABLES = (
    "auth.users", "auth.identities", "public.profiles", "public.user_settings", "private.profile_stats",
    "private.person_terms", "public.followers", "public.blocked_users", "public.posts", "private.post_counters",
    "public.post_mentions", "public.reposts", "private.feed_entries", "private.post_words", "public.likes",
    "private.stretch_marks", "private.earned_like", "public.post_views", "public.comments",
    "private.comment_counters",
)  # fmt: skip
# The triggers on an insert into them, whose work load.sql does.
REPLACED = {
    "create_profile", "keep_person_terms_made", "posts_added", "reposts_added", "likes_added", "comments_added",
}  # fmt: skip
_SECONDARY = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
  FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid AND t.relkind = 'r'
 WHERE t.oid = ANY (%s::regclass[]) AND t.relnamespace <> 'auth'::regnamespace AND NOT i.indisunique ORDER BY 1
"""


@contextmanager
def loading(connection: Connection) -> Iterator[None]:
    """A transaction for inserts of the definer that bring along themselves what triggers would have made.

    CommandError where the server does not let this login silence triggers.
    """
    with connection.transaction():
        connection.execute(_ROOM.encode())
        owner = _silence(connection)
        indexes = _drop_indexes(connection, owner) if is_first(connection) else []
        yield
        _become(connection, owner)
        for definition in indexes:
            connection.execute(definition.encode())
        _become(connection, roles.DEFINER)
    _become(connection, owner)
    for table in TABLES:  # index-only scans need the visibility map, plans the figures
        connection.execute(f"VACUUM (ANALYZE) {table}".encode())
    _become(connection, roles.DEFINER)


def is_first(connection: Connection) -> bool:
    """Whether nothing is there yet, and nobody reads."""
    return connection.execute("SELECT NOT EXISTS (SELECT FROM public.posts)").fetchone() == (True,)


def _silence(connection: Connection) -> str:
    """Silences triggers for this transaction, which is for the session's own user to ask; returns the owner."""
    connection.execute("RESET ROLE")
    try:
        connection.execute("SET LOCAL session_replication_role = replica")
    except psycopg.errors.InsufficientPrivilege:
        raise CommandError(
            "More than 1000 people are loaded in sets, which needs the right to set session_replication_role:"
            " GRANT SET ON PARAMETER session_replication_role TO the user of DATABASE_URL."
        ) from None
    owner = roles.owner_of(connection)
    _become(connection, roles.DEFINER)
    return owner


def _drop_indexes(connection: Connection, owner: str) -> list[str]:
    """Drops what is built faster from all rows at once; returns what builds it again."""
    found = connection.execute(_SECONDARY, ([*TABLES],)).fetchall()
    _become(connection, owner)
    for name, _ in found:
        connection.execute(f"DROP INDEX {name}".encode())  # the name comes quoted from the catalogue
    _become(connection, roles.DEFINER)
    return [definition for _, definition in found]


def _become(connection: Connection, role: str) -> None:
    connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(role)))
