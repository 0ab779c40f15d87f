"""Looks, before a process serves, whether its databases answer and whether its login is harmless there."""

from urllib.parse import urlsplit

import psycopg
import redis
import structlog
from django.conf import settings
from django.db import connections

from topin.core.db.errors import first_line
from topin.core.db.session import probe
from topin.core.processes import StartRefused

log = structlog.get_logger(__name__)
_AWAY = (redis.ConnectionError, redis.TimeoutError, OSError)
# Which of the logins are, or may become, a role that sees past row-level security: a superuser, BYPASSRLS, or
# an owner of our tables. pg_has_role(…, 'MEMBER') follows chains and counts NOINHERIT memberships too.
_DANGEROUS = """
SELECT l.rolname, string_agg(r.rolname, ', ' ORDER BY r.rolname)
  FROM pg_catalog.pg_roles l
  JOIN pg_catalog.pg_roles r ON pg_catalog.pg_has_role(l.oid, r.oid, 'MEMBER')
 WHERE l.rolname = ANY (%s)
   AND (r.rolsuper OR r.rolbypassrls
        OR EXISTS (SELECT FROM pg_catalog.pg_class c
                     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                    WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p')
                      AND n.nspname IN ('public', 'auth', 'private')))
 GROUP BY l.rolname ORDER BY l.rolname
"""
# By the catalogue, which every login may read: topin_auth may enter the schema, but not become anon.
_STANDS = """
SELECT EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'public' AND c.relname = 'profiles')
"""


def require_safe_database() -> None:
    """Raises StartRefused, with one line, when the database is out of reach or a login could bypass RLS."""
    if not settings.DATABASE_URL:
        raise StartRefused("No database: set DATABASE_URL, or run `make run`, which brings one.")
    entry = connections["default"].settings_dict
    place = f"{entry['HOST']}:{entry['PORT']}/{entry['NAME']}"
    try:
        found = _dangerous_login()
    except psycopg.Error as error:
        reason = first_line(error)
        raise StartRefused(
            f"The database {place} does not let {entry['USER']} in ({reason}): "
            "check DATABASE_URL and TOPIN_DB_PASSWORD; a new database needs `manage.py builddb` once."
        ) from None
    if found:
        login, roles = found
        raise StartRefused(
            f"The login {login} on {place} is or may become {roles}, which sees past row-level security: "
            "take that right from it (NOSUPERUSER, NOBYPASSRLS, REVOKE, or another owner of the tables)."
        )


def require_redis(*, may_be_away: bool) -> None:
    """Raises StartRefused, with one line, when Redis is not named, does not let us in, or is away.

    What outlives its absence starts in it, too (`may_be_away`): a restart must not make an outage of Redis one
    of the product. The log warns, and /readyz names Redis until it answers.
    """
    if not settings.REDIS_URL:
        raise StartRefused("No Redis: set REDIS_URL, or run `make run`, which brings one.")
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=5, socket_connect_timeout=5) as client:
            client.ping()
    except (redis.RedisError, OSError, ValueError) as error:
        place = urlsplit(settings.REDIS_URL)
        at = f"{place.hostname}:{place.port or 6379}" if place.hostname else place.path
        said = f"Redis at {at} does not answer ({first_line(error)}): check REDIS_URL."
        if not may_be_away or not isinstance(error, _AWAY) or isinstance(error, redis.AuthenticationError):
            raise StartRefused(said) from None
        log.warning("redis.away", reason=said)


def _dangerous_login() -> tuple[str, str] | None:
    """The first of our logins that is too powerful, and by which roles; asked by the process's own login."""
    logins = [entry["USER"] for entry in settings.DATABASES.values()]
    # A connection of its own: Django's must not open before the server forks.
    parameters = {**connections["default"].get_connection_params(), "connect_timeout": 5}
    with psycopg.connect(**parameters) as connection:
        return connection.execute(_DANGEROUS, [logins]).fetchone()


def schema_stands(alias: str = "default") -> bool:
    """Whether the database answers this process's login and `builddb` has been there.

    Raises the driver's or Django's error when it cannot be asked.
    """
    return bool(probe(alias, _STANDS))
