"""The roles of the database: who logs in, who is acted as, who owns what runs as definer."""

from dataclasses import dataclass

from psycopg import Connection, sql

DEFINER = "topin_definer"
OWNER = "topin_owner"
ACTED_AS = ("anon", "authenticated", "service_role")


@dataclass(frozen=True)
class Login:
    """A role that a process logs in as, and the limits that hold for all it does."""

    name: str
    inherit: bool
    becomes: tuple[str, ...]
    settings: tuple[tuple[str, str], ...]


_SHORT = (
    ("statement_timeout", "10s"),
    ("lock_timeout", "5s"),
    ("idle_in_transaction_session_timeout", "15s"),
    ("jit", "off"),  # compiling a plan takes longer than any of these statements
)
# Planned once a connection, not for each caller: planning takes longer than most of these statements.
_PLANNED_ONCE = ("plan_cache_mode", "force_generic_plan")
_LONG = (("lock_timeout", "10s"), ("idle_in_transaction_session_timeout", "5min"))
LOGINS = (
    Login("topin_api", inherit=False, becomes=("anon", "authenticated"), settings=(*_SHORT, _PLANNED_ONCE)),
    Login("topin_auth", inherit=True, becomes=(), settings=(*_SHORT, _PLANNED_ONCE)),
    Login("topin_worker", inherit=True, becomes=(), settings=_LONG),
    Login("topin_staff", inherit=True, becomes=(), settings=(("statement_timeout", "30s"), *_SHORT[1:])),
)
# PostgreSQL ends what these do after ten seconds: who has heard nothing by then has lost it.
BOUNDED = frozenset(login.name for login in LOGINS if set(_SHORT) <= set(login.settings))


def ensure_roles(connection: Connection, password: str | None) -> None:
    """Make what is missing and set what has changed; run by a login that may create roles.

    `password` is given to every login; None leaves passwords as they are.
    """
    for name in (*ACTED_AS, DEFINER):
        _create(connection, name, "NOLOGIN NOINHERIT")
    _create(connection, "authenticator", "NOLOGIN NOINHERIT")
    for login in LOGINS:
        inherit = "INHERIT" if login.inherit else "NOINHERIT"
        _create(connection, login.name, f"LOGIN {inherit}")
        role = sql.Identifier(login.name)
        if password is not None:
            connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(role, sql.Literal(password)))
        for other in login.becomes:
            connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(other), role))
        for key, value in login.settings:
            connection.execute(
                sql.SQL("ALTER ROLE {} SET {} = {}").format(role, sql.Identifier(key), sql.Literal(value))
            )


def is_superuser(connection: Connection) -> bool:
    """Whether the connection's user may do everything, and should not."""
    return connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone() == (True,)


def owner_of(connection: Connection) -> str:
    """To whom the schema belongs, or will: the user itself, or for a superuser whoever has the tables already."""
    if not is_superuser(connection):
        return str(connection.execute("SELECT current_user").fetchone()[0])  # type: ignore[index]
    row = connection.execute(
        "SELECT pg_get_userbyid(relowner) FROM pg_class"
        " WHERE oid = coalesce(to_regclass('private.sql_file'), to_regclass('public.profiles'))"
    ).fetchone()
    return str(row[0]) if row else OWNER


def become_owner(connection: Connection) -> str:
    """Leave a superuser's rights behind: everything is made by, and belongs to, the role returned."""
    superuser, owner = is_superuser(connection), owner_of(connection)
    if superuser:
        _create(connection, owner, "NOLOGIN NOINHERIT")
    _grant_definer(connection, owner)
    if superuser and owner != OWNER:  # a project that was adopted keeps the owner it came with
        connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(owner)))
    elif superuser:
        database = connection.info.dbname
        connection.execute(
            sql.SQL("GRANT ALL ON DATABASE {} TO {}").format(sql.Identifier(database), sql.Identifier(OWNER))
        )
        connection.execute(sql.SQL("ALTER SCHEMA public OWNER TO {}").format(sql.Identifier(OWNER)))
        connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(OWNER)))
    return owner


def _grant_definer(connection: Connection, owner: str) -> None:
    """The owner may act as the definer, but does not see what the definer sees without doing so."""
    without_inherit = " WITH INHERIT FALSE" if connection.info.server_version >= 160000 else ""
    connection.execute(
        sql.SQL("GRANT {} TO {}" + without_inherit).format(sql.Identifier(DEFINER), sql.Identifier(owner))
    )


def _create(connection: Connection, name: str, options: str) -> None:
    exists = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone()
    if exists is None:
        connection.execute(sql.SQL("CREATE ROLE {} " + options).format(sql.Identifier(name)))
