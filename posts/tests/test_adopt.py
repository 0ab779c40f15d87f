"""sql/adopt.sql: posts and reposts that were there before get what new ones get; a second run changes nothing."""

from pathlib import Path

ADOPT = (Path(__file__).parents[1] / "sql" / "adopt.sql").read_text()


def test_old_posts_are_counted_and_enter_the_feeds(person, write, repost, feed, follow, read, sql):
    me, a, b = person(), person(), person()
    follow(me, b)
    post, hidden = write(a, "Old #news"), write(b, "Mine", audience="private")
    repost(b, post)
    mine = [post, hidden]
    sql("INSERT INTO public.post_views (post_id, viewer_key, day) VALUES (%s, %s, now())", [post, me.id])
    sql("DELETE FROM private.feed_entries WHERE post_id = ANY (%s)", [mine])
    sql("DELETE FROM private.post_counters WHERE post_id = ANY (%s)", [mine])
    sql("UPDATE public.posts SET hashtags = '{}' WHERE id = ANY (%s)", [mine])
    sql("UPDATE private.profile_stats SET posts_public = 7 WHERE user_id = %s", [a.id])
    for _ in range(2):
        sql(ADOPT)
        rows = feed(me)
        assert [(row["id"], row["reposted_by"]["user"]["id"]) for row in rows] == [(post, b.id)]
        shown = read(a, post)
        assert (shown["repost_count"], shown["view_count"], shown["hashtags"]) == (1, 1, ["news"])
        assert (
            sql("SELECT posts_count FROM private.profile_stats WHERE user_id = %s", [a.id])[0]["posts_count"] == 1
        )
