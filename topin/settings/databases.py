"""Where the databases are, and which login each process uses.

`DATABASE_URL` names the server and the database. Each process connects with a login of its own
(topin_api, topin_auth, topin_worker, topin_staff; password `TOPIN_DB_PASSWORD`, or `TOPIN_DB_PASSWORD_API`
and so on), never as the user in that URL. The owner, who builds and migrates, is `OWNER_DATABASE_URL`, and
`DATABASE_URL` itself where that is not given.
"""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from topin.core.embedded.state import read_state

from .environment import in_range, text

# The embedded services' data and generated secrets; only used where DATABASE_URL or REDIS_URL is not given.
DATA_DIR = Path(text("TOPIN_DATA_DIR") or Path(__file__).resolve().parents[2] / ".data")
_embedded = read_state(DATA_DIR) or {}


def _parts(name: str, url: str, schemes: tuple[str, ...], form: str) -> SplitResult:
    """The URL taken apart, an empty one into empty parts; ImproperlyConfigured where it is of another scheme."""
    try:
        parts = urlsplit(url)
        fits = not url or (parts.scheme in schemes and in_range(parts.port))
    except ValueError:
        fits = False
    if not fits:  # without its value, which may hold a password
        raise ImproperlyConfigured(f"{name} must look like {form}.")
    return parts


DATABASE_URL = text("DATABASE_URL") or _embedded.get("database_url", "")
OWNER_DATABASE_URL = text("OWNER_DATABASE_URL") or DATABASE_URL
REDIS_URL = text("REDIS_URL") or _embedded.get("redis_url", "")
_parts("REDIS_URL", REDIS_URL, ("redis", "rediss", "unix"), "redis://host:6379/0")
DB_PASSWORD = text("TOPIN_DB_PASSWORD") or _embedded.get("db_password", "") or "topin"

# The login of the process that is served: `serve` sets it (api, auth, worker, staff).
LOGIN = text("TOPIN_LOGIN", "api")


def database(login: str | None, url: str, *, schema: str = "") -> dict[str, Any]:
    """One entry of DATABASES: the server of `url`, as the login, or as the URL's own user for None."""
    name = "DATABASE_URL" if login else "OWNER_DATABASE_URL"
    parts = _parts(name, url, ("postgres", "postgresql"), "postgres://host:5432/database")
    options: dict[str, Any] = {
        "server_side_binding": True,
        "prepare_threshold": 2,
        "connect_timeout": 5,
        "application_name": f"topin {login or 'owner'}",
        "options": f"-c search_path={schema}" if schema else "-c search_path=public",
        **dict(parse_qsl(parts.query)),  # sslmode=verify-full and the like
    }
    own = text(f"TOPIN_DB_PASSWORD_{login.upper()}") if login else ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "topin",
        "USER": f"topin_{login}" if login else unquote(parts.username or ""),
        "PASSWORD": (own or DB_PASSWORD) if login else unquote(parts.password or ""),
        "HOST": parts.hostname or "127.0.0.1",
        "PORT": str(parts.port or 5432),
        "CONN_MAX_AGE": None,  # one connection a thread for its life: api and worker threads are few and stay
        "OPTIONS": options,
    }


DATABASES: dict[str, dict[str, Any]] = {
    "default": database(LOGIN, DATABASE_URL),
    "auth": database("auth", DATABASE_URL),
    "staff": database("staff", DATABASE_URL, schema="django,public"),
    "worker": database("worker", DATABASE_URL, schema="django,public"),
}
database(None, OWNER_DATABASE_URL)  # it is used by commands alone, and looked at here
DATABASE_ROUTERS = ["topin.core.db.router.OrmRouter"]
# The ORM serves the admin (staff) and the jobs (worker); an app's request never uses it.
ORM_ALIAS = "worker" if LOGIN == "worker" else "staff"
# Here a query outside a session with claims is refused.
GUARDED_ALIASES = ("default", "auth")
