"""The bench's own database: the demo network at a size, viewers with sessions, and wrappers for the peers."""

import json
import os
import secrets
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jwt
import psycopg
from psycopg import sql

from topin.core.db import rooms
from topin.core.embedded.services import Services, start

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / ".data" / "bench"
PASSWORD = "topin-bench"  # noqa: S105 (the bench's own throw-away servers)
SECRET = "a-bench-secret-of-at-least-thirty-two-bytes"  # noqa: S105
VIEWERS = 2000

# What a peer that does all in one statement calls: plpgsql looks up the function after the role has changed.
_WRAPPERS = """
CREATE SCHEMA IF NOT EXISTS bench;
CREATE OR REPLACE FUNCTION bench.feed(claims text, viewer uuid) RETURNS text LANGUAGE plpgsql AS $$
DECLARE answer text;
BEGIN
  PERFORM set_config('request.jwt.claims', claims, true), set_config('role', 'authenticated', true);
  SELECT results INTO answer FROM public.get_feed(viewer, 20, NULL);
  RETURN answer;
END $$;
CREATE OR REPLACE FUNCTION bench.profile(claims text, viewer uuid, target uuid) RETURNS json LANGUAGE plpgsql AS $$
DECLARE answer json;
BEGIN
  PERFORM set_config('request.jwt.claims', claims, true), set_config('role', 'authenticated', true);
  SELECT body INTO answer FROM public.get_profile(viewer, target);
  RETURN answer;
END $$;
CREATE OR REPLACE FUNCTION bench.search(claims text, viewer uuid) RETURNS text LANGUAGE plpgsql AS $$
DECLARE answer text;
BEGIN
  PERFORM set_config('request.jwt.claims', claims, true), set_config('role', 'authenticated', true);
  SELECT results INTO answer FROM public.search_posts(viewer, 'with', 20, NULL);
  RETURN answer;
END $$;
CREATE OR REPLACE FUNCTION bench.comments(claims text, viewer uuid, post uuid) RETURNS text LANGUAGE plpgsql AS $$
DECLARE answer text;
BEGIN
  PERFORM set_config('request.jwt.claims', claims, true), set_config('role', 'authenticated', true);
  SELECT results::text INTO answer FROM public.get_comments(viewer, post, 'new', NULL, 20, NULL);
  RETURN answer;
END $$;
DROP TABLE IF EXISTS bench.viewer;
CREATE TABLE bench.viewer (n integer PRIMARY KEY, id uuid NOT NULL, target uuid NOT NULL, claims text NOT NULL);
GRANT USAGE ON SCHEMA bench TO topin_api;
GRANT SELECT ON bench.viewer TO topin_api;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA bench TO topin_api;
"""

# The post with most comments, of those that everybody may see who is not in a block with its author.
_TALKED_OF = """
SELECT n.post_id::text FROM private.post_counters n
  JOIN public.posts p ON p.id = n.post_id AND p.audience = 'public'
  JOIN public.profiles a ON a.id = p.author_id AND a.profile_visibility = 'public'
 WHERE NOT EXISTS (SELECT FROM public.blocked_users b WHERE p.author_id IN (b.blocker_id, b.blocked_id))
 ORDER BY n.comment_count DESC, n.post_id LIMIT 1
"""


@dataclass
class Bench:
    """The running servers and who reads: one token and one profile to read a viewer; a post with comments."""

    services: Services
    environment: dict[str, str]
    tokens: Path
    database_url: str
    post: str


def prepare(users: int, posts: int) -> Bench:
    """Start servers of the bench's own, fill a database of that size once, sign the viewers in."""
    services = start(HOME)
    name = f"topin_bench_{users}_{posts}_{rooms.digest()}"
    database_url = urlsplit(services.database_url)._replace(path=f"/{name}").geturl()
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "REDIS_URL": services.redis_url,
        "TOPIN_DB_PASSWORD": PASSWORD,
        "GOTRUE_JWT_SECRET": SECRET,
        "DJANGO_SETTINGS_MODULE": "topin.settings.base",
    }
    if not _exists(services.database_url, name):
        _fill(services.database_url, name, environment, users, posts)
    with psycopg.connect(database_url) as connection:
        found = connection.execute(_TALKED_OF.encode()).fetchone()
    return Bench(services, environment, _sign_in(database_url), database_url, str(found and found[0]))


def _exists(cluster: str, name: str) -> bool:
    """Whether it was filled before; those of another version of the SQL are dropped."""
    size = name.rpartition("_")[0]
    with psycopg.connect(cluster, autocommit=True) as connection:
        rows = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'topin_bench_%'").fetchall()
        for (old,) in rows:
            if old != name and old.startswith(size):
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(old)))
        return (name,) in rows


def _fill(cluster: str, name: str, environment: dict[str, str], users: int, posts: int) -> None:
    """Under another name until it is whole."""
    building = f"topin_building_{users}"
    url = urlsplit(cluster)._replace(path=f"/{building}").geturl()
    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(building)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(building)))
        _manage({**environment, "DATABASE_URL": url}, "builddb")
        _manage({**environment, "DATABASE_URL": url}, "demo", "--users", str(users), "--posts", str(posts))
        with psycopg.connect(url, autocommit=True) as filled:
            beside(filled)
            filled.execute("VACUUM ANALYZE")
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(building), sql.Identifier(name))
        )


def beside(connection: psycopg.Connection[Any]) -> None:
    """What the demo has none of and lists show."""
    with connection.transaction():
        connection.execute("SET LOCAL session_replication_role = replica")
        connection.execute("SET LOCAL ROLE topin_definer")
        connection.execute((ROOT / "bench" / "beside.sql").read_bytes())


def _manage(environment: dict[str, str], *command: str) -> None:
    print("manage.py", *command, flush=True)
    subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)


def _sign_in(database_url: str) -> Path:
    """A session and a token for each viewer; written as `token target` lines for the load generator."""
    now, lines = int(time.time()), []
    with psycopg.connect(database_url) as connection:
        connection.execute(_WRAPPERS.encode())
        people = connection.execute(
            "SELECT id, lead(id, 7, id) OVER (ORDER BY id) FROM public.profiles"
            " WHERE profile_visibility = 'public' ORDER BY id LIMIT %s",
            (VIEWERS,),
        ).fetchall()
        for number, (viewer, target) in enumerate(people, 1):
            granted = connection.execute(
                "SELECT private.auth_open_session(%s, 'password', %s, '{}')", (viewer, secrets.token_hex(6))
            ).fetchone()
            claims = {
                "sub": str(viewer), "role": "authenticated", "aud": "authenticated", "aal": "aal1",
                "session_id": granted[0]["session_id"], "iat": now, "exp": now + 24 * 3600,
            }  # fmt: skip
            connection.execute(
                "INSERT INTO bench.viewer VALUES (%s, %s, %s, %s)", (number, viewer, target, json.dumps(claims))
            )
            lines.append(f"{jwt.encode(claims, SECRET, algorithm='HS256')} {target}")
    path = HOME / "tokens.txt"
    path.write_text("\n".join(lines) + "\n")
    return path
