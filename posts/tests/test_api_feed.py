"""GET /api/posts: ranked readings under their cursor, and what has come since with its gap."""

import json

import pytest
from django.core.cache import cache
from redis.exceptions import RedisError

from posts import feed, functions
from posts.feed import READINGS
from social import functions as social
from topin.core.db.errors import Refusal


def read(api, who, **query):
    answer = api.get("/api/posts?" + "&".join(f"{name}={value}" for name, value in query.items()), as_=who)
    assert answer.status_code == 200, answer.text
    return answer.json()


def ids(page):
    return [post["id"] for post in page["results"]]


def test_a_ranked_reading_over_pages_and_its_end(api, person, write, follow):
    me, a = person(), person()
    follow(me, a)
    made = [write(a) for _ in range(5)]
    first = read(api, me, mode="ranked", limit=2)
    assert first["head"] is None
    second = read(api, me, mode="ranked", limit=2, cursor=first["next_cursor"])
    again = read(api, me, mode="ranked", limit=2, cursor=first["next_cursor"])
    third = read(api, me, mode="ranked", limit=2, cursor=second["next_cursor"])
    assert ids(first) + ids(second) + ids(third) == made[::-1]
    assert again == second
    assert third["next_cursor"] is None
    other = api.get(f"/api/posts?mode=ranked&limit=2&cursor={first['next_cursor']}", as_=person())
    api.problem(other, 410, "reading_expired")
    api.problem(api.get(f"/api/posts?cursor={first['next_cursor']}", as_=me), 400, "invalid_cursor")


def test_of_a_viewer_only_the_last_readings_are_kept(api, person, write):
    me = person()
    for _ in range(2):
        write(me)
    cursors = [read(api, me, mode="ranked", limit=1)["next_cursor"] for _ in range(READINGS + 1)]
    gone = api.get(f"/api/posts?mode=ranked&limit=1&cursor={cursors[0]}", as_=me)
    api.problem(gone, 410, "reading_expired")
    for kept in (cursors[1], cursors[-1]):
        assert len(ids(read(api, me, mode="ranked", limit=1, cursor=kept))) == 1


def test_what_came_since_with_its_gap_marked_is_just_what_is_missing(api, person, write, follow):
    me, a = person(), person()
    follow(me, a)
    had = [write(a) for _ in range(3)]
    before = read(api, me)
    assert (ids(before), before["gap"]) == (had[::-1], None)
    assert ids(read(api, me, since=before["head"])) == []
    missed = [write(a) for _ in range(7)]
    page = read(api, me, since=before["head"], limit=3)
    got, later = ids(page), write(a)
    while page["gap"]:
        assert page["gap"]["cursor"] == page["next_cursor"]
        page = read(api, me, since=before["head"], limit=3, cursor=page["gap"]["cursor"])
        got += ids(page)
    assert got == missed[::-1]
    assert ids(read(api, me, since=page["head"])) == [later]


def test_the_cursor_of_a_gap_leads_on_by_itself(api, person, write, follow):
    me, a = person(), person()
    follow(me, a)
    for _ in range(3):
        write(a)
    before = read(api, me, limit=1)
    missed = [write(a) for _ in range(5)]
    page = read(api, me, since=before["head"], limit=2)
    got = ids(page)
    while page["gap"]:
        page = read(api, me, limit=2, cursor=page["gap"]["cursor"])
        got += ids(page)
    assert (got, page["next_cursor"]) == (missed[::-1], None)
    for cursor, since in ((before["next_cursor"], before["head"]), (before["next_cursor"], page["head"])):
        api.problem(api.get(f"/api/posts?cursor={cursor}&since={since}", as_=me), 400, "invalid_cursor")


_POSTS = """
INSERT INTO public.posts (author_id, type, content, created_at)
SELECT %s, 'text', n::text, clock_timestamp() + CASE WHEN n %% 2 = 0 THEN n * interval '1 microsecond' ELSE '0' END
  FROM generate_series(1, %s) n RETURNING id::text
"""


def test_five_hundred_posts_away_each_comes_once_while_others_write_and_delete(
    api, people, write, follow, repost, acting_as, sql
):
    """Long stretches of one author that is muted, many posts of one instant, one whose transaction ended late."""
    me, a, b, muted = people(4)
    follow(me, a, b, muted)
    old = write(a)
    had = [write(b) for _ in range(30)]
    with acting_as(a, commit=True) as writing:
        made = writing(functions.create_post, actor=a.id, data={"type": "text", "content": "late"})
        before = read(api, me)
    assert ids(before) == had[:-21:-1] and before["gap"] is None
    late, missed = json.loads(made["body"])["id"], set()
    for _ in range(5):
        missed |= {row["id"] for row in sql(_POSTS, [a.id, 100])}
        sql(_POSTS, [muted.id, 150])
    repost(b, old)
    with acting_as(me, commit=True) as call:
        call(social.mute_user, actor=me.id, target=muted.id)
    doomed, got, written, page, pages = sorted(missed)[::17], [], [], None, 0
    head = None
    while page is None or page["gap"]:
        more = {"cursor": page["gap"]["cursor"]} if page else {}
        page = read(api, me, since=before["head"], **more)
        got, pages = got + page["results"], pages + 1
        head = head or page["head"]
        written.append(write(b))
        if doomed:
            with acting_as(a, commit=True) as call:
                call(functions.delete_post, actor=a.id, post=doomed.pop())
    seen = [post["id"] for post in got]
    assert pages >= 25
    assert len(seen) == len(set(seen))
    assert set(seen) <= missed | {late, old}  # none that was had, muted, or written meanwhile
    deleted = set(sorted(missed)[::17])
    assert missed - deleted | {late, old} <= set(seen)
    times = [(post.get("reposted_by") or post)["created_at"] for post in got]
    assert times == sorted(times, reverse=True)
    assert ids(read(api, me, since=head, limit=100)) == written[::-1]


def test_a_head_is_only_taken_as_it_was_given(api, person):
    me = person()
    head = read(api, me)["head"]
    for since in ("x", head[:-2] + "AA", "%C3%A4"):
        api.problem(api.get(f"/api/posts?since={since}", as_=me), 400, "invalid_since")
    assert api.get(f"/api/posts?mode=ranked&since={head}", as_=me).status_code == 400
    assert api.get("/api/posts?mode=odd", as_=me).status_code == 400


def test_a_reading_ends_with_what_was_kept(api, person, write):
    me = person()
    for _ in range(3):
        write(me)
    first = read(api, me, mode="ranked", limit=1)
    cache.clear()
    gone = api.get(f"/api/posts?mode=ranked&limit=1&cursor={first['next_cursor']}", as_=me)
    api.problem(gone, 410, "reading_expired")


def test_while_redis_is_away_a_ranked_reading_says_when_to_try_again(monkeypatch):
    def away(*_: object) -> None:
        raise RedisError

    monkeypatch.setattr(feed.cache, "get", away)
    with pytest.raises(Refusal) as refused:
        feed.recall("a-viewer", '{"reading": "one", "place": 1, "from": 20}')
    assert (refused.value.status, refused.value.code) == (503, "readings_unavailable")
    assert refused.value.retry_after == 5
