"""public.get_suggestions (private.people_to_suggest): whom those one follows follow, then the widely followed."""

import json

import pytest

from social import functions
from topin.core.testing.refusals import refused

_POPULAR = "UPDATE private.person_terms SET popularity = %s WHERE user_id = %s"
_SETTLE = "UPDATE public.profiles SET {} WHERE id = %s"


@pytest.fixture
def suggested(acting_as):
    """`suggested(viewer, size=100)`: {id: followed_by_count} over all pages, in their order."""

    def read(viewer, size=100):
        found, after = [], None
        with acting_as(viewer) as call:
            while True:
                page = call(functions.get_suggestions, viewer=viewer.id, page_limit=size, after=after)
                found += json.loads(page["results"])
                after = page["next"]
                if after is None:
                    break
        assert len({entry["id"] for entry in found}) == len(found)
        return {entry["id"]: entry["followed_by_count"] for entry in found}

    return read


def test_whom_most_of_those_one_follows_follow_comes_first_then_the_latest(person, people, follow, suggested):
    viewer, friends, (x, y, z, last) = person(), people(3), people(4)
    follow(viewer, *friends)
    for place, friend in enumerate(friends):
        follow(friend, *(x, y, z)[: 3 - place])
    follow(friends[2], last)
    found = suggested(viewer)
    assert list(found)[:4] == [x.id, y.id, last.id, z.id]
    assert [found[one.id] for one in (x, y, last, z)] == [3, 2, 1, 1]


def test_pages_together_are_the_whole(person, people, follow, suggested):
    viewer, friend, others = person(), person(), people(7)
    follow(viewer, friend)
    for x in others:
        follow(friend, x)
    assert list(suggested(viewer, 3))[:7] == list(suggested(viewer))[:7] == [x.id for x in reversed(others)]


def test_who_follows_nobody_gets_the_widely_followed(person, suggested, sql):
    viewer, first, second = person(), person(), person()
    sql(_POPULAR, [91, first.id])
    sql(_POPULAR, [90, second.id])
    found = suggested(viewer)
    assert (found[first.id], found[second.id]) == (0, 0)
    order = list(found)
    assert order.index(first.id) < order.index(second.id)


_HIDDEN = {
    "oneself": lambda who, viewer, act: act.follow(who, who),
    "followed": lambda who, viewer, act: act.follow(viewer, who),
    "asked": lambda who, viewer, act: act.insert("public.follow_requests", viewer, who),
    "muted": lambda who, viewer, act: act.insert("public.mutes", viewer, who),
    "blocked": lambda who, viewer, act: act.block(viewer, who),
    "blocking": lambda who, viewer, act: act.block(who, viewer),
    "suspended": lambda who, viewer, act: act.settle("suspended_at = now()", who),
    "deactivated": lambda who, viewer, act: act.settle("deactivated_at = now()", who),
    "for followers": lambda who, viewer, act: act.settle("profile_visibility = 'followers'", who),
    "private": lambda who, viewer, act: act.settle("profile_visibility = 'private'", who),
    "unfindable": lambda who, viewer, act: act.settings("searchable = false", who),
}


class Acts:
    """What makes somebody nobody to suggest."""

    def __init__(self, sql, follow, block):
        self._sql, self.block = sql, block
        self._follow = follow

    def follow(self, who, whom):
        if who is not whom:
            self._follow(who, whom)

    def insert(self, table, who, whom):
        self._sql(f"INSERT INTO {table} VALUES (%s, %s)", [who.id, whom.id])

    def settle(self, change, who):
        self._sql(_SETTLE.format(change), [who.id])

    def settings(self, change, who):
        self._sql(f"UPDATE public.user_settings SET {change} WHERE user_id = %s", [who.id])


@pytest.mark.parametrize("state", _HIDDEN)
def test_never_suggested_however_many_follow_them(person, people, follow, block, suggested, sql, state):
    viewer, friends, seen = person(), people(2), person()
    who = viewer if state == "oneself" else person()
    follow(viewer, *friends)
    for friend in friends:
        follow(friend, who, seen)
    sql(_POPULAR, [89, who.id])
    assert (who.id in suggested(viewer)) == (who is not viewer)
    _HIDDEN[state](who, viewer, Acts(sql, follow, block))
    sql(_POPULAR, [89, who.id])
    found = suggested(viewer)
    assert who.id not in found
    assert found[seen.id] == 2


def test_a_suspension_or_mute_that_is_over_hides_nobody(person, follow, suggested, sql):
    viewer, friend, back, heard = person(), person(), person(), person()
    follow(viewer, friend)
    follow(friend, back, heard)
    ended = "suspended_at = now() - interval '2 days', suspended_until = now() - interval '1 day'"
    sql(_SETTLE.format(ended), [back.id])
    sql("INSERT INTO public.mutes VALUES (%s, %s, now() - interval '1 day')", [viewer.id, heard.id])
    assert {back.id: 1, heard.id: 1}.items() <= suggested(viewer).items()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("profile_visibility = 'followers'", True),
        ("profile_visibility = 'private'", False),
        ("suspended_at = now()", False),
        ("deactivated_at = now()", False),
    ],
)
def test_only_lists_of_follows_that_the_viewer_may_see_add_to_it(person, follow, suggested, sql, change, told):
    viewer, friend, x = person(), person(), person()
    follow(viewer, friend)
    follow(friend, x)
    sql(_SETTLE.format(change), [friend.id])
    assert (suggested(viewer).get(x.id, 0) > 0) is told


def test_of_each_the_50_whom_they_followed_last_count(person, people, follow, suggested):
    viewer, friend, (old, *others) = person(), person(), people(51)
    follow(viewer, friend)
    follow(friend, old)
    follow(friend, *others)
    found = suggested(viewer)
    assert found.get(old.id, 0) == 0
    assert {found[x.id] for x in others} == {1}


def test_the_100_whom_one_followed_last_are_asked(person, people, follow, suggested):
    viewer, (first, second, *friends), x = person(), people(101), person()
    for one in (first, second):
        follow(one, x)
    follow(viewer, first)
    follow(viewer, second, *friends)
    assert suggested(viewer)[x.id] == 1


def test_nobody_is_suggested_to_anothers_eyes(acting_as, person):
    a, b = person(), person()
    with refused(403, "forbidden"), acting_as(a) as call:
        call(functions.get_suggestions, viewer=b.id, page_limit=5)


def test_over_http_page_by_page_until_one_follows_them(api, person, people, follow):
    viewer, friend, (x, y) = person(), person(), people(2)
    follow(viewer, friend)
    follow(friend, x)
    follow(friend, y)
    first = api.get("/api/social/suggestions?limit=1", as_=viewer).json()
    second = api.get(f"/api/social/suggestions?limit=1&cursor={first['next_cursor']}", as_=viewer).json()
    (entry,) = first["results"]
    assert [entry["id"], second["results"][0]["id"]] == [y.id, x.id]
    assert (entry["followed_by_count"], entry["viewer"]["follows"]) == (1, False)
    assert api.post(f"/api/social/follow/{y.id}", as_=viewer).status_code == 201
    assert api.get("/api/social/suggestions?limit=1", as_=viewer).json()["results"][0]["id"] == x.id


def test_anon_gets_none_and_a_cursor_of_another_list_is_400(api, person):
    viewer = person()
    api.problem(api.get("/api/social/suggestions"), 401, "authentication_required")
    api.problem(api.get("/api/social/suggestions?limit=0", as_=viewer), 400, "invalid_limit")
    api.problem(api.get("/api/social/suggestions?cursor=x", as_=viewer), 400, "invalid_cursor")
