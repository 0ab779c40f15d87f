"""A job: a function on a queue whose every run is recorded, alone where it must be, tried again when it fails.

    @job("core.sweep", queue="bulk")
    def sweep() -> int:
        return rows_touched

Each is written so that it may run twice, at the same time, and after a kill at any point: what it does it
does by SQL functions that are idempotent. `alone` keeps a second worker out meanwhile; `unique` names a run
(the month of a close) that is done once for ever. The worker's connection must be its own, not one behind a
pooler in transaction mode: the lock lives and dies with it.
"""

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from celery import Task

from topin.core.db.session import Caller, call

from . import functions
from .app import app

log = logging.getLogger("topin.jobs")
WORKER = Caller(None)


@dataclass(frozen=True)
class Job:
    """What a job is: its name (as in the schedule and the record), and how it runs."""

    name: str
    function: Callable[..., int | None]
    alone: bool
    unique: Callable[..., str] | None
    retries: int

    def run(self, *args: Any) -> bool:
        """One recorded run; False when it was not to run now. Raises what the function raises."""
        key = self.unique(*args) if self.unique else None
        run = call(functions.start_run, WORKER, wanted=self.name, key=key, alone=self.alone)
        if run is None:
            log.info("job %s: not now, another worker is at it or it is done", self.name)
            return False
        rows: int | None = None
        failure: str | None = "stopped"  # what stands when the process is told to end in the middle
        try:
            rows = self.function(*args)
            failure = None
        except Exception as error:
            failure = f"{type(error).__name__}: {error}".replace("\0", "")
            raise
        finally:
            call(functions.finish_run, WORKER, run=run, touched=rows, failure=failure, alone=self.alone)
        return True


registry: dict[str, Job] = {}


def job(
    name: str,
    *,
    queue: str = "default",
    alone: bool = True,
    unique: Callable[..., str] | None = None,
    retries: int = 3,
) -> "Callable[[Callable[..., int | None]], Task[Any, Any]]":
    """Declares the function as a job and as the Celery task of the same name; it returns the rows it touched.

    A failed run is tried again `retries` times, after about 10, 20, 40 … seconds, and then alarms.
    """

    def declare(function: Callable[..., int | None]) -> "Task[Any, Any]":
        declared = registry[name] = Job(name, function, alone, unique, retries)

        app.conf.task_routes[name] = {"queue": queue}

        @app.task(name=name, bind=True, max_retries=retries)  # type: ignore[untyped-decorator]
        def task(self: "Task[Any, Any]", *args: Any) -> None:
            try:
                declared.run(*args)
            except Exception as error:
                _failed(self, declared, error)

        task.__doc__ = function.__doc__
        return task

    return declare


def _failed(task: "Task[Any, Any]", declared: Job, error: Exception) -> None:
    tried = task.request.retries
    if tried >= declared.retries:
        log.error("job %s failed, no further try: %s", declared.name, type(error).__name__, exc_info=error)
        return
    pause = 10 * 2**tried * random.uniform(0.8, 1.2)  # noqa: S311 - spreads retries, guards nothing
    log.warning("job %s failed, again in %.0f s: %s", declared.name, pause, type(error).__name__)
    raise task.retry(exc=error, countdown=pause)
