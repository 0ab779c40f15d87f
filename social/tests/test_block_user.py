"""public.block_user: ends what is between two people, in one transaction."""

import uuid

from social import functions
from topin.core.testing.refusals import refused


def test_a_block_cuts_both_follows_and_counts(person, follow, block, graph):
    a, b = person(), person()
    follow(a, b)
    follow(b, a)
    block(a, b)
    assert graph(a, b) == {"edges": {}, "requested": False, "blocked": True, "counts": [(0, 0), (0, 0)]}


def test_a_block_ends_requests_in_both_directions(person, follow, block, graph, hide):
    a, b = person(), person()
    hide(a)
    hide(b)
    follow(a, b)
    follow(b, a)
    block(a, b)
    assert not graph(a, b)["requested"]
    assert not graph(b, a)["requested"]


def test_blocking_again_changes_nothing(acting_as, person):
    a, b = person(), person()
    with acting_as(a) as call:
        assert call(functions.block_user, actor=a.id, target=b.id)["created"] is True
        assert call(functions.block_user, actor=a.id, target=b.id)["created"] is False


def test_oneself_and_whom_one_cannot_see_cannot_be_blocked(acting_as, person, block, graph):
    a, blocking = person(), person()
    block(blocking, a)
    with refused(403, "cannot_target_self"), acting_as(a, commit=True) as call:
        call(functions.block_user, actor=a.id, target=a.id)
    for target in (blocking.id, str(uuid.uuid4())):
        with refused(404, "not_found"), acting_as(a, commit=True) as call:
            call(functions.block_user, actor=a.id, target=target)
    assert not graph(a, blocking)["blocked"]


def test_nobody_blocks_for_another(acting_as, person, graph):
    a, b = person(), person()
    with refused(403, "forbidden"), acting_as(b, commit=True) as call:
        call(functions.block_user, actor=a.id, target=b.id)
    assert not graph(a, b)["blocked"]
