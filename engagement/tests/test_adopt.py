"""sql/adopt.sql: likes and comments that were there before get what new ones get; a second run changes nothing."""

from pathlib import Path

ADOPT = (Path(__file__).parents[1] / "sql" / "adopt.sql").read_text()


def test_old_likes_and_comments_are_counted_and_keep_their_threads(
    person, write, comment, comments, like, read, fold, sql
):
    a, b = person(), person()
    post = write(a)
    below = comment(b, post)
    answer = comment(a, post, "answer", below)
    for content in (post, below):
        like(b, content)
    fold()
    sql("UPDATE public.comments SET replied = false WHERE post_id = %s", [post])
    sql("DELETE FROM private.comment_counters WHERE comment_id IN (%s, %s)", [below, answer])
    sql("DELETE FROM private.earned_like WHERE post_id = %s", [post])
    sql("UPDATE private.post_counters SET like_count = 0, comment_count = 0 WHERE post_id = %s", [post])
    for _ in range(2):
        sql(ADOPT)
        assert (read(a, post)["like_count"], read(a, post)["comment_count"]) == (1, 2)
        (shown,) = comments(None, post, "top")
        assert (shown["id"], shown["like_count"], shown["reply_count"]) == (below, 1, 1)
        assert sql("SELECT replied FROM public.comments WHERE id = %s", [below]) == [{"replied": True}]
        earned = sql("SELECT user_id::text AS id FROM private.earned_like WHERE post_id = %s", [post])
        assert earned == [{"id": b.id}]
