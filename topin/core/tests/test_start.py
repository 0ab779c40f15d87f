"""Wrong settings: each stops the start with one line that says what to do."""

import re
import runpy
from types import ModuleType
from typing import Any

import httpx
import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from structlog.testing import capture_logs

from topin.core.db.checks import require_redis
from topin.core.db.errors import at_a_start
from topin.core.processes import StartRefused, require_port
from topin.core.testing.product import manage
from topin.core.testing.server import serving
from topin.settings import admin, analytics, base, databases, gotrue, jobs, realtime

WRONG: list[tuple[ModuleType, str, str]] = [
    (databases, "DATABASE_URL", "postgres://127.0.0.1:five/topin"),
    (databases, "DATABASE_URL", "postgres://[::1/topin"),
    (databases, "DATABASE_URL", "mysql://127.0.0.1/topin"),
    (databases, "OWNER_DATABASE_URL", "localhost"),
    (databases, "REDIS_URL", "localhost:6379"),
    (databases, "REDIS_URL", "redis://127.0.0.1:six/0"),
    (databases, "REDIS_URL", "http://127.0.0.1/0"),
    (base, "TOPIN_MAX_BODY", "0"),
    (base, "TOPIN_TRUSTED_PROXIES", "-1"),
    (base, "TOPIN_LOG_LEVEL", "LOUD"),
    (gotrue, "TOPIN_PUBLIC_URL", "api.example"),
    (base, "TOPIN_CORS_ORIGINS", "https://app.example,app.example"),
    (base, "TOPIN_CORS_ORIGINS", "https://app.example/path"),
    (base, "TOPIN_CSRF_TRUSTED_ORIGINS", "admin.example"),
    (admin, "TOPIN_STAFF_OTP", "require"),
    (analytics, "TOPIN_VIEW_BUFFER", "sometimes"),
    (jobs, "TOPIN_OUTBOX_POLL", "0"),
    (realtime, "TOPIN_REALTIME_HEARTBEAT", "0"),
    (gotrue, "GOTRUE_MAILER_OTP_LENGTH", "99"),
    (gotrue, "GOTRUE_SMTP_PORT", "70000"),
    (gotrue, "GOTRUE_RATE_LIMIT_EMAIL_SENT", "30/0s"),
    (gotrue, "TOPIN_PASSWORD_COST", "99"),
    (gotrue, "API_EXTERNAL_URL", "api.example"),
    (gotrue, "GOTRUE_JWT_KEYS", "{broken"),
    (gotrue, "GOTRUE_JWT_KEYS", '[{"kty": "EC"}]'),
    (gotrue, "GOTRUE_JWT_KEYS", '{"kty": "EC"}'),
]


@pytest.mark.parametrize(("module", "name", "given"), WRONG, ids=[f"{n}={g}" for _, n, g in WRONG])
def test_a_value_that_cannot_be_meant(monkeypatch: Any, module: ModuleType, name: str, given: str) -> None:
    monkeypatch.setenv(name, given)
    with pytest.raises(ImproperlyConfigured, match=name):
        runpy.run_path(str(module.__file__), run_name=module.__name__)


def test_words_may_be_in_small_letters_and_addresses_in_every_form(monkeypatch: Any) -> None:
    monkeypatch.setenv("TOPIN_LOG_LEVEL", "debug")
    monkeypatch.setenv("TOPIN_CORS_ORIGINS", "https://app.example:8443, capacitor://localhost,null")
    monkeypatch.setenv("REDIS_URL", "rediss://:secret@cache.example:6380/3")
    found = runpy.run_path(str(base.__file__), run_name=base.__name__)
    assert found["LOG_LEVEL"] == "DEBUG"
    assert found["CORS_ALLOWED_ORIGINS"] == ["https://app.example:8443", "capacitor://localhost", "null"]
    monkeypatch.setenv("REDIS_URL", "unix:///run/valkey.sock?db=1")
    assert runpy.run_path(str(databases.__file__), run_name=databases.__name__)["REDIS_URL"].startswith("unix")


@pytest.mark.parametrize(
    ("host", "port", "said"),
    [
        ("127.0.0.1", 70000, "There is no port 70000"),
        ("127.0.0.1", 0, "There is no port 0"),
        ("192.0.2.1", 8080, "give an address of this machine as --host"),
    ],
)
def test_where_nobody_could_listen(host: str, port: int, said: str) -> None:
    with pytest.raises(StartRefused, match=said):
        require_port(host, port)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["api", "--workers", "0"], "--workers is 0"),
        (["api", "--threads", "-1"], "--threads is -1"),
        (["worker", "--queues", "default,monny"], "There is no queue 'monny'"),
    ],
)
def test_what_would_run_and_do_nothing(monkeypatch: Any, arguments: list[str], said: str) -> None:
    monkeypatch.setattr("topin.core.processes.require_port", lambda host, port: None)
    with pytest.raises(StartRefused, match=said):
        call_command("serve", *arguments)


