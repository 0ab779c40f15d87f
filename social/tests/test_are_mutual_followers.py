"""public.are_mutual_followers: the same for both orders; for the two alone."""

from social import functions
from topin.core.testing.refusals import refused


def test_only_follows_in_both_directions_are_mutual(acting_as, person, follow):
    a, b = person(), person()
    follow(a, b)
    with acting_as(a) as call:
        assert call(functions.are_mutual_followers, a=a.id, b=b.id) is False
    follow(b, a)
    for who in (a, b):
        with acting_as(who) as call:
            assert call(functions.are_mutual_followers, a=a.id, b=b.id) is True
            assert call(functions.are_mutual_followers, a=b.id, b=a.id) is True


def test_a_third_person_may_not_ask(acting_as, person):
    a, b, other = person(), person(), person()
    with refused(403, "forbidden"), acting_as(other) as call:
        call(functions.are_mutual_followers, a=a.id, b=b.id)
