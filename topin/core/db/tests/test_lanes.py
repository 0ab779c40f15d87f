"""Many requests share a connection of the loop, each in a transaction of its own."""

import asyncio

import psycopg
import pytest
from django.db import connections

from topin.core import waiting
from topin.core.db import lanes, pipeline, session

WHO = "SELECT current_setting('request.jwt.claims', true), pg_backend_pid()"
CLAIM = "SELECT set_config('request.jwt.claims', $1, true)"


def ask(*statements):
    """The rows of the last statement, as a request on the loop gets them."""
    return waiting.run(lanes.run, "default", *statements)


def on_loop(main):
    """What the coroutine gives, on a loop of its own, whose connections are closed with it."""

    async def whole():
        try:
            return await main()
        finally:
            for each in lanes._lanes.pop(asyncio.get_running_loop(), {}).values():
                for lane in each._lanes:
                    lane._lose(psycopg.OperationalError("the test is over"))

    return asyncio.run(whole())


def test_hundreds_at_once_get_their_own_rows_and_nothing_of_each_other():
    async def main():
        found = await asyncio.gather(*(ask((CLAIM, [str(n)]), (WHO, [])) for n in range(300)))
        assert [claims for ((claims, _),) in found] == [str(n) for n in range(300)]
        assert len({pid for ((_, pid),) in found}) <= lanes.WIDTH
        ((left, _),) = await ask((WHO, []))
        assert not left, "claims outlived their transaction"

    on_loop(main)


def test_one_that_fails_fails_alone():
    async def main():
        asked = [ask((f"SELECT 1 / $1::int + {n}", ["0" if n == 3 else "1"])) for n in range(8)]
        found = await asyncio.gather(*asked, return_exceptions=True)
        assert isinstance(found.pop(3), psycopg.errors.DivisionByZero)
        assert [rows[0][0] for rows in found] == [1 + n for n in range(8) if n != 3]

    on_loop(main)


def test_a_statement_whose_transaction_failed_is_prepared_all_the_same():
    async def main():
        for number in ("0", "0", "2"):
            failing = ask(("SELECT 2 / $1::int", [number]), ("SELECT 'after'", []))
            if number == "0":
                with pytest.raises(psycopg.errors.DivisionByZero):
                    await failing
            else:
                assert await failing == [("after",)]

    on_loop(main)


def test_a_slow_one_does_not_hold_up_those_that_come_later():
    async def main():
        await ask(("SELECT 1", []))
        slow = asyncio.create_task(ask(("SELECT 'slow' FROM pg_sleep(2)", [])))
        await asyncio.sleep(lanes.SLOW * 3)
        first = asyncio.create_task(ask(("SELECT 1", [])))  # behind it, and what has another connection made
        while len(lanes._of("default")._lanes) < 2:
            await asyncio.sleep(0.01)
        await asyncio.gather(*(ask(("SELECT 1", [])) for _ in range(20)))
        assert not slow.done()
        assert not first.done()
        assert (await slow, await first) == ([("slow",)], [(1,)])

    on_loop(main)


def test_a_read_survives_the_end_of_its_connection(sql):
    async def main():
        ((_, pid),) = await ask((WHO, []))
        ended = asyncio.gather(*(ask(("SELECT $1::int FROM pg_sleep(0.05)", [str(n)])) for n in range(6)))
        await asyncio.sleep(0.02)
        await asyncio.to_thread(sql, f"SELECT pg_terminate_backend({pid})", login="api")
        assert [rows[0][0] for rows in await ended] == list(range(6))
        ((_, other),) = await ask((WHO, []))
        assert other != pid

    on_loop(main)


def test_what_somebody_unprepared_is_prepared_again():
    async def main():
        await ask(("SELECT 7", []))
        await ask(("DEALLOCATE ALL", []))
        assert await ask(("SELECT 7", [])) == [(7,)]

    on_loop(main)


def test_a_cancelled_request_leaves_the_others_in_order():
    async def main():
        await ask(("SELECT 1", []))
        gone = asyncio.create_task(ask(("SELECT 'gone' FROM pg_sleep(0.1)", [])))
        await asyncio.sleep(0)
        kept = [asyncio.create_task(ask(("SELECT $1::int", [str(n)]))) for n in range(4)]
        await asyncio.sleep(0)
        gone.cancel()
        assert [rows[0][0] for rows in await asyncio.gather(*kept)] == [0, 1, 2, 3]
        with pytest.raises(asyncio.CancelledError):
            await gone

    on_loop(main)


def test_an_unreachable_database_is_told_to_all_who_wait(monkeypatch):
    settings = {**connections["default"].settings_dict, "HOST": "127.0.0.1", "PORT": "1"}
    monkeypatch.setitem(connections.settings, "default", settings)

    async def main():
        found = await asyncio.gather(*(ask(("SELECT 1", [])) for _ in range(5)), return_exceptions=True)
        assert {type(error) for error in found} == {psycopg.OperationalError}

    on_loop(main)


def test_an_answer_larger_than_a_buffer_arrives_whole():
    async def main():
        large = await asyncio.gather(*(ask(("SELECT repeat($1, 3000000)", [str(n)])) for n in range(3)))
        assert [(len(rows[0][0]), rows[0][0][0]) for rows in large] == [(3_000_000, str(n)) for n in range(3)]

    on_loop(main)


def test_a_question_larger_than_a_buffer_arrives_whole():
    async def main():
        text = "x" * 5_000_000
        found = await asyncio.gather(*(ask(("SELECT length($1)", [text])) for _ in range(4)))
        assert found == [[(5_000_000,)]] * 4

    on_loop(main)


def test_a_server_that_says_nothing_any_more_is_given_up_and_asked_anew(monkeypatch):
    """A frozen one, or a network that swallows what it says: nothing tells that the connection is gone."""
    monkeypatch.setattr(lanes, "PATIENCE", 0.2)

    async def main():
        found = await asyncio.gather(
            ask(("SELECT pg_sleep(2)", [])), *(ask((WHO, [])) for _ in range(3)), return_exceptions=True
        )
        assert isinstance(found[0], pipeline.NoAnswer)
        monkeypatch.setattr(lanes, "PATIENCE", 5)
        ((_, pid),) = await ask((WHO, []))
        assert pid

    on_loop(main)


def test_a_thread_does_not_wait_for_ever_either():
    connection = connections["default"]
    connection.ensure_connection()
    raw = connection.connection
    with pytest.raises(pipeline.NoAnswer):
        pipeline.run(raw, ("SELECT 1", []), ("SELECT pg_sleep(2)", []), patience=0.2)
    assert raw.closed
    assert session._lost(connection)
    assert session.probe("default", "SELECT 7") == 7