@pytest.mark.parametrize("may_be_away", [True, False])
def test_redis_must_be_named_and_let_us_in(settings: Any, may_be_away: bool) -> None:
    require_redis(may_be_away=may_be_away)
    rightly = settings.REDIS_URL
    settings.REDIS_URL = rightly.replace("@", "wrong@")
    with pytest.raises(StartRefused, match="check REDIS_URL") as refused:
        require_redis(may_be_away=may_be_away)
    assert "wrong@" not in str(refused.value)
    settings.REDIS_URL = ""
    with pytest.raises(StartRefused, match="No Redis: set REDIS_URL"):
        require_redis(may_be_away=may_be_away)


def test_only_who_cannot_work_without_redis_refuses_while_it_is_away(settings: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("topin.core.processes.require_port", lambda host, port: None)
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    said = r"Redis at 127\.0\.0\.1:1 does not answer .* check REDIS_URL"
    with pytest.raises(StartRefused, match=said):
        require_redis(may_be_away=False)
    with capture_logs() as told:
        require_redis(may_be_away=True)
    assert [line["event"] for line in told] == ["redis.away"]
    assert re.match(said, told[0]["reason"])
    for command in (["serve", "worker"], ["serve", "beat"], ["up", "--port", "18080", "--realtime-port", "18081"]):
        with pytest.raises(StartRefused, match=said):
            call_command(*command)


def test_the_api_starts_while_redis_is_away_and_says_so() -> None:
    away = "redis://127.0.0.1:1/0"
    with serving("api", REDIS_URL=away) as url, httpx.Client(base_url=url, timeout=20) as client:
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 503
        assert client.get("/api/users/check-handle/nobody_yet").status_code == 200


def test_api_and_sockets_on_one_port(monkeypatch: Any) -> None:
    monkeypatch.setattr("topin.core.processes.require_port", lambda host, port: None)
    with pytest.raises(StartRefused, match="cannot both have port 9999"):
        call_command("up", "--port", "9999", "--realtime-port", "9999")


def test_a_data_folder_that_cannot_be_made(settings: Any, tmp_path: Any) -> None:
    settings.DATA_DIR = tmp_path / "a file" / "data"
    (tmp_path / "a file").write_text("")
    with pytest.raises(StartRefused, match="let TOPIN_DATA_DIR name a folder that can"):
        call_command("up")


def test_a_database_out_of_reach_or_unlike_the_files(settings: Any, sql: Any) -> None:
    with pytest.raises(psycopg.OperationalError) as away:
        psycopg.connect("postgres://127.0.0.1:1/topin")
    said = at_a_start(away.value) or ""
    assert "cannot be reached" in said and "refused" in said and "\n" not in said
    with pytest.raises(psycopg.Error) as older:
        sql("SELECT 1 FROM public.no_such_table")
    older.value.add_note("in profiles/sql/functions/some.sql")
    said = at_a_start(older.value) or ""
    assert "no_such_table" in said and "in profiles/sql" in said and "builddb" in said and "\n" not in said
    with pytest.raises(psycopg.Error) as ours:
        sql("SELECT 1 / 0")
    assert at_a_start(ours.value) is None
    settings.OWNER_DATABASE_URL = "postgres://127.0.0.1:1/topin?nonsense=1"
    with pytest.raises(CommandError, match='invalid URI query parameter: "nonsense"'):
        call_command("sqlsync", "--check")


PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "topin.settings.production",
    "DATABASE_URL": "postgres://127.0.0.1:1/topin",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "TOPIN_SECRET_KEY": "s" * 50,
    "GOTRUE_JWT_SECRET": "j" * 50,
    "GOTRUE_SMTP_HOST": "mail.example",
    **{f"TOPIN_DB_PASSWORD_{login}": "p" for login in ("API", "AUTH", "WORKER", "STAFF")},
}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "The database 127.0.0.1:1/topin does not let topin_worker in"),  # all that is needed is there
        ({"TOPIN_DB_PASSWORD_STAFF": ""}, "TOPIN_DB_PASSWORD is not set"),
        ({"GOTRUE_JWT_SECRET": "insecure-development-secret-of-32-bytes"}, "GOTRUE_JWT"),
        ({"GOTRUE_JWT_SECRET": "j" * 31}, "GOTRUE_JWT_SECRET is shorter than 32 bytes"),
        ({"TOPIN_SECRET_KEY": "s" * 31}, "TOPIN_SECRET_KEY is shorter than 32 bytes"),
        ({"TOPIN_STAFF_OTP": "Of"}, "use one of optional, required"),
    ],
)
def test_production(given: dict[str, str], said: str) -> None:
    done = manage("serve", "worker", **{**PRODUCTION, **given})
    assert done.returncode == 2 and said in done.stderr, done
    assert len((done.stdout + done.stderr).strip().splitlines()) == 1
