"""Every process on the way of a view is killed outright, 20 times at random points: 0 lost, 0 doubled."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress

import httpx
import pytest

from engagement.analytics import buffer, tracking
from topin.core.embedded.valkey import Valkey
from topin.core.testing.server import Api, serving

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]
KILLS = 20
COUNTED = (
    "SELECT viewer_id::text AS viewer, post_id::text AS post FROM public.post_view_logs"
    " WHERE post_id = ANY (%s::uuid[])"
)


@pytest.fixture
def valkey(tmp_path, settings):
    """A Valkey of the test's own that keeps an append-only file, as production's does."""
    server = Valkey(tmp_path)
    server.start()
    settings.REDIS_URL, settings.VIEW_BUFFER = server.url, "auto"
    buffer.redis.cache_clear()
    yield server
    server.stop()
    buffer.redis.cache_clear()


class Flusher:
    """The flushing process, to be killed."""

    def __init__(self, url):
        self.environment = {**os.environ, "REDIS_URL": url}
        self.start()

    def start(self):
        command = [sys.executable, "-m", "engagement.analytics.tests.flusher"]
        self.process = subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE)
        assert self.process.stdout.readline() == b"ready\n"

    def kill(self):
        self.process.kill()
        self.process.wait()


class Viewers(threading.Thread):
    """Sends each pair of viewer and post once, some twice; knows which were acknowledged."""

    def __init__(self, url, pairs, rest):
        super().__init__()
        self.url, self.pairs, self.rest = url, pairs, rest
        self.acknowledged = set()
        self.stopped = False

    def run(self):
        with Api(base_url=self.url, timeout=10) as client:
            while self.pairs and not self.stopped:
                viewer, posts = self.pairs.pop()
                for _ in range(random.choice((1, 1, 2))):
                    with suppress(httpx.HTTPError):  # unknown: it may count or not
                        items = [{"post_id": post} for post in posts]
                        if client.post("/api/posts/views", as_=viewer, json=items).status_code == 202:
                            self.acknowledged |= {(viewer.id, post) for post in posts}
                time.sleep(self.rest)


def kill_valkey(valkey):
    os.kill(valkey.child.pid, signal.SIGKILL)
    valkey.child.wait()
    valkey.start(valkey.port)


def test_20_kills_lose_no_view_and_double_none(people, write, read, sql, valkey):
    author, *viewers = people(31)
    posts = [write(author) for _ in range(40)]
    pairs = [(viewer, posts[n : n + 4]) for viewer in viewers for n in range(0, len(posts), 4)]
    random.shuffle(pairs)
    flusher = Flusher(valkey.url)
    with serving("api", REDIS_URL=valkey.url, TOPIN_VIEW_BUFFER="auto", TOPIN_RATE_LIMITS="off") as url:
        senders = [Viewers(url, pairs, 0.25) for _ in range(2)]
        for sender in senders:
            sender.start()
        for kill in range(KILLS):
            time.sleep(random.uniform(0.05, 0.6))
            if kill % 5 == 4:
                kill_valkey(valkey)
            else:
                flusher.kill()
                flusher.start()
        for sender in senders:
            sender.stopped = True
            sender.join()
    flusher.kill()
    tracking.flush()
    assert (buffer.waiting(), buffer.batches()) == (0, [])
    acknowledged = set.union(*(sender.acknowledged for sender in senders))
    rows = [(row["viewer"], row["post"]) for row in sql(COUNTED, [posts])]
    assert len(acknowledged) > 200
    assert acknowledged - set(rows) == set(), "lost"
    assert len(rows) == len(set(rows)), "doubled in the log"
    counts = sum(read(author, post)["view_count"] for post in posts)
    assert counts == len(rows), "the counters drifted"
