"""`python -m engagement.analytics.tests.drill`: views come in while what carries them is killed outright.

Servers of its own with every safety on, the product's API, and its worker at the real `cache_sync`. In turn the
API, the worker, Valkey, one of PostgreSQL's sessions and PostgreSQL as a whole get SIGKILL: at any moment, and in
the middle of a flush, which is held there by a lock that it needs. Prints what was acknowledged and what counted.
"""

import argparse
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit

import django
import httpx
import psycopg
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from topin.core.db import rooms
from topin.core.embedded.process import die_with_parent, free_port
from topin.core.embedded.services import Services, start

HOME = rooms.ROOT / ".data" / "drill"
KINDS = ("api", "worker", "valkey", "session", "postgres")
VIEWERS, POSTS, AT_ONCE = 40, 120, 12
_WAITING = (
    "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND usename = 'topin_worker'"
    " AND query LIKE '%store_views%'"
)
_SESSIONS = (
    "SELECT pid FROM pg_stat_activity WHERE usename IN ('topin_worker', 'topin_api') ORDER BY random() LIMIT 1"
)
_ROWS = "SELECT viewer_id::text, post_id::text FROM public.post_view_logs WHERE post_id = ANY (%s::uuid[])"
_COUNTED = (
    "SELECT coalesce(sum(view_count), 0)::integer FROM private.post_counters WHERE post_id = ANY (%s::uuid[])"
)


