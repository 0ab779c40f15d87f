"""replay_outbox: a dead letter gets another life, once, with an entry in the audit log."""

import psycopg
import pytest

from topin.core.admin.functions import replay_outbox
from topin.core.db.session import call
from topin.core.testing.people import STAFF

LOOK = "SELECT status, tries FROM private.outbox WHERE id = %s"
LOG = "SELECT action, reason FROM private.audit_log WHERE target_id = %s"


@pytest.fixture
def dead_letter(sql):
    made = sql(
        "INSERT INTO private.outbox (kind, status, tries, finished_at, run_at)"
        " VALUES ('test.dead', 'dead', 9, now(), now()) RETURNING id::text"
    )[0]["id"]
    yield made
    sql("DELETE FROM private.outbox WHERE id = %s", [made])


def test_a_dead_letter_is_due_again_and_only_once(dead_letter, sql):
    call(replay_outbox, STAFF, message=dead_letter, reason="the provider is back")
    assert sql(LOOK, [dead_letter]) == [{"status": "waiting", "tries": 0}]
    with pytest.raises(psycopg.Error) as refused:
        call(replay_outbox, STAFF, message=dead_letter, reason="the provider is back")
    assert (refused.value.sqlstate, refused.value.diag.message_primary) == ("PT409", "not_dead")
    assert sql(LOG, [dead_letter]) == [{"action": "outbox.replay", "reason": "the provider is back"}]


def test_an_action_without_a_reason_changes_nothing(dead_letter, sql):
    with pytest.raises(psycopg.Error):
        call(replay_outbox, STAFF, message=dead_letter, reason=" ")
    assert sql(LOOK, [dead_letter]) == [{"status": "dead", "tries": 9}]
