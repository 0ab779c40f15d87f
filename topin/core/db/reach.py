"""Whether who adopts a database may change what it must, and what a superuser can give the owner that it lacks.

A hosted Supabase project's `postgres` can do neither: schema auth belongs to a superuser, its tables to
`supabase_auth_admin`, and of both `postgres` has had no more than reading and writing rows since 2025.
"""

from psycopg import Connection

from . import catalogue, roles

_PAGE = "docs/leaving-supabase.md, «The database»"
_TABLES = """
    SELECT n.nspname || '.' || c.relname, r.rolname, r.rolsuper
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_roles r ON r.oid = c.relowner
     WHERE c.relkind IN ('r', 'p') AND n.nspname || '.' || c.relname = ANY (%(tables)s)
       AND (r.rolsuper OR NOT pg_has_role(coalesce(to_regrole(%(owner)s), 0), c.relowner, 'USAGE')) ORDER BY 1
"""
_FUNCTIONS = """
    SELECT DISTINCT r.rolname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      JOIN pg_roles r ON r.oid = p.proowner
     WHERE n.nspname || '.' || p.proname = ANY (%(functions)s) AND NOT r.rolsuper
       AND NOT pg_has_role(coalesce(to_regrole(%(owner)s), 0), p.proowner, 'USAGE')
"""
# Who may make things in a schema and let others use it: the owner does both.
_SCHEMAS = """
    SELECT n.nspname FROM pg_namespace n WHERE n.nspname IN ('public', 'auth')
       AND NOT pg_has_role(coalesce(to_regrole(%(owner)s), 0), n.nspowner, 'USAGE')
       AND NOT (has_schema_privilege(coalesce(to_regrole(%(owner)s), 0), n.oid, 'CREATE WITH GRANT OPTION')
                AND has_schema_privilege(coalesce(to_regrole(%(owner)s), 0), n.oid, 'USAGE WITH GRANT OPTION'))
     ORDER BY 1
"""


class OutOfReach(Exception):
    """Why the database cannot be adopted by this login, and what to do."""


def lacking(connection: Connection) -> list[str]:
    """The grants that a superuser must make first, so that the owner can adopt and keep the database.

    Raises OutOfReach where the login is no superuser and lacks some, or a table belongs to a superuser.
    """
    owner, reference = roles.owner_of(connection), catalogue.reference()
    names = {
        "owner": owner,
        "tables": list(reference["table"]),
        "functions": [name.partition("(")[0] for name in reference["function"] if name.startswith("auth.")],
    }
    tables = connection.execute(_TABLES.encode(), names).fetchall()
    if of_superuser := [name for name, _, superuser in tables if superuser]:
        raise OutOfReach(
            f"{', '.join(of_superuser)} belong to a superuser, whom no policy binds: ALTER TABLE … OWNER TO a role"
            f" that is none, or restore the dump as such a role ({_PAGE})."
        )
    helpers = connection.execute(_FUNCTIONS.encode(), names).fetchall()
    members = sorted({row[1] for row in tables} | {row[0] for row in helpers})
    schemas = [row[0] for row in connection.execute(_SCHEMAS.encode(), names).fetchall()]
    superuser = roles.is_superuser(connection)
    if superuser and owner == roles.OWNER:  # who is made the owner of `public` by `roles.become_owner`
        schemas = [name for name in schemas if name != "public"]
    if (members or schemas) and not superuser:
        whose = ", ".join([*members, *(f"the owner of schema {schema}" for schema in schemas)])
        raise OutOfReach(
            f"{owner} has not the rights of {whose}."
            " Where you have a superuser (self-hosted: supabase_admin), let OWNER_DATABASE_URL name it: it gives"
            f" {owner} what it lacks. A hosted project has none for you: restore a dump into a server of your own"
            f" ({_PAGE})."
        )
    inheriting = " WITH INHERIT TRUE" if connection.info.server_version >= 160000 else ""
    return [
        *(f"GRANT {member} TO {owner}{inheriting};" for member in members),
        *(f"GRANT USAGE, CREATE ON SCHEMA {schema} TO {owner} WITH GRANT OPTION;" for schema in schemas),
    ]
