"""The outbox: a message is made in the transaction of its cause, and its handler runs after the commit.

SQL leaves one with `private.enqueue(kind, payload, …)`; Python may call `wake` after its commit so that a
worker looks at once, and beat looks every few seconds in any case, so nothing is lost in between. A worker
takes a message under a lease; if it dies, the lease ends and another takes it. A handler therefore may run
twice: an effect in PostgreSQL is made unique by `message.settle()`, one outside (a mail) carries `message.id`.

    @outbox.handler("mail")
    def send(message: outbox.Message) -> None:
        deliver(message.payload["to"], message.secret["code"])
"""

import json
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from kombu.exceptions import OperationalError

from topin.core.db.session import Caller, Session, acting, call

from . import functions
from .app import app
from .secret import CannotOpen, open_sealed

log = logging.getLogger("topin.outbox")
WORKER = Caller(None)
_TASK = "core.dispatch"
_handlers: dict[str, Callable[["Message"], None]] = {}


class Hopeless(Exception):
    """Raised by a handler: trying again cannot help; the message is a dead letter at once."""


class LeaseLost(Exception):
    """The handler took longer than its lease, and another worker has the message now."""


@dataclass
class Message:
    """One message in the hands of its handler."""

    id: str
    kind: str
    payload: dict[str, Any]
    tries: int
    lease: str
    secret: dict[str, Any] = field(default_factory=dict, repr=False)
    settled: bool = False

    @contextmanager
    def settle(self) -> Iterator[Session]:
        """A transaction of the worker in which the effect and the message's end are one: both or none."""
        with acting(WORKER, alias="worker") as session:
            yield session
            if not session.call(functions.finish_outbox, message=self.id, held=self.lease):
                raise LeaseLost
        self.settled = True


def handler(kind: str) -> Callable[[Callable[[Message], None]], Callable[[Message], None]]:
    """Registers the function that works on messages of this kind; rooms do so in their tasks.py."""

    def register(function: Callable[[Message], None]) -> Callable[[Message], None]:
        if kind in _handlers:
            raise ValueError(f"The kind {kind!r} has a handler already.")
        _handlers[kind] = function
        return function

    return register


def wake(queue: str = "default") -> None:
    """Has a worker look into the queue now. Best effort, after the commit: the poll finds what this misses."""
    try:
        app.send_task(_TASK, (queue,), queue=queue, retry=False)
    except OperationalError as error:
        log.warning("outbox not woken, the poll will find it: %s", type(error).__name__)


def drain(queue: str, seconds: float) -> int:
    """Work on due messages of the queue, one after the other, until none is due or the time is up."""
    until, worked = time.monotonic() + seconds, 0
    while time.monotonic() < until and (message := _take(queue)):
        _work(message)
        worked += 1
    return worked


def _take(queue: str) -> Message | None:
    row = call(
        functions.take_outbox, WORKER, wanted=queue,
        lease_time=f"{settings.OUTBOX_LEASE} seconds", most_tries=settings.OUTBOX_TRIES,
    )  # fmt: skip
    if row["id"] is None:
        return None
    return Message(str(row["id"]), row["kind"], json.loads(row["payload"]), row["tries"], str(row["lease"]))


def _work(message: Message) -> None:
    try:
        if sealed := message.payload.pop("secret", None):
            message.secret = open_sealed(sealed)
        _handler_of(message)(message)
        if not message.settled and not call(
            functions.finish_outbox, WORKER, message=message.id, held=message.lease
        ):
            raise LeaseLost
    except LeaseLost:
        log.warning("outbox %s %s outlived its lease", message.kind, message.id)
    except Exception as error:  # whatever a handler raises is this message's failure, not the dispatcher's
        _failed(message, error)


def _handler_of(message: Message) -> Callable[[Message], None]:
    if message.kind not in _handlers:
        raise Hopeless(f"no handler for the kind {message.kind!r}")
    return _handlers[message.kind]


def _failed(message: Message, error: Exception) -> None:
    hopeless = isinstance(error, Hopeless | CannotOpen)
    outcome = call(
        functions.fail_outbox, WORKER, message=message.id, held=message.lease,
        reason=f"{type(error).__name__}: {error}".replace("\0", ""), most_tries=settings.OUTBOX_TRIES,
        hopeless=hopeless,
    )  # fmt: skip
    level = logging.ERROR if outcome == "dead" else logging.WARNING
    log.log(
        level,
        "outbox %s %s try %d: %s, %s",
        message.kind,
        message.id,
        message.tries,
        outcome,
        type(error).__name__,
    )
