"""A pytest plugin that runs before Django is set up: real servers, and a database for each test process.

The embedded PostgreSQL and Valkey are started once (or DATABASE_URL and REDIS_URL are used where given), a
template database is built once for each version of the SQL, and each process gets a copy of it.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from topin.core.db import rooms
from topin.core.embedded.services import start

_ROOT = Path(__file__).resolve().parents[3]
_CLUSTER = "TOPIN_TEST_CLUSTER"
PASSWORD = "topin-test"


def prepare() -> None:
    """Set the environment that settings read: this process's own database and Redis database."""
    if _CLUSTER not in os.environ:
        _start_cluster()
    cluster = json.loads(os.environ[_CLUSTER])
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"topin_test_{worker}"
    _recreate(cluster["database_url"], name, cluster["template"])
    number = 1 + int(worker.removeprefix("gw")) % 14 if worker.startswith("gw") else 0
    os.environ.update(
        DATABASE_URL=at(cluster["database_url"], name),
        REDIS_URL=f"{_redis(cluster['redis_url'])}/{number}",
        TOPIN_DB_PASSWORD=PASSWORD,
        TOPIN_MEDIA_DIR=str(_ROOT / ".data" / "test" / f"media-{worker}"),
        DJANGO_SETTINGS_MODULE="topin.settings.test",
    )


def outside() -> dict[str, str]:
    """The environment of a process that brings servers of its own: none of the suite's is named in it."""
    ours = ("TOPIN_", "GOTRUE_", "DATABASE_URL", "OWNER_DATABASE_URL", "REDIS_URL", "DJANGO_", "PYTEST_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def at(url: str, database: str) -> str:
    """The same server, another database."""
    return urlsplit(url)._replace(path=f"/{database}").geturl()


def _redis(url: str) -> str:
    return urlsplit(url)._replace(path="").geturl()


def _start_cluster() -> None:
    database_url, redis_url = os.environ.get("DATABASE_URL"), os.environ.get("REDIS_URL")
    if not (database_url and redis_url):
        services = start(_ROOT / ".data" / "test", fast=True)
        database_url, redis_url = services.database_url, services.redis_url
    template = f"topin_template_{rooms.digest()}"
    _build_template(database_url, template)
    os.environ[_CLUSTER] = json.dumps({"database_url": database_url, "redis_url": redis_url, "template": template})


def _build_template(url: str, template: str) -> None:
    """Built under another name and renamed, so that a run that was killed leaves no half template."""
    with psycopg.connect(url, autocommit=True) as connection:
        known = connection.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE 'topin_template_%'"
        ).fetchall()
        if (template,) in known:
            return
        for (old,) in known:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(old)))
        _recreate(url, "topin_building", "template1")
        environment = {**os.environ, "DATABASE_URL": at(url, "topin_building"), "TOPIN_DB_PASSWORD": PASSWORD}
        subprocess.run([sys.executable, "manage.py", "builddb"], cwd=_ROOT, env=environment, check=True)
        connection.execute(sql.SQL("ALTER DATABASE topin_building RENAME TO {}").format(sql.Identifier(template)))


def _recreate(url: str, name: str, template: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        )


prepare()
