"""public.mute_user: one-sided, silent, for a time or for good."""

import datetime
import json

from social import functions
from topin.core.testing.refusals import refused

_SEEN = "SELECT muted FROM private.relation(%s, %s)"


def test_a_mute_is_seen_by_the_muter_alone_and_its_time_can_change(acting_as, person, sql):
    a, b = person(), person()
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1)
    with acting_as(a, commit=True) as call:
        assert call(functions.mute_user, actor=a.id, target=b.id, until=later)["created"] is True
        again = call(functions.mute_user, actor=a.id, target=b.id)
    assert again["created"] is False
    assert json.loads(again["body"])["until"] is None
    assert sql(_SEEN, [a.id, b.id]) == [{"muted": True}]
    assert sql(_SEEN, [b.id, a.id]) == [{"muted": False}]


def test_a_mute_ends_by_itself(acting_as, person, sql):
    a, b = person(), person()
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1)
    with acting_as(a, commit=True) as call:
        call(functions.mute_user, actor=a.id, target=b.id, until=later)
    sql("UPDATE public.mutes SET until = now() - interval '1 second' WHERE muter_id = %s", [a.id])
    assert sql(_SEEN, [a.id, b.id]) == [{"muted": False}]


def test_a_time_that_passed_oneself_and_the_unseen_are_refused(acting_as, person, block, sql):
    a, b, blocking = person(), person(), person()
    block(blocking, a)
    past = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    with refused(400, "invalid", "until"), acting_as(a, commit=True) as call:
        call(functions.mute_user, actor=a.id, target=b.id, until=past)
    with refused(403, "cannot_target_self"), acting_as(a, commit=True) as call:
        call(functions.mute_user, actor=a.id, target=a.id)
    with refused(404, "not_found"), acting_as(a, commit=True) as call:
        call(functions.mute_user, actor=a.id, target=blocking.id)
    with refused(403, "forbidden"), acting_as(b, commit=True) as call:
        call(functions.mute_user, actor=a.id, target=b.id)
    assert sql("SELECT 1 FROM public.mutes WHERE muter_id = %s", [a.id]) == []
