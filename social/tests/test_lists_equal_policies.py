"""The lists apply the rules themselves; row level security, asked directly, gives the same people."""

import json

import pytest

from social import functions

_OWN = {
    functions.get_followers_with_profiles: (
        "SELECT follower_id FROM public.followers WHERE following_id = auth.uid()"
    ),
    functions.get_following: "SELECT following_id FROM public.followers WHERE follower_id = auth.uid()",
    functions.get_mutuals: (
        "SELECT following_id FROM public.followers WHERE follower_id = auth.uid() AND is_mutual"
    ),
    functions.get_blocked: "SELECT blocked_id FROM public.blocked_users WHERE blocker_id = auth.uid()",
    functions.get_follow_requests: "SELECT requester_id FROM public.follow_requests WHERE target_id = auth.uid()",
}


@pytest.fixture
def crowd(person, people, follow, block, suspend, hide):
    """Somebody with every relation there is, to people who are here, suspended, or blocking them."""
    viewer, others = person(), people(10)
    for other in others[:8]:
        follow(other, viewer)
    follow(viewer, *others[3:9])
    hide(viewer)
    for other in others[8:]:
        follow(other, viewer)
    block(viewer, others[0])
    block(others[1], viewer)
    for gone in (others[2], others[7], others[9]):
        suspend(gone)
    return viewer, others


def _seen(acting_as, viewer, statement):
    """The ids that the statement gives under the viewer's own rights, of people whom these rights show."""
    with acting_as(viewer) as call:
        found = call(f"SELECT json_agg(p.id) FROM public.profiles p WHERE p.id IN ({statement})")
    return set(json.loads(found) if isinstance(found, str | bytes) else found or [])


@pytest.mark.parametrize("function", _OWN, ids=lambda function: function.name)
def test_ones_own_list_is_what_the_policies_show(acting_as, crowd, listed, function):
    viewer, _ = crowd
    args = {"target": viewer.id} if "target" in function.names else {}
    ids = [entry["id"] for entry in listed(function, viewer, **args)]
    assert len(ids) == len(set(ids)) > 0
    assert set(ids) == _seen(acting_as, viewer, _OWN[function])


def test_of_anothers_list_one_sees_whom_the_policies_show(acting_as, crowd, listed, sql):
    viewer, others = crowd
    star = others[4]
    for other in others[:4] + others[5:]:
        sql("SELECT private.add_edge(%s, %s)", [other.id, star.id])
    ids = {entry["id"] for entry in listed(functions.get_followers_with_profiles, viewer, target=star.id)}
    rows = sql("SELECT follower_id::text AS id FROM public.followers WHERE following_id = %s", [star.id])
    everyone = ", ".join(f"'{row['id']}'" for row in rows)
    blocked_by_me = {others[0].id}  # the policy shows whom one blocks, the list leaves them out
    assert ids == _seen(acting_as, viewer, everyone) - blocked_by_me
