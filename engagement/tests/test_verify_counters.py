"""verify_counters finds each counter that is not its rows, says how it stood, makes it right; and none else."""

import pytest

from engagement import functions, tasks
from posts.tests.conftest import answer
from topin.core.db.session import call
from topin.core.jobs.base import WORKER


@pytest.fixture
def wrong():
    """`wrong(ids, repair=False)`: {(counter, id): (as stored, as counted)} of these ids."""

    def act(ids, repair=False):
        rows = call(functions.verify_counters, WORKER, repair=repair)
        return {
            (row["counter"], str(row["id"])): (answer(row["stored"]), answer(row["counted"]))
            for row in rows
            if str(row["id"]) in ids
        }

    return act


def test_what_is_wrong_is_found_and_made_right(person, write, comment, like, follow, read, fold, wrong, sql):
    a, b = person(), person()
    post = write(a)
    below = comment(b, post)
    comment(a, post, "answer", parent=below)
    like(b, post)
    like(a, below)
    follow(b, a)
    fold()
    ids = {a.id, b.id, post, below}
    assert wrong(ids) == {}
    sql(
        "UPDATE private.post_counters SET like_count = 9, comment_count = 0, repost_count = 1 WHERE post_id = %s",
        [post],
    )
    sql("UPDATE private.comment_counters SET like_count = 3, reply_count = 4 WHERE comment_id = %s", [below])
    sql(
        "UPDATE private.profile_stats SET followers_count = 5, posts_public = 6 WHERE user_id = %s",
        [a.id],
    )
    found = wrong(ids)
    assert found.keys() == {("posts", post), ("comments", below), ("people", a.id)}
    assert found["posts", post] == (
        {"like_count": 9, "comment_count": 0, "repost_count": 1},
        {"like_count": 1, "comment_count": 2, "repost_count": 0},
    )
    assert found["comments", below][1] == {"like_count": 1, "reply_count": 1}
    assert (found["people", a.id][1]["followers_count"], found["people", a.id][1]["posts_public"]) == (1, 1)
    assert wrong(ids) == found  # looking repairs nothing
    tasks.verify.apply(throw=True)
    assert wrong(ids) == {}
    assert (read(a, post)["like_count"], read(a, post)["comment_count"]) == (1, 2)
    kept = sql(
        "SELECT kind, subject_id::text AS id, user_id::text AS whose, stored ->> 'like_count' AS stood"
        " FROM private.corrections WHERE subject_id = ANY (%s::uuid[])",
        [[*ids]],
    )
    assert {(row["kind"], row["id"], row["whose"]) for row in kept} == {
        ("post", post, a.id), ("comment", below, b.id), ("person", a.id, a.id),
    }  # fmt: skip
    assert {row["stood"] for row in kept if row["kind"] == "post"} == {"9"}


def test_what_is_not_folded_yet_is_no_drift(person, write, comment, like, unlike, delete, fold, wrong):
    a, b = person(), person()
    post = write(a)
    below = comment(b, post)
    for content in (post, below):
        like(b, content)
    assert wrong({post, below}, repair=True) == {}
    fold()
    unlike(b, post)
    delete(b, below)
    assert wrong({post, below}, repair=True) == {}
    fold()
    assert wrong({post, below}) == {}


def test_erasing_people_who_did_everything_to_each_other_leaves_no_drift(
    person, people, write, comment, like, follow, suspend, fold, wrong, sql
):
    stays, gone, away = person(), people(3), person()
    posts = {who.id: write(who) for who in (stays, away, *gone)}
    for who in (stays, away, *gone):
        follow(who, *(other for other in (stays, away, *gone) if other is not who))
        for post in posts.values():
            like(who, post)
            below = comment(who, post)
            like(who, comment(who, post, "answer", below))
            sql("INSERT INTO public.reposts (post_id, user_id) VALUES (%s, %s)", [post, who.id])
    suspend(away)
    sql("DELETE FROM auth.users WHERE id = ANY (%s::uuid[])", [[who.id for who in gone]])
    fold()
    left = sql("SELECT id::text FROM public.comments WHERE post_id = %s", [posts[stays.id]])
    ids = {stays.id, away.id, posts[stays.id], posts[away.id], *(row["id"] for row in left)}
    assert wrong(ids) == {}
    suspend(away, False)
    assert wrong(ids) == {}
    counted = sql("SELECT followers_count, posts_count FROM private.profile_stats WHERE user_id = %s", [stays.id])
    assert counted == [{"followers_count": 1, "posts_count": 1}]
