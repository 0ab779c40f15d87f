"""Many at once, over real HTTP: one row, exact counts, is_mutual true to the rows, no deadlock."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

_WRONG_COUNTS = """
SELECT s.user_id FROM private.profile_stats s WHERE s.user_id = ANY(%(ids)s::uuid[]) AND (
  s.followers_count <> (SELECT count(*) FROM public.followers f WHERE f.following_id = s.user_id)
  OR s.following_count <> (SELECT count(*) FROM public.followers f WHERE f.follower_id = s.user_id))
"""
_WRONG_MUTUALS = """
SELECT f.* FROM public.followers f WHERE f.follower_id = ANY(%(ids)s::uuid[]) AND f.is_mutual <> EXISTS (
  SELECT FROM public.followers g WHERE g.follower_id = f.following_id AND g.following_id = f.follower_id)
"""
_FOLLOWS_ACROSS_BLOCKS = """
SELECT f.* FROM public.followers f JOIN public.blocked_users b
  ON (b.blocker_id, b.blocked_id) IN ((f.follower_id, f.following_id), (f.following_id, f.follower_id))
WHERE f.follower_id = ANY(%(ids)s::uuid[])
"""
_SWITCHES = [("POST", "follow"), ("POST", "follow"), ("DELETE", "follow"), ("POST", "block"), ("DELETE", "block")]


@pytest.fixture
def at_once():
    """Runs the calls on 32 threads at once; gives what they answered, in order."""

    def run(calls):
        with ThreadPoolExecutor(32) as pool:
            return [future.result() for future in [pool.submit(call) for call in calls]]

    return run


@pytest.fixture
def consistent(sql):
    """Asserts that counters, flags and blocks agree with the rows of these people."""

    def check(people):
        ids = {"ids": [p.id for p in people]}
        for statement in (_WRONG_COUNTS, _WRONG_MUTUALS, _FOLLOWS_ACROSS_BLOCKS):
            assert sql(statement, ids) == []

    return check


def test_one_person_following_32_times_at_once_makes_one_follow(api, person, at_once, graph, consistent):
    a, b = person(), person()
    answers = at_once([lambda: api.post(f"/api/social/follow/{b.id}", as_=a)] * 32)
    assert sorted(r.status_code for r in answers) == [200] * 31 + [201]
    assert graph(a, b)["counts"] == [(0, 1), (1, 0)]
    consistent([a, b])


def test_32_people_following_one_at_once_are_all_counted(api, person, people, at_once, consistent):
    star, fans = person(), people(32)
    answers = at_once([lambda f=f: api.post(f"/api/social/follow/{star.id}", as_=f) for f in fans])
    assert {r.status_code for r in answers} == {201}
    assert api.get(f"/api/users/{star.id}").json()["followers_count"] == 32
    consistent([star, *fans])


def test_32_blocks_at_once_cut_both_follows_once(api, person, follow, at_once, graph, consistent):
    a, b = person(), person()
    follow(a, b)
    follow(b, a)
    answers = at_once([lambda: api.post(f"/api/social/block/{b.id}", as_=a)] * 32)
    assert sorted(r.status_code for r in answers) == [200] * 31 + [201]
    assert graph(a, b) == {"edges": {}, "requested": False, "blocked": True, "counts": [(0, 0), (0, 0)]}
    consistent([a, b])


def test_200_toggles_among_five_people_leave_everything_exact(api, people, at_once, consistent):
    crowd, dice = people(5), random.Random(7)
    calls = []
    for _ in range(200):
        (a, b), (method, what) = dice.sample(crowd, 2), dice.choice(_SWITCHES)
        calls.append(lambda m=method, w=what, a=a, b=b: api.request(m, f"/api/social/{w}/{b.id}", as_=a))
    assert {r.status_code for r in at_once(calls)} <= {200, 201, 204, 403, 404}
    consistent(crowd)


def test_suspending_someone_amid_follows_of_theirs_waits_for_nobody_and_counts_right(api, people, at_once, sql):
    star, *fans = people(17)
    flip = "UPDATE public.profiles SET suspended_at = CASE WHEN suspended_at IS NULL THEN now() END WHERE id = %s"
    calls = [lambda f=f: api.post(f"/api/social/follow/{star.id}", as_=f).status_code for f in fans]
    for place in (3, 7, 11, 15):  # twice on, twice off: at the end everybody can see the star again
        calls.insert(place, lambda: bool(sql(flip, [star.id])))
    assert set(at_once(calls)) <= {200, 201, 404, False}
    counted = "SELECT followers_count FROM private.profile_stats WHERE user_id = %s"
    rows = "SELECT count(*) AS followers_count FROM public.followers WHERE following_id = %s"
    assert sql(counted, [star.id]) == sql(rows, [star.id])
