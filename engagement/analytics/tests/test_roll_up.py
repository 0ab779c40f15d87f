"""Roll-ups: each figure is what raw SQL over the same window gives; final days stay as they are."""

import json
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from engagement.analytics import functions, tasks
from topin.core.db.session import Caller, acting, call

from .conftest import view

_LIKES = """
       (SELECT count(*) FROM public.post_like_logs k WHERE k.{key} = l.{key} AND k.liked
           AND date(k.created_at AT TIME ZONE 'UTC') = %(day)s) AS likes,
       (SELECT count(*) FROM public.post_like_logs k WHERE k.{key} = l.{key} AND NOT k.liked
           AND date(k.created_at AT TIME ZONE 'UTC') = %(day)s) AS unlikes,
       (SELECT count(*) FROM public.post_like_logs k WHERE k.{key} = l.{key} AND k.earned
           AND date(k.created_at AT TIME ZONE 'UTC') = %(day)s) AS earning_likes,
       (SELECT count(*) FROM public.comments c JOIN public.posts p ON p.id = c.post_id WHERE p.{id} = l.{key}
           AND c.deleted_at IS NULL AND date(c.created_at AT TIME ZONE 'UTC') = %(day)s) AS comments,
       (SELECT count(*) FROM public.reposts r JOIN public.posts p ON p.id = r.post_id WHERE p.{id} = l.{key}
           AND date(r.created_at AT TIME ZONE 'UTC') = %(day)s) AS reposts
"""
RAW_PERSON = f"""
SELECT count(*) AS views, count(DISTINCT coalesce(viewer_id, viewer_key)) AS viewers,
       count(*) FILTER (WHERE viewer_id <> author_id) AS earning_views, coalesce(sum(watched_ms), 0) AS watched_ms,
       {_LIKES.format(key="author_id", id="author_id")},
       (SELECT count(*) FROM public.followers f
         WHERE f.following_id = l.author_id AND date(f.created_at AT TIME ZONE 'UTC') = %(day)s) AS followers
  FROM public.post_view_logs l
 WHERE author_id = %(author)s AND date(seen_at AT TIME ZONE 'UTC') = %(day)s GROUP BY author_id
"""
RAW_POST = f"""
SELECT count(*) AS views, count(DISTINCT coalesce(viewer_id, viewer_key)) AS viewers,
       count(*) FILTER (WHERE earns) AS earning_views, coalesce(sum(watched_ms), 0) AS watched_ms,
       {_LIKES.format(key="post_id", id="id")}
  FROM public.post_view_logs l
 WHERE post_id = %(post)s AND date(seen_at AT TIME ZONE 'UTC') = %(day)s GROUP BY post_id
"""
LIKES = """
INSERT INTO public.post_like_logs (post_id, author_id, user_id, liked, earned, created_at)
SELECT %(post)s, %(author)s, %(liker)s, n <> 2, n = 1, %(at)s::timestamptz + n * interval '1 minute'
  FROM generate_series(1, 3) n
"""
TODAY = datetime.now(UTC).date()


@pytest.fixture
def overview(acting_as):
    """`overview(person, now=None, days=28)`: what they are told, at that time."""

    def ask(who, now=None, **given):
        with acting_as(who) as act:
            act("SELECT set_config('topin.now', $1, true)", now or "")
            return json.loads(act(functions.get_analytics_overview, viewer=who.id, **given)["body"])

    return ask


@pytest.fixture
def figures(acting_as):
    """`figures(person, post, now=None, days=28)`: what the author is told of it, at that time."""

    def ask(who, post, now=None, **given):
        with acting_as(who) as act:
            act("SELECT set_config('topin.now', $1, true)", now or "")
            return json.loads(act(functions.get_post_analytics, viewer=who.id, post=post, **given)["body"])

    return ask


@pytest.fixture
def rolled(sql):
    """`rolled(day, now)` counts a day, as if the job ran at that time; returns the rows it touched."""

    def run(day, now, flushed=None):
        with acting(Caller(None), alias="worker") as session:
            session.execute("SELECT set_config('topin.now', $1, true)", [str(now)])
            if flushed:
                session.call(functions.note_flush, until=str(flushed))
            return session.call(functions.roll_up_day, of_day=day)

    return run


def measures(row):
    return {name: row[name] for name in row if name not in ("day", "final")}


