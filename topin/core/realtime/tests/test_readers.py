"""Readers: many people a round trip, nobody's fault is another's, nothing is lost while the database is away."""

import asyncio

import psycopg
import pytest

from topin.core.realtime import audience
from topin.core.realtime.audience import Audience, Readers


class Out:
    idle = True


class Socket:
    """As much of a socket as an audience needs."""

    def __init__(self, name):
        self.claims, self.epoch, self.sent, self.live, self.outbound = name, "e", 0, True, Out()
        self.code = None

    def offer(self, seqs, frames):
        for seq in seqs:
            self.sent = max(self.sent, seq) if seq <= self.sent + 1 else self.sent

    def close(self, code):
        self.code, self.live = code, False


class Database:
    """Answers two events a page up to `head`; fails as it is told."""

    def __init__(self, head=5):
        self.head, self.asked, self.failures = head, [], []

    async def call(self, function, *, asked, page_limit):
        self.asked.append([place["claims"] for place in asked])
        await asyncio.sleep(0)
        if self.failures:
            raise self.failures.pop()
        if any(place["claims"] == "bad" for place in asked):
            raise psycopg.errors.InvalidTextRepresentation
        if any(place["claims"] == "slow" for place in asked):
            raise psycopg.errors.QueryCanceled
        return [
            (
                n,
                "e",
                self.head,
                True,
                list(range(place["after"] + 1, min(place["after"] + 3, self.head + 1))),
                ["x"],
            )
            for n, place in enumerate(asked, 1)
        ]


@pytest.fixture
def make(monkeypatch):
    """Audiences of one socket each on one set of readers, which pause but a moment."""
    monkeypatch.setattr(audience, "_PAUSE", 0.01)

    def build(database, *names):
        readers = Readers(database, 1)
        found = []
        for name in names:
            one = Audience(name, readers)
            one.sockets.append(Socket(name))
            found.append(one)
        return found

    return build


async def settled(everyone):
    async with asyncio.timeout(20):
        while any(one.waiting for one in everyone):
            await asyncio.sleep(0.005)


async def test_all_who_are_behind_are_read_for_together_until_they_are_level(make):
    database = Database()
    everyone = make(database, "a", "b", "c")
    for one in everyone:
        one.wake(5)
    await settled(everyone)
    assert [one.sockets[0].sent for one in everyone] == [5, 5, 5]
    assert database.asked == [["a", "b", "c"]] * 3


@pytest.mark.parametrize("broken", ["bad", "slow"])
async def test_somebodys_fault_ends_their_sockets_alone(make, broken):
    everyone = make(Database(), "a", broken, "b")
    for one in everyone:
        one.wake(5)
    await settled(everyone)
    assert [one.sockets[0].code for one in everyone] == [None, 4503, None]
    assert [one.sockets[0].sent for one in everyone] == [5, 0, 5]


@pytest.mark.parametrize("error", [psycopg.OperationalError(), ValueError("a bug")])
async def test_a_database_that_is_away_is_asked_again(make, error):
    database = Database()
    database.failures = [error, error]
    everyone = make(database, "a", "b")
    for one in everyone:
        one.wake(5)
    await settled(everyone)
    assert [one.sockets[0].sent for one in everyone] == [5, 5]


async def test_a_head_that_the_database_does_not_know_is_forgotten(make):
    everyone = (one,) = make(Database(head=2), "a")
    one.wake(10**9)
    await settled(everyone)
    assert (one.head, one.sockets[0].sent) == (2, 2)


async def test_a_socket_that_is_not_drained_waits_without_a_read(make):
    database = Database()
    everyone = (one,) = make(database, "a")
    one.sockets[0].outbound = type("Full", (), {"idle": False})()
    one.wake(5)
    assert (one.waiting, database.asked) == (False, [])
    one.sockets[0].outbound = Out()
    one.wake(0)
    await settled(everyone)
    assert one.sockets[0].sent == 5