class Process:
    """A process of the product in a session of its own, so that it is killed whole."""

    def __init__(self, *words: str) -> None:
        self.command = [sys.executable, "manage.py", "serve", *words]
        self.start()

    def start(self) -> None:
        """Anew; does not wait until it answers."""
        self.process = subprocess.Popen(
            self.command, cwd=rooms.ROOT, start_new_session=True, preexec_fn=die_with_parent(signal.SIGKILL)
        )

    def kill(self) -> None:
        """Outright, with its children."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def again(self) -> None:
        """Kill, and start anew."""
        self.kill()
        self.start()

    def revive(self) -> None:
        """Start anew where it has ended by itself: it refuses to serve while the database is not there."""
        if self.process.poll() is not None:
            self.start()


class Viewers(threading.Thread):
    """Sends views in batches, each pair of viewer and post once a round; knows which were acknowledged."""

    def __init__(self, url: str, rounds: Iterator[tuple[Any, list[str]]], ended: threading.Event) -> None:
        super().__init__()
        self.url, self.rounds, self.ended = url, rounds, ended
        self.acknowledged: set[tuple[str, str]] = set()
        self.answers: Counter[str] = Counter()

    def run(self) -> None:
        from topin.core.testing.server import Api  # needs the settings

        with Api(base_url=self.url, timeout=15) as client:
            while not self.ended.is_set():
                viewer, posts = next(self.rounds)
                items = [{"post_id": post} for post in posts]
                try:
                    status = client.post("/api/posts/views", as_=viewer, json=items).status_code
                except httpx.HTTPError:  # unknown: they may count or not
                    self.answers["none"] += 1
                    time.sleep(0.2)
                    continue
                self.answers[str(status)] += 1
                if status == 202:
                    self.acknowledged |= {(viewer.id, post) for post in posts}
                time.sleep(0.05)


class Drill:
    """What is killed, and how it comes back."""

    def __init__(self, services: Services, database_url: str) -> None:
        self.services, self.database_url = services, database_url
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.api = Process("api", "--port", str(self.port), "--workers", "1")
        self.worker = Process("worker", "--workers", "1", "--queues", "default")

    def kill(self, kind: str, session: int | None) -> None:
        """One of KINDS; `session` is the flush's, where one was caught."""
        match kind:
            case "api":
                self.api.again()
            case "worker":
                self.worker.again()
            case "session":
                with suppress(ProcessLookupError):
                    os.kill(session or self._value(_SESSIONS) or self._child("postgres"), signal.SIGKILL)
            case _:
                os.kill(self._child(kind), signal.SIGKILL)
                self._server(kind).child.wait()

    def whole(self) -> None:
        """Returns when everything answers again."""
        self.services.revive()
        until(lambda: self._value("SELECT 1") == 1)
        until(self._listens)
        self.worker.revive()

    @contextmanager
    def held(self, posts: list[str]) -> Iterator[int | None]:
        """Inside, a flush stands in the middle of its transaction, if one came within ten seconds: its session."""
        with suppress(psycopg.OperationalError), psycopg.connect(self.database_url) as holder:
            holder.execute(
                "SELECT 1 FROM private.post_counters WHERE post_id = ANY (%s::uuid[]) FOR UPDATE", [posts]
            )
            with suppress(TimeoutError):
                until(lambda: self._value(_WAITING) is not None, 10)
            yield self._value(_WAITING)

    def _server(self, name: str) -> Any:
        return next(server for server in self.services.servers if server.name == name)

    def _child(self, name: str) -> int:
        return int(self._server(name).child.pid)

    def _value(self, statement: str) -> Any:
        with suppress(psycopg.OperationalError), psycopg.connect(self.database_url, connect_timeout=5) as look:
            found = look.execute(statement.encode()).fetchone()
            return found and found[0]
        return None

    def _listens(self) -> bool:
        self.api.revive()
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def main() -> int:
    """Runs the drill; the result as JSON on the last line; exit code 1 where a view was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int)
    options = parser.parse_args()
    HOME.mkdir(parents=True, exist_ok=True)
    services = start(HOME)
    try:
        database_url = _database(services)
        os.environ.update(
            DATABASE_URL=database_url, REDIS_URL=services.redis_url, TOPIN_DB_PASSWORD="topin-drill",
            TOPIN_RATE_LIMITS="off", TOPIN_LOG_LEVEL="CRITICAL", DJANGO_SETTINGS_MODULE="topin.settings.test",
        )  # fmt: skip
        django.setup(set_prefix=False)
        result = _run(Drill(services, database_url), random.Random(options.seed), options.kills)
    finally:
        services.stop()
    sys.stdout.write(f"{json.dumps(result)}\n")
    return 1 if result["lost"] or result["doubled"] or result["drift"] else 0


def _run(drill: Drill, dice: random.Random, kills: int) -> dict[str, Any]:
    viewers, posts = _people()
    ended, began = threading.Event(), time.monotonic()
    batches = [(who, posts[n : n + AT_ONCE]) for who in viewers for n in range(0, POSTS, AT_ONCE)]
    killed: Counter[str] = Counter()
    drill.whole()
    senders = [Viewers(drill.url, _rounds(batches, random.Random(n)), ended) for n in range(2)]
    beat = threading.Thread(target=_beat, args=(ended,))
    try:
        for thread in (*senders, beat):
            thread.start()
        for number in range(kills):
            time.sleep(dice.uniform(0.1, 0.8))
            killed[_kill(drill, posts, KINDS[number % len(KINDS)], middle=number // len(KINDS) % 2 == 0)] += 1
    finally:
        ended.set()
        for thread in (*senders, beat):
            thread.join()
    drill.whole()
    _drain(drill)
    for process in (drill.api, drill.worker):
        process.kill()
    acknowledged = set().union(*(sender.acknowledged for sender in senders))
    answers: Counter[str] = sum((sender.answers for sender in senders), Counter())
    return {
        "kills": dict(killed), "answers": dict(answers), "seconds": round(time.monotonic() - began),
        "acknowledged": len(acknowledged), **_compare(drill, posts, acknowledged),
    }  # fmt: skip


def _kill(drill: Drill, posts: list[str], kind: str, *, middle: bool) -> str:
    """Kills; says what, and whether it was in the middle of a flush."""
    session = None
    if middle:
        with drill.held(posts) as session:
            drill.kill(kind, session)
    else:
        drill.kill(kind, None)
    drill.whole()
    return f"{kind}, in a flush" if session else kind


def _compare(drill: Drill, posts: list[str], acknowledged: set[tuple[str, str]]) -> dict[str, int]:
    with psycopg.connect(drill.database_url) as look:
        rows = [(str(viewer), str(post)) for viewer, post in look.execute(_ROWS, [posts])]
        total = look.execute(_COUNTED, [posts]).fetchone()
    return {
        "counted": len(rows), "lost": len(acknowledged - set(rows)), "doubled": len(rows) - len(set(rows)),
        "drift": (total[0] if total else 0) - len(rows),
    }  # fmt: skip


def _beat(ended: threading.Event) -> None:
    """Tells the worker to flush twice a second, as beat does every five minutes."""
    from engagement.analytics.tasks import cache_sync

    while not ended.wait(0.5):
        with suppress(OperationalError, RedisError):
            cache_sync.apply_async(retry=False)


def _drain(drill: Drill) -> None:
    """Has the worker flush until nothing waits any more."""
    from engagement.analytics import buffer
    from engagement.analytics.tasks import cache_sync

    buffer.redis.cache_clear()

    def empty() -> bool:
        drill.worker.revive()
        cache_sync.apply_async(retry=False)
        time.sleep(0.5)
        return buffer.waiting() == 0 and not buffer.batches()

    until(empty, 90)


def _rounds(batches: list[Any], dice: random.Random) -> Iterator[Any]:
    while True:
        yield from dice.sample(batches, len(batches))


def _people() -> tuple[list[Any], list[str]]:
    from posts import functions
    from topin.core.db.session import acting
    from topin.core.testing.people import make_person

    author, *viewers = [make_person() for _ in range(VIEWERS + 1)]
    posts = []
    for number in range(POSTS):
        with acting(author.caller) as session:
            data = json.dumps({"type": "text", "content": f"Post {number}"})
            body = session.call(functions.create_post, actor=author.id, data=data)["body"]
        posts.append(str((json.loads(body) if isinstance(body, str | bytes) else body)["id"]))
    return viewers, posts


def _database(services: Services) -> str:
    """Built once for each version of the SQL."""
    name = f"topin_drill_{rooms.digest()}"
    url = urlsplit(services.database_url)._replace(path=f"/{name}").geturl()
    with psycopg.connect(services.database_url, autocommit=True) as connection:
        known = [
            row[0] for row in connection.execute("SELECT datname FROM pg_database WHERE datname ~ '^topin_drill'")
        ]
        if name in known:
            return url
        for old in known:
            connection.execute(f'DROP DATABASE "{old}" WITH (FORCE)'.encode())
        connection.execute(b"CREATE DATABASE topin_drilling")
        building = urlsplit(services.database_url)._replace(path="/topin_drilling").geturl()
        environment = {**os.environ, "DATABASE_URL": building, "TOPIN_DB_PASSWORD": "topin-drill"}
        subprocess.run([sys.executable, "manage.py", "builddb"], cwd=rooms.ROOT, env=environment, check=True)
        connection.execute(f'ALTER DATABASE topin_drilling RENAME TO "{name}"'.encode())
    return url


def until(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Waits for it; TimeoutError when it does not come to pass."""
    ends = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > ends:
            raise TimeoutError(f"not within {seconds} s")
        time.sleep(0.05)


if __name__ == "__main__":
    sys.exit(main())