def test_each_figure_is_what_raw_sql_gives(people, write, store, follow, repost, sql, rolled, overview, figures):
    a, b, c = people(3)
    one, two = write(a), write(a)
    follow(b, a)
    repost(c, one)
    days, now = ["2101-02-03", "2101-02-04"], "2101-02-04T23:00:00Z"  # which no other test makes final
    sql("UPDATE public.reposts SET created_at = %s WHERE post_id = %s", [f"{days[0]}T01:00Z", one])
    sql("UPDATE public.followers SET created_at = %s WHERE following_id = %s", [f"{days[1]}T01:00Z", a.id])
    sql("SELECT private.make_partition('public.post_like_logs', %s)", [days[0]])
    sql(LIKES, {"post": one, "author": a.id, "liker": b.id, "at": f"{days[0]}T02:00Z"})
    sql(
        "INSERT INTO public.comments (post_id, author_id, content, created_at) VALUES (%s, %s, 'Well', %s)",
        [two, c.id, f"{days[1]}T03:00Z"],
    )
    for post in (one, two):
        for who in (a, b, c, None):
            store(*(view(post, who, f"{day}T12:00:00Z", watched_ms=250) for day in days))
    for day in days:
        rolled(day, now)
    told = overview(a, now, days=2)
    assert [row["day"] for row in told["series"]] == days
    assert told["as_of"] == "2101-02-04T23:00:00.000000Z"
    for row in told["series"]:
        assert [measures(row)] == sql(RAW_PERSON, {"day": row["day"], "author": a.id})
        assert (row["views"], row["viewers"], row["earning_views"]) == (8, 5, 4)
    totals = told["totals"]
    assert {name: totals[name] for name in ("likes", "unlikes", "earning_likes", "comments")} == {
        "likes": 2, "unlikes": 1, "earning_likes": 1, "comments": 1,
    }  # fmt: skip
    assert (totals["reposts"], totals["followers"]) == (1, 1)
    for name, total in totals.items():
        assert total == sum(row[name] for row in told["series"])
    assert {post["post_id"]: post["views"] for post in told["top_posts"]} == {one: 8, two: 8}
    for post in (one, two):
        for row in figures(a, post, now, days=2)["series"]:
            assert [measures(row)] == sql(RAW_POST, {"day": row["day"], "post": post})


def test_counting_again_changes_nothing_and_what_came_since_is_added(people, write, store, rolled, overview):
    a, b, c = people(3)
    post, now = write(a), datetime.now(UTC)
    store(view(post, b, now.isoformat()))
    call(functions.roll_up_day, Caller(None), of_day=TODAY)
    assert call(functions.roll_up_day, Caller(None), of_day=TODAY) == 0
    store(view(post, c, datetime.now(UTC).isoformat()))
    assert call(functions.roll_up_day, Caller(None), of_day=TODAY) >= 2
    assert overview(a, days=1)["totals"]["views"] == 2


def test_what_comes_after_as_of_is_not_in_it(people, write, store, rolled, sql):
    a, b, c = people(3)
    post, day = write(a), "2018-03-04"
    store(view(post, b, f"{day}T09:00:00Z"), view(post, c, f"{day}T10:00:00Z"))
    rolled(day, f"{day}T10:00:00Z")
    count = "SELECT views FROM public.user_analytics WHERE user_id = %s AND day = %s"
    assert sql(count, [a.id, day]) == [{"views": 1}]
    rolled(day, f"{day}T10:00:01Z")
    assert sql(count, [a.id, day]) == [{"views": 2}]


def test_a_day_is_final_an_hour_after_its_end_when_the_buffer_was_emptied_since(people, write, store, rolled, sql):
    a, b, c = people(3)
    post, day = write(a), date(2018, 5, 6)
    state = "SELECT is_final FROM private.analytics_days WHERE day = %s"
    sql("DELETE FROM private.analytics_state")
    store(view(post, b, f"{day}T09:00:00Z"))
    rolled(day, "2018-05-07T00:59:59Z", flushed="2018-05-07T00:59:59Z")
    assert sql(state, [day]) == [{"is_final": False}]
    rolled(day, "2018-05-09T00:00:00Z")
    assert sql(state, [day]) == [{"is_final": False}]  # nobody knows what the buffer still holds
    rolled(day, "2018-05-09T00:00:00Z", flushed="2018-05-07T01:00:00Z")
    assert sql(state, [day]) == [{"is_final": True}]
    sql("DELETE FROM public.post_view_logs WHERE post_id = %s", [post])
    assert rolled(day, "2018-05-10T00:00:00Z") == 0
    assert sql("SELECT views FROM private.post_analytics WHERE post_id = %s", [post]) == [{"views": 1}]
    assert store(view(post, c, f"{day}T09:00:00Z")) == 1
    late = "SELECT seen_at > '2019-01-01' AS late FROM public.post_view_logs WHERE post_id = %s"
    assert sql(late, [post]) == [{"late": True}]


