"""public.get_blocked: whom one blocks; nobody else's list."""

from social import functions
from topin.core.testing.refusals import refused


def test_ones_own_blocks_newest_first(person, people, block, listed):
    a, others = person(), people(3)
    for x in others:
        block(a, x)
    found = listed(functions.get_blocked, a)
    assert [entry["id"] for entry in found] == [x.id for x in reversed(others)]
    assert all(entry["viewer"]["blocked"] for entry in found)
    assert listed(functions.get_blocked, others[0]) == []


def test_nobody_reads_anothers_blocks(acting_as, person):
    a, b = person(), person()
    with refused(403, "forbidden"), acting_as(a) as call:
        call(functions.get_blocked, viewer=b.id, page_limit=20)
