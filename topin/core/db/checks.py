"""Looks, before a process serves, whether its database answers and whether its login is harmless there."""

import psycopg
from django.conf import settings
from django.db import connections

from topin.core.db.session import ANON, acting
from topin.core.processes import StartRefused

# The roles this login is or may become that would see past row-level security: superusers, BYPASSRLS,
# and owners of our tables. pg_has_role(…, 'MEMBER') follows chains and counts NOINHERIT memberships.
_DANGEROUS_ROLES = """
SELECT coalesce(string_agg(r.rolname, ', ' ORDER BY r.rolname), '')
  FROM pg_catalog.pg_roles r
 WHERE pg_catalog.pg_has_role(session_user, r.oid, 'MEMBER')
   AND (r.rolsuper OR r.rolbypassrls
        OR EXISTS (SELECT FROM pg_catalog.pg_class c
                     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                    WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p')
                      AND n.nspname IN ('public', 'auth', 'private')))
"""


def require_safe_database(alias: str = "default") -> None:
    """Raises StartRefused, with one line, when the database cannot be reached or the login could bypass RLS."""
    if not settings.DATABASE_URL:
        raise StartRefused("No database: set DATABASE_URL, or run `make run`, which brings one.")
    entry = connections[alias].settings_dict
    place = f"{entry['HOST']}:{entry['PORT']}/{entry['NAME']}"
    try:
        roles = _dangerous_roles(alias)
    except psycopg.Error as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[-1]
        raise StartRefused(
            f"The database {place} does not let {entry['USER']} in ({reason}): "
            "check DATABASE_URL and TOPIN_DB_PASSWORD; a new database needs `manage.py builddb` once."
        ) from None
    if roles:
        raise StartRefused(
            f"The login {entry['USER']} on {place} is or may become {roles}, which sees past row-level "
            "security: take that right from it (REVOKE, NOSUPERUSER, NOBYPASSRLS, another owner)."
        )


def _dangerous_roles(alias: str) -> str:
    # A connection of its own: the pool must not open before the server forks.
    parameters = {**connections[alias].get_connection_params(), "connect_timeout": 5}
    with psycopg.connect(**parameters) as connection:
        row = connection.execute(_DANGEROUS_ROLES).fetchone()
    return str(row[0]) if row else ""


def schema_stands(alias: str = "default") -> bool:
    """Whether the database answers this process's login and `builddb` has been there.

    Raises the driver's or Django's error when it cannot be asked.
    """
    with acting(ANON, alias=alias, read_only=True) as session:
        return bool(session.execute("SELECT to_regclass('public.profiles') IS NOT NULL", []))
