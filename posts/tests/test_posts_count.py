"""posts_seen, count_posts, post_shown_to: a profile counts the posts that the same viewer can page through."""

import json

import pytest

from posts import functions
from posts.tests.conftest import pages
from profiles import functions as people_functions


@pytest.mark.parametrize("visibility", ["public", "followers", "private"])
def test_every_count_is_the_length_of_the_list_for_every_viewer(
    acting_as, person, write, follow, hide, sql, visibility
):
    a, follower, mutual, followed, stranger = (person() for _ in range(5))
    follow(follower, a)
    follow(mutual, a)
    follow(a, mutual, followed)
    posts = {
        audience: [write(a, str(n), audience) for n in range(size)]
        for audience, size in (("public", 5), ("followers", 4), ("mutuals", 3), ("private", 2))
    }
    sql("UPDATE public.posts SET hidden_at = now() WHERE id = %s", [posts["public"][0]])
    sql("UPDATE public.posts SET audience = 'mutuals' WHERE id = %s", [posts["public"][1]])
    with acting_as(a, commit=True) as call:
        call(functions.delete_post, actor=a.id, post=posts["followers"][0])
        call(functions.delete_post, actor=a.id, post=posts["private"][0])
    sql("DELETE FROM public.posts WHERE id = %s", [posts["mutuals"][0]])
    hide(a, visibility)
    counts = {}
    for name, who in (("a", a), ("f", follower), ("m", mutual), ("d", followed), ("s", stranger), ("-", None)):
        given = {"viewer": who and who.id, "target": a.id}
        with acting_as(who) as call:
            seen = json.loads(call(people_functions.get_profile, **given)["body"])
            found = pages(lambda at: call(functions.get_user_posts, **given, page_limit=2, after=at))  # noqa: B023
        assert seen["posts_count"] == len(found), name
        counts[name] = len(found)
    open_to_all = 3 if visibility == "public" else 0
    assert counts == {"a": 11, "f": 6, "m": 9, "d": open_to_all, "s": open_to_all, "-": open_to_all}
