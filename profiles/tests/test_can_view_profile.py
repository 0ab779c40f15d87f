"""public.can_view_profile and public.can_view_active_status: the old app's rules, for one's own eyes."""

import datetime
import uuid

from profiles import functions
from topin.core.testing.refusals import refused


def _ask(acting_as, viewer, target, function=functions.can_view_profile):
    with acting_as(viewer) as call:
        return call(function, viewer=viewer and viewer.id, target=getattr(target, "id", target))


def test_a_profile_is_shown_to_whom_its_visibility_says(acting_as, person, follows, change):
    target, stranger, follower = person(), person(), person()
    follows(follower, target)
    table = {}
    for visibility in ("public", "followers", "private"):
        change(target, profile_visibility=visibility)
        table[visibility] = [_ask(acting_as, who, target) for who in (target, follower, stranger, None)]
    assert table == {
        "public": [True, True, True, True],
        "followers": [True, True, False, False],
        "private": [True, False, False, False],
    }


def test_blocks_suspension_and_nobody(acting_as, person, blocks, change):
    a, b, gone = person(), person(), person()
    blocks(a, b)
    change(gone, suspended_at=datetime.datetime.now(datetime.UTC))
    assert [_ask(acting_as, *pair) for pair in ((a, b), (b, a), (a, gone), (a, str(uuid.uuid4())))] == [False] * 4


def test_active_status_needs_the_profile_and_its_own_setting(acting_as, person, follows, change):
    target, stranger, follower = person(), person(), person()
    follows(follower, target)

    def table():
        return [
            _ask(acting_as, who, target, functions.can_view_active_status)
            for who in (target, follower, stranger, None)
        ]

    assert table() == [True] * 4
    change(target, show_active_status="followers")
    assert table() == [True, True, False, False]
    change(target, show_active_status="nobody")
    assert table() == [True, False, False, False]
    change(target, show_active_status="everyone", profile_visibility="followers")
    assert table() == [True, True, False, False]


def test_nobody_asks_with_anothers_eyes(acting_as, person):
    a, b = person(), person()
    for function in (functions.can_view_profile, functions.can_view_active_status):
        with refused(403, "forbidden"), acting_as(a) as call:
            call(function, viewer=b.id, target=a.id)
