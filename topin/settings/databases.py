"""Where the databases are, and which login each process uses.

`DATABASE_URL` names the server and the database. Each process connects with a login of its own
(topin_api, topin_auth, topin_worker, topin_staff; password `TOPIN_DB_PASSWORD`, or `TOPIN_DB_PASSWORD_API`
and so on), never as the user in that URL. The owner, who builds and migrates, is `OWNER_DATABASE_URL`, and
`DATABASE_URL` itself where that is not given.
"""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from topin.core.embedded.state import read_state

from .environment import text

# The embedded services' data and generated secrets; only used where DATABASE_URL or REDIS_URL is not given.
DATA_DIR = Path(text("TOPIN_DATA_DIR") or Path(__file__).resolve().parents[2] / ".data")
_embedded = read_state(DATA_DIR) or {}

DATABASE_URL = text("DATABASE_URL") or _embedded.get("database_url", "")
OWNER_DATABASE_URL = text("OWNER_DATABASE_URL") or DATABASE_URL
REDIS_URL = text("REDIS_URL") or _embedded.get("redis_url", "")
DB_PASSWORD = text("TOPIN_DB_PASSWORD") or _embedded.get("db_password", "") or "topin"

# The login of the process that is served: `serve` sets it (api, auth, worker, staff).
LOGIN = text("TOPIN_LOGIN", "api")


def database(login: str | None, url: str, *, schema: str = "") -> dict[str, Any]:
    """One entry of DATABASES: the server of `url`, as the login, or as the URL's own user for None."""
    parts = urlsplit(url)
    if url and parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("DATABASE_URL must look like postgres://host:5432/database.")
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
DATABASE_ROUTERS = ["topin.core.db.router.OrmRouter"]
# The ORM serves the admin (staff) and the jobs (worker); an app's request never uses it.
ORM_ALIAS = "worker" if LOGIN == "worker" else "staff"
# Here a query outside a session with claims is refused.
GUARDED_ALIASES = ("default", "auth")
