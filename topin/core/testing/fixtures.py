"""Fixtures of every test: people, acting as them, looking into the database, and real HTTP."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import psycopg
import pytest
from django.conf import settings
from psycopg import sql as compose
from psycopg.rows import dict_row

from topin.core.db.function import SqlFunction
from topin.core.db.session import ANON, Caller, Session, acting

from .people import STAFF, Person, make_person
from .server import Api, serving


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """The plugin topin.core.testing.services made the database already, from a template."""


@pytest.fixture(autouse=True, scope="session")
def _database_open(django_db_blocker: Any) -> Iterator[None]:
    """Every test may use the database: data is committed, unique to its test, and looked at as itself."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def person() -> Callable[..., Person]:
    """`person(handle=None, **metadata)` signs up an account."""
    return make_person


@pytest.fixture
def people() -> Callable[[int], list[Person]]:
    """`people(n)` signs up n accounts."""
    return lambda count: [make_person() for _ in range(count)]


class RollBack(Exception):
    """Ends a block whose work must not stay."""


class Acting:
    """Runs functions or bare SQL as whom `acting_as` named."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __call__(self, function: SqlFunction | str, /, *values: Any, **given: Any) -> Any:
        if isinstance(function, SqlFunction):
            return self._session.call(function, **given)
        return self._session.execute(function, list(values))


@pytest.fixture
def acting_as() -> Callable[..., AbstractContextManager[Acting]]:
    """`with acting_as(person) as call: call(function, **args)`; None is anon; rolled back unless commit=True."""

    @contextmanager
    def act(who: Person | None, *, commit: bool = False, alias: str = "default") -> Iterator[Acting]:
        try:
            with acting(who.caller if who else ANON, alias=alias) as session:
                yield Acting(session)
                if not commit:
                    raise RollBack
        except RollBack:
            pass  # the rollback was the purpose

    return act


@pytest.fixture
def staff() -> Callable[..., Any]:
    """`staff(function, caller=STAFF, **args)` runs a function as a member of staff; committed."""

    def act(function: SqlFunction, caller: Caller = STAFF, **given: Any) -> Any:
        with acting(caller, alias="staff") as session:
            return session.call(function, **given)

    return act


@pytest.fixture(scope="session")
def logins() -> Iterator[dict[str, psycopg.Connection[dict[str, Any]]]]:
    """The connections of `sql`, one a login: to open one for each test costs more than what most of them ask."""
    opened: dict[str, psycopg.Connection[dict[str, Any]]] = {}
    yield opened
    for connection in opened.values():
        connection.close()


@pytest.fixture
def sql(logins: dict[str, psycopg.Connection[dict[str, Any]]]) -> Callable[..., list[dict[str, Any]]]:
    """`sql("SELECT …", [values], login="definer")` arranges or looks; committed at once; rows as dicts.

    `login`: owner (sees no row under FORCE), definer, api, auth, worker or staff; never a superuser.
    """

    def run(statement: str, values: Any = None, *, login: str = "definer") -> list[dict[str, Any]]:
        if statement.lstrip().upper().startswith("SELECT FROM"):
            raise ValueError("A row without columns cannot be told from no row: select something.")
        if login not in logins or logins[login].closed:
            logins[login] = _connect(login)
        cursor = logins[login].execute(statement.encode(), values)
        return cursor.fetchall() if cursor.description else []

    return run


@pytest.fixture(scope="module")
def owner_of_module() -> Iterator[psycopg.Connection[Any]]:
    """A connection of the database's owner that only looks."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        connection.execute("SET SESSION ROLE topin_owner")
        connection.execute("SET default_transaction_read_only = on")
        connection.commit()
        yield connection


@pytest.fixture
def owner() -> Iterator[psycopg.Connection[Any]]:
    """A connection of the database's owner; whatever a test does with it is undone."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        connection.execute("SET ROLE topin_owner")
        yield connection
        connection.rollback()


def _connect(login: str) -> psycopg.Connection[dict[str, Any]]:
    if login in ("owner", "definer"):
        connection = psycopg.connect(
            os.environ["DATABASE_URL"], autocommit=True, row_factory=dict_row, prepare_threshold=None
        )
        connection.execute(compose.SQL("SET ROLE {}").format(compose.Identifier(f"topin_{login}")))
        return connection
    entry = settings.DATABASES["default"]
    return psycopg.connect(
        host=entry["HOST"], port=entry["PORT"], dbname=entry["NAME"], user=f"topin_{login}",
        password=entry["PASSWORD"], autocommit=True, row_factory=dict_row, prepare_threshold=None,
    )  # fmt: skip


@pytest.fixture(scope="session")
def api_url() -> Iterator[str]:
    """The base URL of a real `serve api` on this test process's database: two workers, no limits."""
    with serving("api", 2, TOPIN_RATE_LIMITS="off") as url:
        yield url


@pytest.fixture(scope="session")
def api(api_url: str) -> Iterator[Api]:
    """A client of that process."""
    with Api(base_url=api_url, timeout=20) as client:
        yield client
