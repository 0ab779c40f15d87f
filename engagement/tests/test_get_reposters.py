"""public.get_reposters: who reposts a post, of those whose repost the viewer is shown."""

import uuid

import pytest

from engagement import functions
from posts.tests.conftest import pages, repost  # noqa: F401 (fixtures)
from topin.core.testing.refusals import refused


@pytest.fixture
def reposters(acting_as):
    """The ids of those who repost something, read page by page."""

    def act(who, post):
        given = {"viewer": who and who.id, "post": post, "page_limit": 2}
        with acting_as(who) as ask:
            return [row["id"] for row in pages(lambda at: ask(functions.get_reposters, **given, after=at))]

    return act


def shown_by_policy(acting_as, who, post):
    with acting_as(who) as ask:
        rows = "SELECT array_agg(user_id ORDER BY created_at DESC) FROM public.reposts WHERE post_id = $1::uuid"
        return [str(one) for one in ask(rows, post) or []]


def test_the_latest_first_and_who_is_hidden_is_absent(
    acting_as, person, people, write, repost, reposters, follow, block, suspend, hide  # noqa: F811
):  # fmt: skip
    a, viewer, (one, two, blocked, blocking, gone, closed, followed) = person(), person(), people(7)
    post = write(a)
    for who in (one, blocked, gone, closed, blocking, followed, two, viewer):
        repost(who, post)
    follow(viewer, followed)
    hide(closed)
    hide(followed)
    block(viewer, blocked)
    block(blocking, viewer)
    suspend(gone)
    assert reposters(viewer, post) == [p.id for p in (viewer, two, followed, one)]
    assert reposters(None, post) == [p.id for p in (viewer, two, blocking, blocked, one)]
    for who in (viewer, a, two, blocked, None):
        assert reposters(who, post) == shown_by_policy(acting_as, who, post)


def test_a_repost_taken_back_is_absent_and_a_post_out_of_sight_tells_nothing(
    acting_as, person, write, repost, reposters, sql  # noqa: F811
):  # fmt: skip
    a, b = person(), person()
    post = write(a)
    repost(b, post)
    assert reposters(a, post) == [b.id]
    with acting_as(b, commit=True) as ask:
        ask("SELECT public.unrepost($1::uuid, $2::uuid)", b.id, post)
    assert reposters(a, post) == []
    sql("UPDATE public.posts SET audience = 'private' WHERE id = %s", [post])
    for who in (b, None):
        for target in (post, str(uuid.uuid4())):
            with refused(404, "not_found"):
                reposters(who, target)
