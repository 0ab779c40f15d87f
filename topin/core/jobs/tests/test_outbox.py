"""The outbox: once made it is worked on, a failure comes back, a hopeless one is a dead letter, secrets go."""

import uuid

import pytest

from topin.core.db.session import acting
from topin.core.jobs import functions, outbox
from topin.core.jobs.secret import CannotOpen, open_sealed, seal

LOOK = "SELECT * FROM private.outbox WHERE id = %s"


@pytest.fixture
def kind(monkeypatch):
    """A kind of this test's own."""
    monkeypatch.setattr(outbox, "_handlers", dict(outbox._handlers))
    return f"test.k{uuid.uuid4().hex[:12]}"


@pytest.fixture
def enqueue(kind):
    def leave(payload=None, **options):
        with acting(outbox.WORKER, alias="worker") as session:
            return session.call(functions.enqueue, kind=kind, payload=payload or {}, **options)

    return leave


def test_a_message_reaches_its_handler_once_and_its_secret_is_erased(kind, enqueue, sql):
    seen = []
    outbox.handler(kind)(lambda message: seen.append((message.payload, message.secret)))
    message = enqueue({"to": "a@example.test", "secret": seal({"code": "123456"})})
    assert "123456" not in str(sql(LOOK, [message]))
    outbox.drain("default", 5)
    outbox.drain("default", 5)
    assert seen == [({"to": "a@example.test"}, {"code": "123456"})]
    row = sql(LOOK, [message])[0]
    assert (row["status"], row["tries"], row["payload"]) == ("done", 1, {"to": "a@example.test"})


def test_a_message_is_not_there_when_its_cause_rolled_back(kind, sql):
    with pytest.raises(KeyError), acting(outbox.WORKER, alias="worker") as session:
        session.call(functions.enqueue, kind=kind, payload={})
        raise KeyError
    assert sql("SELECT 1 FROM private.outbox WHERE kind = %s", [kind]) == []


def test_a_unique_key_is_one_message(enqueue, sql, kind):
    first, second = enqueue({"n": 1}, unique_key="a"), enqueue({"n": 2}, unique_key="a")
    assert first == second
    assert enqueue({"n": 3}, unique_key="b") != first
    assert [row["payload"] for row in sql(LOOK, [first])] == [{"n": 1}]


def test_a_failure_comes_back_later_and_ends_as_a_dead_letter(kind, enqueue, sql, settings):
    settings.OUTBOX_TRIES = 2

    def fail(message):
        raise OSError("no route")

    outbox.handler(kind)(fail)
    message = enqueue()
    outbox.drain("default", 5)
    row = sql(LOOK, [message])[0]
    assert (row["status"], row["tries"], row["error"]) == ("waiting", 1, "OSError: no route")
    assert 2.0 <= (row["run_at"] - row["created_at"]).total_seconds() <= 9
    sql("UPDATE private.outbox SET run_at = now() WHERE id = %s", [message])
    outbox.drain("default", 5)
    assert sql(LOOK, [message])[0]["status"] == "dead"


def test_an_unknown_kind_and_a_foreign_secret_are_dead_at_once(kind, enqueue, sql):
    unknown = enqueue()
    outbox.drain("default", 5)
    assert sql(LOOK, [unknown])[0]["error"].startswith("Hopeless: no handler")
    outbox.handler(kind)(lambda message: None)
    foreign = enqueue({"secret": "gAAAAA"})
    outbox.drain("default", 5)
    assert sql(LOOK, [foreign])[0]["status"] == "dead"
    with pytest.raises(CannotOpen):
        open_sealed("gAAAAA")


def test_a_lease_that_ended_is_taken_again_and_the_late_worker_changes_nothing(kind, enqueue, sql):
    late = []

    def slow(message):
        if message.tries == 1:
            sql("UPDATE private.outbox SET run_at = now() - interval '1 s' WHERE id = %s", [message.id])
            outbox.drain("default", 5)
        with message.settle() as session:
            session.execute("SELECT private.enqueue($1, '{}', $2)", [f"{kind}x", f"{message.id}-{message.tries}"])
        late.append(message.tries)

    outbox.handler(kind)(slow)
    message = enqueue(queue="default")
    outbox.drain("default", 5)
    assert late == [2]
    effects = sql("SELECT unique_key FROM private.outbox WHERE kind = %s", [f"{kind}x"])
    assert effects == [{"unique_key": f"{message}-2"}]


@pytest.mark.parametrize("login", ["api"])
def test_an_apps_login_may_neither_leave_nor_see_messages(sql, login, kind):
    for statement in ("SELECT private.enqueue(%s, '{}')", "SELECT 1 FROM private.outbox WHERE kind = %s"):
        with pytest.raises(Exception, match="permission denied"):
            sql(statement, [kind], login=login)
    assert sql("SELECT 1 FROM private.outbox WHERE kind = %s", [kind]) == []


def test_the_sweep_keeps_what_is_young(enqueue, kind, sql):
    outbox.handler(kind)(lambda message: None)
    old, young = enqueue({"n": 1}), enqueue({"n": 2})
    outbox.drain("default", 5)
    sql("UPDATE private.outbox SET finished_at = now() - interval '8 days' WHERE id = %s", [old])
    with acting(outbox.WORKER, alias="worker") as session:
        assert session.call(functions.sweep_outbox) >= 1
    assert sql(LOOK, [old]) == [] and len(sql(LOOK, [young])) == 1


def test_due_queues_names_the_queue_of_a_due_message_alone(enqueue, sql):
    message = enqueue(queue="money")
    with acting(outbox.WORKER, alias="worker") as session:
        assert "money" in session.call(functions.due_queues)
        sql("UPDATE private.outbox SET run_at = now() + interval '1 h' WHERE id = %s", [message])
        assert "money" not in session.call(functions.due_queues)
