"""Plain functions on an event loop: where one would wait, the loop serves others, and goes on with it afterwards.

A function run here needs no `async`: the same views, calls and limits serve a request on the loop and in a thread
(docs/decisions/0034-reads-on-an-event-loop.md). It must not block: what does, goes `aside`.
"""

import asyncio
from collections.abc import Awaitable, Callable
from threading import local
from typing import Any, TypeVar, cast

from greenlet import getcurrent, greenlet

Result = TypeVar("Result")


class _Run(greenlet):
    """Runs one function after another; a new one for each would cost more than most functions do."""

    def run(self, function: Callable[..., Any], args: tuple[Any, ...]) -> None:
        """Never ends: between two functions it lies in `_idle`."""
        while True:
            outcome = _Outcome()
            try:
                outcome.result = function(*args)
            except BaseException as error:  # it is raised again by `run`, in whose name this happens
                outcome.error = error
            function, args = cast("greenlet", self.parent).switch(outcome)


class _Outcome:
    result: Any = None
    error: BaseException | None = None


class _Idle(local):
    """Of this thread, since a greenlet cannot leave it."""

    def __init__(self) -> None:
        self.runs: list[_Run] = []


_idle = _Idle()


def on_loop() -> bool:
    """Whether the caller was begun by `run`, so that it must not block, and may `wait`."""
    return isinstance(getcurrent(), _Run)


async def run(function: Callable[..., Result], *args: Any) -> Result:
    """The result of the function, which may `wait` on the way; what it raises is raised here."""
    idle = _idle.runs
    running = idle.pop() if idle else _Run()
    step = running.switch(function, args)
    while not isinstance(step, _Outcome):
        try:
            answer = await step
        except BaseException as error:  # whoever waits is to hear of it, of a cancellation as well
            step = running.throw(error)
        else:
            step = running.switch(answer)
    idle.append(running)
    if step.error is not None:
        raise step.error
    return cast("Result", step.result)


def wait(awaitable: Awaitable[Result]) -> Result:
    """What the awaitable gives; only under `run`."""
    loop = getcurrent().parent
    if loop is None:
        raise RuntimeError("wait() outside of run()")
    return cast("Result", loop.switch(awaitable))


def aside(function: Callable[..., Result], *args: Any) -> Result:
    """The result of a function that blocks: in a thread when the caller is on the loop, else at once."""
    if not on_loop():
        return function(*args)
    return wait(asyncio.get_running_loop().run_in_executor(None, function, *args))
