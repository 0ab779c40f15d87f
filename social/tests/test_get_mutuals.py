"""public.get_mutuals: who follows somebody and is followed back."""

from social import functions
from topin.core.testing.refusals import refused


def test_only_mutuals_are_listed(person, people, follow, block, listed):
    b, viewer = person(), person()
    both, one_way, other_way, hidden = people(4)
    follow(b, both, one_way, hidden)
    for x in (both, other_way, hidden):
        follow(x, b)
    block(hidden, viewer)
    assert [entry["id"] for entry in listed(functions.get_mutuals, viewer, target=b.id)] == [both.id]


def test_a_closed_profile_and_another_pair_of_eyes_are_refused(acting_as, person, hide, listed):
    a, b = person(), person()
    hide(b, "private")
    with refused(403, "profile_private"):
        listed(functions.get_mutuals, a, target=b.id)
    with refused(403, "forbidden"), acting_as(a) as call:
        call(functions.get_mutuals, target=b.id, viewer=b.id, page_limit=20)
