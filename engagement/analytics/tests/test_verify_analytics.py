"""verify_analytics holds stored figures against raw SQL, says what is wrong, makes it right; and nothing else."""

import json
from datetime import date

import pytest

from engagement.analytics import functions, tasks
from topin.core.db.session import Caller, acting
from topin.core.jobs.base import WORKER

from .conftest import view

LIKE = """
INSERT INTO public.post_like_logs (post_id, author_id, user_id, liked, earned, created_at)
VALUES (%s, %s, %s, true, true, %s::date + interval '2 hours')
"""
POST = "SELECT views, likes, comments FROM private.post_analytics WHERE post_id = %s AND day = %s"
PERSON = "SELECT views, likes, followers FROM public.user_analytics WHERE user_id = %s AND day = %s"


@pytest.fixture
def wrong():
    """`wrong(day, now, ids, repair=False, flushed=None)`: {(kind, id): (stored, counted)}, as if asked then."""

    def act(day, now, ids, repair=False, flushed=None):
        with acting(Caller(None), alias="worker") as session:
            session.execute("SELECT set_config('topin.now', $1, true)", [now])
            if flushed:
                session.call(functions.note_flush, until=flushed)
            rows = session.call(functions.verify_analytics, of_day=day, repair=repair)
        return {
            (row["kind"], str(row["id"])): (_read(row["stored"]), _read(row["counted"]))
            for row in rows
            if str(row["id"]) in ids or row["kind"] == "product"
        }

    return act


def _read(body):
    return json.loads(body) if isinstance(body, str | bytes) else body


@pytest.fixture
def busy(people, write, store, sql):
    """`busy(day)`: an author and a post, and on that day two views, a like, a comment and a follow."""

    def make(day):
        author, viewer, other = people(3)
        post = write(author)
        store(*(view(post, who, f"{day}T12:00:00Z") for who in (viewer, other)))
        sql("SELECT private.make_partition('public.post_like_logs', %s)", [day])
        sql(LIKE, [post, author.id, viewer.id, day])
        sql(
            "INSERT INTO public.comments (post_id, author_id, content, created_at) VALUES (%s, %s, 'Well', %s)",
            [post, viewer.id, f"{day}T03:00Z"],
        )
        sql(
            "INSERT INTO public.followers (follower_id, following_id, created_at) VALUES (%s, %s, %s)",
            [viewer.id, author.id, f"{day}T03:00Z"],
        )
        return author, post

    return make


def test_a_day_that_is_not_final_is_counted_anew_and_right_in_everything(busy, wrong, sql):
    day, now = date(2017, 2, 3), "2017-02-04T00:31:00Z"
    author, post = busy(day)
    assert wrong(day, now, {author.id, post}) == {}
    assert sql(POST, [post, day]) == [{"views": 2, "likes": 1, "comments": 1}]
    assert sql(PERSON, [author.id, day]) == [{"views": 2, "likes": 1, "followers": 1}]
    assert sql(
        "SELECT sign_ups, comments, likes, views, active FROM private.product_days WHERE day = %s", [day]
    ) == [{"sign_ups": 0, "comments": 1, "likes": 1, "views": 2, "active": 2}]


def test_what_is_wrong_on_a_final_day_is_told_made_right_and_kept(busy, wrong, sql):
    day, now = date(2017, 3, 4), "2017-03-06T00:31:00Z"
    author, post = busy(day)
    assert wrong(day, now, {author.id, post}, flushed="2017-03-06T00:00:00Z") == {}
    sql("UPDATE private.post_analytics SET views = 7 WHERE post_id = %s", [post])
    sql("UPDATE public.user_analytics SET views = 1, likes = 0 WHERE user_id = %s", [author.id])
    sql("UPDATE private.product_days SET views = 0 WHERE day = %s", [day])
    found = wrong(day, now, {author.id, post})
    assert found.keys() == {("post", post), ("person", author.id), ("product", "None")}
    assert (found["post", post][0]["views"], found["post", post][1]["views"]) == (7, 2)
    assert wrong(day, now, {author.id, post}, repair=True) == found  # looking repaired nothing
    assert wrong(day, now, {author.id, post}) == {}
    assert sql(POST, [post, day]) == [{"views": 2, "likes": 1, "comments": 1}]
    assert sql(PERSON, [author.id, day]) == [{"views": 2, "likes": 1, "followers": 1}]
    kept = "SELECT stored ->> 'views' AS stored FROM private.corrections WHERE subject_id = %s"
    assert sql(kept, [post]) == [{"stored": "7"}]


def test_what_was_undone_after_a_day_became_final_is_no_drift(busy, wrong, sql):
    day, now = date(2017, 4, 5), "2017-04-07T00:31:00Z"
    author, post = busy(day)
    wrong(day, now, {author.id, post}, flushed="2017-04-07T00:00:00Z")
    sql("UPDATE public.comments SET deleted_at = now() WHERE post_id = %s", [post])
    sql("DELETE FROM public.followers WHERE following_id = %s", [author.id])
    assert wrong(day, now, {author.id, post}) == {}
    sql("DELETE FROM public.posts WHERE id = %s", [post])
    assert wrong(day, now, {author.id}) == {}
    assert sql(PERSON, [author.id, day]) == [{"views": 2, "likes": 1, "followers": 1}]


def test_the_job_is_recorded_with_what_it_found(sql):
    tasks.verify.apply(throw=True)
    last = "SELECT outcome FROM private.job_run WHERE job = 'analytics.verify' ORDER BY started_at DESC LIMIT 1"
    assert sql(last) == [{"outcome": "done"}]
    assert functions.verify_analytics.login == "worker" and WORKER.role is None