def test_the_job_takes_the_days_that_are_not_final(sql):
    tasks.roll_up()
    days = call(functions.days_to_roll_up, Caller(None))
    assert days[-1] == TODAY
    assert len(days) <= 401
    last = "SELECT outcome FROM private.job_run WHERE job = 'analytics.roll_up' ORDER BY started_at DESC LIMIT 1"
    assert sql(last) == [{"outcome": "done"}]


@pytest.fixture
def due(sql):
    """`due(now)`: the days that are to be counted anew, as if the job asked at that time."""

    def ask(now):
        with acting(Caller(None), alias="worker") as session:
            session.execute("SELECT set_config('topin.now', $1, true)", [now])
            return [str(day) for day in session.call(functions.days_to_roll_up)]

    return ask


def test_a_day_that_stays_open_is_counted_anew_only_when_views_of_it_came(people, write, store, rolled, due, sql):
    """Nothing was ever flushed: no day becomes final, and still the past is not counted every ten minutes."""
    a, b = people(2)
    post, days = write(a), ["2016-03-04", "2016-03-05", "2016-03-06"]
    sql("DELETE FROM private.analytics_state")
    sql("UPDATE public.posts SET created_at = '2016-03-04T08:00Z' WHERE id = %s", [post])
    now = "2016-03-06T12:00:00Z"
    assert due(now)[-3:] == days
    for day in days:
        rolled(day, now)
    assert due(now) == days[2:]
    assert due("2016-03-07T00:30:00Z") == ["2016-03-06", "2016-03-07"]  # its end was not counted yet
    batch = str(uuid.uuid4())
    store(view(post, b, f"{days[0]}T09:00:00Z"), batch=batch)
    sql("UPDATE private.view_batches SET applied_at = '2016-03-06T13:10Z' WHERE id = %s", [batch])
    assert due("2016-03-06T13:20:00Z") == days
    for day in days:
        rolled(day, "2016-03-06T13:20:00Z")
    assert due("2016-03-06T14:00:00Z") == days  # the batch may have been under way when they were counted
    for day in days:
        rolled(day, "2016-03-06T14:20:00Z")
    assert due("2016-03-06T14:30:00Z") == days[2:]
    assert sql("SELECT views FROM private.post_analytics WHERE post_id = %s", [post]) == [{"views": 1}]
    call(functions.note_flush, Caller(None), until="2016-03-05T02:00:00Z")
    assert due("2016-03-06T14:40:00Z") == [days[0], days[2]]  # the first can be made final now


def test_an_author_alone_sees_a_post_s_figures(api, people, write):
    a, b = people(2)
    public, private = write(a), write(a, audience="private")
    assert api.get(f"/api/analytics/posts/{private}", as_=a).status_code == 200
    api.problem(api.get(f"/api/analytics/posts/{public}", as_=b), 403, "not_author")
    api.problem(api.get(f"/api/analytics/posts/{private}", as_=b), 404, "not_found")
    api.problem(api.get(f"/api/analytics/posts/{public}"), 401, "authentication_required")
    api.problem(api.get("/api/analytics/overview"), 401, "authentication_required")


def test_the_days_asked_for(api, person, write):
    a = person()
    post = write(a)
    told = api.get("/api/analytics/overview", as_=a).json()
    assert (len(told["series"]), told["to"], told["top_posts"]) == (28, str(TODAY), [])
    assert told["from"] == str(TODAY - timedelta(days=27)) and told["final"] is False
    assert len(api.get("/api/analytics/overview?days=365", as_=a).json()["series"]) == 365
    assert len(api.get(f"/api/analytics/posts/{post}?days=90", as_=a).json()["series"]) == 1  # made today
    for days in ("0", "366", "-1", "x", "1e3", "99999999999999999999"):
        assert api.get(f"/api/analytics/overview?days={days}", as_=a).status_code == 400
        assert api.get(f"/api/analytics/posts/{post}?days={days}", as_=a).status_code == 400


def test_figures_go_with_the_account_and_are_one_s_own(people, write, store, acting_as, sql):
    a, b = people(2)
    post = write(a)
    store(view(post, b, datetime.now(UTC).isoformat()))
    call(functions.roll_up_day, Caller(None), of_day=TODAY)
    for who, rows in ((a, 1), (b, 0)):
        with acting_as(who) as act:
            assert act("SELECT count(*) FROM public.user_analytics") == rows
    sql("DELETE FROM auth.users WHERE id = %s", [a.id])
    assert sql("SELECT 1 FROM public.user_analytics WHERE user_id = %s", [a.id]) == []
    assert sql("SELECT 1 FROM private.post_analytics WHERE post_id = %s", [post]) == []
