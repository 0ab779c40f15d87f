"""public.increment_post_views: one view a viewer and UTC day, for jobs alone."""

import uuid

from posts import functions
from topin.core.db.session import Caller, acting
from topin.core.testing.refusals import refused


def count(post, viewer_key, **given):
    with acting(Caller(None), alias="worker") as session:
        return session.call(functions.increment_post_views, post=post, viewer_key=viewer_key, **given)


def test_once_a_viewer_and_day(person, write, read):
    a, b = person(), person()
    post = write(a)
    days = ("2100-01-01T23:59:59Z", "2100-01-02T00:00:00Z", "2100-01-02T23:00:00Z")  # never final
    assert [count(post, b.id, seen_at=day) for day in days] == [True, True, False]
    assert count(post, str(uuid.uuid4()), is_anonymous=True)
    assert read(b, post)["view_count"] == 3
    assert read(b, post)["viewer"]["viewed"] is True
    assert read(a, post)["viewer"]["viewed"] is False


def test_a_deleted_or_unknown_post_counts_nothing(person, write, sql):
    a = person()
    post = write(a)
    sql("UPDATE public.posts SET deleted_at = now() WHERE id = %s", [post])
    assert count(post, a.id) is False
    assert count(str(uuid.uuid4()), a.id) is False


def test_people_cannot_mint_views(acting_as, person, write):
    a = person()
    post = write(a)
    for who in (a, None):
        with refused(403, "forbidden"), acting_as(who) as call:
            call(functions.increment_post_views, post=post, viewer_key=a.id)
