"""public.follow_user: edges, requests, counters, and whom one cannot follow."""

import uuid

from social import functions
from topin.core.testing.refusals import refused


def test_a_follow_is_made_once_and_counted_on_both_sides(acting_as, person, graph):
    a, b = person(), person()
    with acting_as(a, commit=True) as call:
        first = call(functions.follow_user, actor=a.id, target=b.id)
        again = call(functions.follow_user, actor=a.id, target=b.id)
    assert (first["created"], again["created"]) == (True, False)
    assert graph(a, b) == {
        "edges": {"ab": False}, "requested": False, "blocked": False, "counts": [(0, 1), (1, 0)],
    }  # fmt: skip


def test_following_back_makes_both_rows_mutual(person, follow, graph):
    a, b = person(), person()
    follow(a, b)
    follow(b, a)
    assert graph(a, b)["edges"] == {"ab": True, "ba": True}
    assert graph(a, b)["counts"] == [(1, 1), (1, 1)]


def test_a_private_account_is_asked_first(person, follow, graph, hide):
    a, b = person(), person()
    hide(b)
    follow(a, b)
    follow(a, b)
    assert graph(a, b) == {"edges": {}, "requested": True, "blocked": False, "counts": [(0, 0), (0, 0)]}


def test_a_request_becomes_a_follow_once_the_account_is_public(person, follow, graph, hide):
    a, b = person(), person()
    hide(b)
    follow(a, b)
    hide(b, "public")
    follow(a, b)
    assert graph(a, b) == {
        "edges": {"ab": False},
        "requested": False,
        "blocked": False,
        "counts": [(0, 1), (1, 0)],
    }


def test_oneself_cannot_be_followed(acting_as, person, graph):
    a = person()
    with refused(403, "cannot_target_self"), acting_as(a, commit=True) as call:
        call(functions.follow_user, actor=a.id, target=a.id)
    assert graph(a, a)["counts"] == [(0, 0), (0, 0)]


def test_who_does_not_exist_blocks_or_is_suspended_is_not_found(acting_as, person, block, suspend, graph):
    a, blocking, suspended = person(), person(), person()
    block(blocking, a)
    suspend(suspended)
    for target in (str(uuid.uuid4()), blocking.id, suspended.id):
        with refused(404, "not_found"), acting_as(a, commit=True) as call:
            call(functions.follow_user, actor=a.id, target=target)
    assert graph(a, blocking)["edges"] == {}
    assert graph(a, suspended)["edges"] == {}


def test_whom_one_blocks_one_cannot_follow(acting_as, person, block, graph):
    a, b = person(), person()
    block(a, b)
    with refused(403, "blocked"), acting_as(a, commit=True) as call:
        call(functions.follow_user, actor=a.id, target=b.id)
    assert graph(a, b)["edges"] == {}


def test_nobody_follows_for_another(acting_as, person, graph):
    a, b = person(), person()
    for who in (b, None):
        with refused(403, "forbidden"), acting_as(who, commit=True) as call:
            call(functions.follow_user, actor=a.id, target=b.id)
    assert graph(a, b)["edges"] == {}
