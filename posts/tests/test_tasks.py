"""The job of posts (erase_deleted_posts, sweep_feed_entries): what is old goes, the rest stays, twice over."""

from posts import functions, tasks
from posts.tests.conftest import answer


def test_deleted_posts_go_after_30_days(person, write, sql, acting_as):
    a = person()
    old, new, hidden, standing = (write(a, name) for name in ("old", "new", "hidden", "standing"))
    with acting_as(a, commit=True) as call:
        for post in (old, new, hidden):
            call(functions.delete_post, actor=a.id, post=post)
    sql("UPDATE public.posts SET deleted_at = now() - interval '31 days' WHERE id = ANY (%s)", [[old, hidden]])
    sql("UPDATE public.posts SET hidden_at = now() WHERE id = %s", [hidden])
    for _ in range(2):
        tasks.sweep.apply(throw=True)
        left = sql("SELECT id::text FROM public.posts WHERE author_id = %s", [a.id])
        assert {row["id"] for row in left} == {new, hidden, standing}
    assert sql("SELECT posts_count FROM private.profile_stats WHERE user_id = %s", [a.id]) == [{"posts_count": 1}]


def test_feed_entries_taken_back_go_after_a_day(acting_as, person, write, repost, sql):
    a, b, c = person(), person(), person()
    post = write(a)
    for who in (b, c):
        assert answer(repost(who, post)["body"])["reposted"]
        with acting_as(who, commit=True) as call:
            call(functions.unrepost, actor=who.id, post=post)
    sql(
        "UPDATE private.feed_entries SET removed_at = removed_at - interval '25 hours' WHERE post_id = %s"
        " AND actor_id = %s", [post, b.id],
    )  # fmt: skip
    tasks.sweep.apply(throw=True)
    left = sql("SELECT actor_id::text FROM private.feed_entries WHERE post_id = %s ORDER BY created_at", [post])
    assert [row["actor_id"] for row in left] == [a.id, c.id]
