"""public.decline_follow_request: the request goes, any number of times."""

from social import functions
from topin.core.testing.refusals import refused


def test_the_request_goes_and_may_come_again(acting_as, person, follow, graph, hide):
    a, b = person(), person()
    hide(b)
    follow(a, b)
    with acting_as(b, commit=True) as call:
        call(functions.decline_follow_request, actor=b.id, requester=a.id)
        call(functions.decline_follow_request, actor=b.id, requester=a.id)
    assert not graph(a, b)["requested"]
    follow(a, b)
    assert graph(a, b)["requested"]


def test_nobody_declines_for_another(acting_as, person, follow, graph, hide):
    a, b, other = person(), person(), person()
    hide(b)
    follow(a, b)
    with refused(403, "forbidden"), acting_as(other, commit=True) as call:
        call(functions.decline_follow_request, actor=b.id, requester=a.id)
    assert graph(a, b)["requested"]
