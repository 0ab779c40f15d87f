"""public.unblock_user: ends one's own block alone."""

from social import functions
from topin.core.testing.refusals import refused


def test_the_block_goes_and_cut_follows_stay_cut(acting_as, person, follow, block, graph):
    a, b = person(), person()
    follow(a, b)
    block(a, b)
    with acting_as(a, commit=True) as call:
        call(functions.unblock_user, actor=a.id, target=b.id)
        call(functions.unblock_user, actor=a.id, target=b.id)
    assert graph(a, b) == {"edges": {}, "requested": False, "blocked": False, "counts": [(0, 0), (0, 0)]}


def test_who_is_blocked_cannot_end_it(acting_as, person, block, graph):
    a, b = person(), person()
    block(a, b)
    with acting_as(b, commit=True) as call:
        call(functions.unblock_user, actor=b.id, target=a.id)
    with refused(403, "forbidden"), acting_as(b, commit=True) as call:
        call(functions.unblock_user, actor=a.id, target=b.id)
    assert graph(a, b)["blocked"]
