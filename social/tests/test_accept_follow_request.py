"""public.accept_follow_request: a request becomes a follow, once."""

from social import functions
from topin.core.testing.refusals import refused


def test_a_request_becomes_a_follow(acting_as, person, follow, graph, hide):
    a, b = person(), person()
    hide(b)
    follow(a, b)
    with acting_as(b, commit=True) as call:
        assert call(functions.accept_follow_request, actor=b.id, requester=a.id)["created"] is True
        assert call(functions.accept_follow_request, actor=b.id, requester=a.id)["created"] is False
    assert graph(a, b) == {
        "edges": {"ab": False},
        "requested": False,
        "blocked": False,
        "counts": [(0, 1), (1, 0)],
    }


def test_who_never_asked_or_is_suspended_is_not_found(acting_as, person, follow, graph, hide, suspend):
    a, b, gone = person(), person(), person()
    hide(b)
    follow(gone, b)
    suspend(gone)
    for requester in (a, gone):
        with refused(404, "not_found"), acting_as(b, commit=True) as call:
            call(functions.accept_follow_request, actor=b.id, requester=requester.id)
    assert graph(a, b)["edges"] == {}


def test_nobody_lets_themselves_in(acting_as, person, follow, graph, hide):
    a, b = person(), person()
    hide(b)
    follow(a, b)
    with refused(403, "forbidden"), acting_as(a, commit=True) as call:
        call(functions.accept_follow_request, actor=b.id, requester=a.id)
    assert graph(a, b)["requested"]
