"""What hangs on a post follows it, whoever changes it at the same moment."""

import concurrent.futures

import psycopg

from posts import functions
from topin.core.db.errors import refusal_from


def test_audiences_and_reposts_racing_leave_entries_as_they_should_be(
    acting_as, person, people, write, repost, fold, sql
):
    a, crowd = person(), people(4)
    post = write(a)

    def act(turn):
        who = crowd[turn % 4]
        try:
            if turn % 5 == 0:
                with acting_as(a, commit=True) as call:
                    audience = ("followers", "public")[turn % 2]
                    call(functions.update_post, actor=a.id, post=post, changes={"audience": audience})
            elif turn % 2:
                repost(who, post)
            else:
                with acting_as(who, commit=True) as call:
                    call(functions.unrepost, actor=who.id, post=post)
        except psycopg.Error as error:
            refusal = refusal_from(error)
            assert refusal is not None, error
            assert refusal.status in (403, 404), error

    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        list(pool.map(act, range(80)))
    audience = sql("SELECT audience FROM public.posts WHERE id = %s", [post])[0]["audience"]
    standing = {
        row["id"] for row in sql("SELECT user_id::text AS id FROM public.reposts WHERE post_id = %s", [post])
    }
    assert _entries(sql, post) == {a.id} | (standing if audience == "public" else set())
    fold()
    count = sql("SELECT repost_count FROM private.post_counters WHERE post_id = %s", [post])[0]["repost_count"]
    assert count == len(standing)


def _entries(sql, post):
    rows = sql(
        "SELECT actor_id::text AS id FROM private.feed_entries WHERE post_id = %s AND removed_at IS NULL", [post]
    )
    return {row["id"] for row in rows}
