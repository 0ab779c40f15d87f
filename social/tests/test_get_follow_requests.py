"""public.get_follow_requests: who asks to follow one; nobody else's list."""

from social import functions
from topin.core.testing.refusals import refused


def test_ones_own_requests_without_the_suspended(person, people, follow, hide, suspend, listed):
    a, others = person(), people(4)
    hide(a)
    for x in others:
        follow(x, a)
    suspend(others[3])
    found = listed(functions.get_follow_requests, a)
    assert [entry["id"] for entry in found] == [x.id for x in reversed(others[:3])]
    assert "requested_at" in found[0]


def test_nobody_reads_anothers_requests(acting_as, person):
    a, b = person(), person()
    with refused(403, "forbidden"), acting_as(a) as call:
        call(functions.get_follow_requests, viewer=b.id, page_limit=20)
