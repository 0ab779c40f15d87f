"""Plain functions on an event loop wait without holding it up, and raise where they were begun."""

import asyncio
import threading

import pytest

from topin.core import waiting


def test_what_a_function_gives_and_raises_reaches_who_ran_it():
    async def main():
        assert await waiting.run(lambda a, b: a + b, 2, 3) == 5
        with pytest.raises(KeyError, match="gone"):
            await waiting.run({}.__getitem__, "gone")
        assert await waiting.run(lambda: "and the next one is not hurt") == "and the next one is not hurt"

    asyncio.run(main())


def test_while_one_waits_others_run():
    said = []

    async def main():
        open_ = asyncio.Event()

        def first():
            said.append("first waits")
            waiting.wait(open_.wait())
            said.append("first goes on")

        def second():
            said.append("second runs")
            open_.set()

        await asyncio.gather(waiting.run(first), waiting.run(second))

    asyncio.run(main())
    assert said == ["first waits", "second runs", "first goes on"]


def test_a_thousand_at_once_each_get_their_own_answer():
    async def answer(of):
        await asyncio.sleep(0.001 * (of % 7))
        return of

    async def main():
        ran = [
            waiting.run(lambda of=of: (waiting.wait(answer(of)), waiting.wait(answer(-of)))) for of in range(1000)
        ]
        assert await asyncio.gather(*ran) == [(of, -of) for of in range(1000)]

    asyncio.run(main())


def test_what_it_waits_for_may_fail_and_it_may_catch_that():
    async def fails():
        raise ValueError("no")

    def catches():
        try:
            waiting.wait(fails())
        except ValueError:
            return "caught"

    assert asyncio.run(waiting.run(catches)) == "caught"


def test_a_cancellation_reaches_the_function_and_its_cleanup():
    cleaned = []

    def waits():
        try:
            waiting.wait(asyncio.sleep(60))
        finally:
            cleaned.append(True)

    async def main():
        task = asyncio.create_task(waiting.run(waits))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await waiting.run(lambda: 1) == 1

    asyncio.run(main())
    assert cleaned == [True]


def test_aside_is_another_thread_on_the_loop_and_the_same_one_elsewhere():
    here = threading.get_ident()
    assert waiting.aside(threading.get_ident) == here
    assert asyncio.run(waiting.run(waiting.aside, threading.get_ident)) != here


def test_only_what_was_begun_by_run_is_on_the_loop():
    async def main():
        assert not waiting.on_loop()
        assert await waiting.run(waiting.on_loop)

    asyncio.run(main())
    assert not waiting.on_loop()
    done = asyncio.Future(loop=asyncio.new_event_loop())
    with pytest.raises(RuntimeError, match="outside"):
        waiting.wait(done)
