"""Kill drills on the whole product: no orphan, no lost row, the next start comes up; and refusals in one line."""

import json
import os
import signal
import socket
import threading
import uuid
from collections.abc import Iterator

import httpx
import psycopg
import pytest

from topin.core.testing import services
from topin.core.testing.product import Product, manage, until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400), pytest.mark.xdist_group("up")]
_PARTS = ("serve api", "serve realtime", "serve worker", "serve beat", "valkey-server", "postgres -D")


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    """One product for all drills of this file; each leaves it running or stopped, and starts it if need be."""
    product = Product()
    yield product
    product.remove()


def _running(product: Product) -> Product:
    if product.process is None or product.process.poll() is not None:
        product.start()
    return product


class Writer:
    """Signs accounts up without pause and remembers each that the API said it has made."""

    def __init__(self, url: str) -> None:
        self.url, self.made, self._told = url, [], threading.Event()
        self._thread = threading.Thread(target=self._write)

    def __enter__(self) -> "Writer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._told.set()
        self._thread.join()

    def _write(self) -> None:
        while not self._told.is_set():
            email = f"{uuid.uuid4().hex}@example.test"
            try:
                answer = httpx.post(
                    f"{self.url}/api/auth/signup", json={"email": email, "password": "correct horse"}, timeout=5
                )
            except httpx.HTTPError:
                self._told.wait(0.1)
                continue
            if answer.status_code == 200:
                self.made.append(email)


def _stored(product: Product) -> set[str]:
    with psycopg.connect(product.state()["database_url"]) as connection:
        return {row[0] for row in connection.execute("SELECT email FROM auth.users").fetchall()}


def _refused(done: object) -> str:
    assert done.returncode == 2, done
    lines = (done.stdout + done.stderr).strip().splitlines()
    assert len(lines) == 1, lines
    return lines[0]


def test_ctrl_c_ends_everything_cleanly_and_a_second_start_is_quick(product):
    _running(product)
    assert product.ready()
    assert product.signal(signal.SIGINT) == 0
    assert product.processes() == {}
    product.start()
    assert product.ready()
    # In processor time, since others may use the machine: two cores alone are green in well under ten seconds.
    assert product.cpu_seconds() < 18


@pytest.mark.parametrize("mark", _PARTS)
def test_a_part_that_is_killed_comes_back_and_no_row_is_lost(product, mark):
    _running(product)
    with Writer(product.url) as writer:
        assert until(lambda: len(writer.made) > 3, 30)
        before = set(product.processes())
        victim = product.part(mark)[0]
        os.kill(victim, signal.SIGKILL)
        assert until(lambda: set(product.part(mark)) - before != set(), 30), product.output
        assert until(product.ready, 30), product.output
        count = len(writer.made)
        assert until(lambda: len(writer.made) > count + 3, 30)
    assert set(writer.made) <= _stored(product)
    assert victim not in product.processes()


@pytest.mark.parametrize("mark", ["serve api", "serve worker"])
def test_a_worker_process_that_is_killed_is_replaced(product, mark):
    _running(product)
    assert until(lambda: len(product.part(mark)) > 2, 30), "what was killed before is whole again"
    main, *workers = product.part(mark)
    os.kill(workers[0], signal.SIGKILL)
    assert until(lambda: workers[0] not in product.part(mark), 10)
    assert until(lambda: len(product.part(mark)) == 1 + len(workers), 30), product.output
    assert product.part(mark)[0] == main
    assert until(product.ready, 30)


def test_a_supervisor_that_is_killed_leaves_no_orphan_and_no_lost_row(product):
    _running(product)
    with Writer(product.url) as writer:
        assert until(lambda: len(writer.made) > 3, 30)
        product.signal(signal.SIGKILL)
        assert until(lambda: not product.processes(), 20), product.processes()
    product.start()
    assert set(writer.made) <= _stored(product)


def test_a_second_supervisor_on_the_same_data_is_refused_in_one_line(product):
    _running(product)
    refusal = manage("up", "--no-demo", **product.env)
    assert refusal.returncode == 2
    assert "already runs" in refusal.stderr
    assert product.ready()


def test_servers_that_are_given_are_used_and_none_is_started():
    cluster = json.loads(os.environ["TOPIN_TEST_CLUSTER"])
    url = services.at(cluster["database_url"], "topin_given")
    product = Product()
    try:
        with psycopg.connect(cluster["database_url"], autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS topin_given WITH (FORCE)")
            connection.execute("CREATE DATABASE topin_given")
        redis_url = cluster["redis_url"].rsplit("/", 1)[0] + "/15"
        product.start(DATABASE_URL=url, REDIS_URL=redis_url, TOPIN_DB_PASSWORD=services.PASSWORD)
        assert product.ready()
        assert product.part("postgres -D") == product.part("valkey-server") == []
        assert product.signal(signal.SIGTERM) == 0
        assert product.processes() == {}
    finally:
        product.remove()


def test_a_port_that_was_asked_for_and_is_in_use_is_refused_in_one_line(product):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"Port {port}" in _refused(manage("up", "--port", port, TOPIN_DATA_DIR=f"{product.data_dir}-2"))
        assert f"Port {port}" in _refused(manage("serve", "api", "--port", port, **product.env))


def test_an_unreachable_database_is_refused_in_one_line(product):
    line = _refused(manage("serve", "worker", DATABASE_URL="postgresql://x@127.0.0.1:1/none", **product.env))
    assert "DATABASE_URL" in line


def test_a_login_that_could_bypass_row_level_security_is_refused_in_one_line(product):
    _running(product)
    with psycopg.connect(product.state()["database_url"], autocommit=True) as connection:
        for grant, revoke in (
            ("ALTER ROLE topin_worker SUPERUSER", "ALTER ROLE topin_worker NOSUPERUSER"),
            ("ALTER ROLE topin_worker BYPASSRLS", "ALTER ROLE topin_worker NOBYPASSRLS"),
            ("GRANT topin_owner TO topin_worker", "REVOKE topin_owner FROM topin_worker"),
        ):
            connection.execute(grant)
            try:
                assert "row-level security" in _refused(manage("serve", "beat", **product.env))
            finally:
                connection.execute(revoke)


@pytest.mark.parametrize("missing", ["TOPIN_SECRET_KEY", "GOTRUE_JWT_SECRET", "TOPIN_DB_PASSWORD", "DATABASE_URL"])
def test_a_missing_secret_in_production_is_refused_in_one_line(missing):
    given = {
        "DJANGO_SETTINGS_MODULE": "topin.settings.production",
        "DATABASE_URL": "postgresql://x@127.0.0.1:1/none",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "TOPIN_SECRET_KEY": "k" * 50,
        "GOTRUE_JWT_SECRET": "s" * 50,
        "TOPIN_DB_PASSWORD": "p",
    }
    del given[missing]
    assert missing in _refused(manage("serve", "api", **given))
