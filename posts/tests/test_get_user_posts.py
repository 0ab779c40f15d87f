"""public.get_user_posts: one person's posts, as far as the viewer may see them."""

import uuid

import pytest

from posts import functions
from posts.tests.conftest import answer, pages
from topin.core.testing.refusals import refused

AUDIENCES = ("public", "followers", "mutuals", "private")


@pytest.fixture
def listed(acting_as):
    """`listed(viewer, target)`: the posts, two a page."""

    def act(who, target):
        viewer = who and who.id
        with acting_as(who) as call:
            return pages(
                lambda after: call(
                    functions.get_user_posts, viewer=viewer, target=target, page_limit=2, after=after
                )
            )

    return act


def test_newest_first_to_the_end(person, write, listed):
    a = person()
    made = [write(a, f"Number {n}") for n in range(5)]
    assert [row["id"] for row in listed(None, a.id)] == made[::-1]


def test_each_viewer_gets_what_rls_shows(acting_as, person, write, listed, follow, hide):
    a, fan, mutual, stranger = (person() for _ in range(4))
    follow(fan, a)
    follow(mutual, a)
    follow(a, mutual)
    for audience in AUDIENCES:
        write(a, audience=audience)
    for closed in (False, True):
        if closed:
            hide(a)
        for who in (a, fan, mutual, stranger, None):
            shown = {row["id"] for row in listed(who, a.id)}
            with acting_as(who) as call:
                allowed = call(
                    "SELECT coalesce(json_agg(id), '[]') FROM public.posts WHERE author_id = $1::uuid", a.id
                )
            assert shown == set(answer(allowed))


def test_who_is_not_there_is_a_404(person, listed, block, suspend):
    a, b, gone = person(), person(), person()
    block(a, b)
    suspend(gone)
    for who, target in ((b, a.id), (a, b.id), (a, gone.id), (None, gone.id), (a, str(uuid.uuid4()))):
        with refused(404, "not_found"):
            listed(who, target)
    assert listed(gone, gone.id) == []
