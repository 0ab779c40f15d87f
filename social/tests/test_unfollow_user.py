"""public.unfollow_user: ends a follow or a request, any number of times."""

import uuid

from social import functions
from topin.core.testing.refusals import refused


def test_the_edge_goes_and_the_other_direction_is_mutual_no_more(acting_as, person, follow, graph):
    a, b = person(), person()
    follow(a, b)
    follow(b, a)
    with acting_as(a, commit=True) as call:
        call(functions.unfollow_user, actor=a.id, target=b.id)
        call(functions.unfollow_user, actor=a.id, target=b.id)
    assert graph(a, b)["edges"] == {"ba": False}
    assert graph(a, b)["counts"] == [(1, 0), (0, 1)]


def test_a_request_is_withdrawn(acting_as, person, follow, graph, hide):
    a, b = person(), person()
    hide(b)
    follow(a, b)
    with acting_as(a, commit=True) as call:
        call(functions.unfollow_user, actor=a.id, target=b.id)
    assert not graph(a, b)["requested"]


def test_nobody_unknown_is_no_error(acting_as, person):
    a = person()
    with acting_as(a) as call:
        call(functions.unfollow_user, actor=a.id, target=str(uuid.uuid4()))


def test_nobody_unfollows_for_another(acting_as, person, follow, graph):
    a, b = person(), person()
    follow(a, b)
    with refused(403, "forbidden"), acting_as(b, commit=True) as call:
        call(functions.unfollow_user, actor=a.id, target=b.id)
    assert graph(a, b)["edges"] == {"ab": False}
