"""public.remove_follower: the other follows no more; one's own follow stays."""

from social import functions
from topin.core.testing.refusals import refused


def test_the_follower_goes_and_ones_own_follow_stays(acting_as, person, follow, graph):
    a, b = person(), person()
    follow(a, b)
    follow(b, a)
    with acting_as(a, commit=True) as call:
        call(functions.remove_follower, actor=a.id, follower=b.id)
        call(functions.remove_follower, actor=a.id, follower=b.id)
    assert graph(a, b)["edges"] == {"ab": False}
    assert graph(a, b)["counts"] == [(0, 1), (1, 0)]


def test_nobody_removes_for_another(acting_as, person, follow, graph):
    a, b = person(), person()
    follow(b, a)
    with refused(403, "forbidden"), acting_as(b, commit=True) as call:
        call(functions.remove_follower, actor=a.id, follower=b.id)
    assert graph(a, b)["edges"] == {"ba": False}
