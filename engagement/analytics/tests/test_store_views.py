"""private.store_views: what counts, what earns, once a viewer and day, once a batch."""

import random
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from engagement.analytics import functions, tasks
from topin.core.db.session import Caller, call
from topin.core.testing.refusals import refused

from .conftest import view


def test_once_a_viewer_and_utc_day(person, write, read, store, logged):
    a, b = person(), person()
    post = write(a)
    days = ["2100-01-01T23:59:59.999999Z", "2100-01-02T00:00:00Z", "2100-01-02T23:00:00Z"]
    assert store(*(view(post, b, day) for day in days)) == 2
    assert store(*(view(post, b, day) for day in days)) == 0
    assert store(view(post, None, key=uuid.UUID(int=7)), view(post, None, key=uuid.UUID(int=7))) == 1
    assert read(b, post)["view_count"] == 3
    assert read(b, post)["viewer"]["viewed"] is True
    assert read(a, post)["viewer"]["viewed"] is False
    assert len(logged(post)) == 3


def test_who_earns_and_who_does_not(person, write, store, logged):
    a, b = person(), person()
    post = write(a)
    assert store(view(post, a), view(post, b), view(post, None)) == 3
    rows = logged(post)
    assert {(row["viewer_id"] and str(row["viewer_id"]), row["is_own"], row["earns"]) for row in rows} == {
        (a.id, True, False), (b.id, False, True), (None, False, False),
    }  # fmt: skip
    assert {str(row["author_id"]) for row in rows} == {a.id}
    assert [row["viewer_key"] is None for row in rows if row["viewer_id"]] == [True, True]


def test_what_the_client_tells_is_noted_and_the_first_of_two_counts(person, write, store, logged):
    a, b = person(), person()
    post = write(a)
    late = view(post, b, "2100-01-01T13:00:00Z", watched_ms=2)
    assert store(late, view(post, b, watched_ms=1, client_at="2100-01-01T11:59:00Z", address_key=b.id)) == 1
    (row,) = logged(post)
    assert (row["watched_ms"], row["client_at"].hour, str(row["address_key"])) == (1, 11, b.id)


def test_gone_posts_and_people_do_not_count(person, write, store, sql):
    a, b = person(), person()
    post = write(a)
    gone = view(post, b)
    gone["viewer_id"] = str(uuid.uuid4())
    assert store(gone, view(str(uuid.uuid4()), b)) == 0
    sql("UPDATE public.posts SET deleted_at = now() WHERE id = %s", [post])
    assert store(view(post, b)) == 0


def test_a_batch_is_applied_once(person, write, store, read, sql):
    a, people = person(), [person() for _ in range(3)]
    post, batch = write(a), str(uuid.uuid4())
    assert store(*(view(post, who) for who in people), batch=batch) == 3
    assert store(*(view(post, None) for _ in people), batch=batch) == 0
    assert read(a, post)["view_count"] == 3
    row = sql("SELECT events, counted FROM private.view_batches WHERE id = %s", [batch])
    assert row == [{"events": 3, "counted": 3}]


def test_32_at_once_count_once_each_and_no_two_wait_for_each_other(person, write, store, read):
    """The same views of the same posts, each time in another order."""
    a, viewers = person(), [person() for _ in range(4)]
    posts = [write(a) for _ in range(6)]
    views = [view(post, who) for post in posts for who in viewers]
    counted, start = [], threading.Barrier(32)

    def run(n):
        start.wait()
        counted.append(store(*(views[n:] + views[:n])[:: 1 if n % 2 else -1]))

    threads = [threading.Thread(target=run, args=(n % len(views),)) for n in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(counted) == 32 and sum(counted) == len(views)
    assert [read(a, post)["view_count"] for post in posts] == [4] * 6


def test_a_view_of_a_final_day_counts_on_the_day_it_comes(person, write, store, logged, sql):
    a, b, c = person(), person(), person()
    post, day = write(a), "2019-05-05"
    assert store(view(post, b, f"{day}T12:00:00Z")) == 1
    sql("INSERT INTO private.analytics_days VALUES (%s, now(), true) ON CONFLICT DO NOTHING", [day])
    assert store(view(post, b, f"{day}T12:00:00Z"), view(post, c, f"{day}T12:00:00Z")) == 1
    assert [row["seen_at"].year > 2019 for row in logged(post)] == [False, True]
    assert str(logged(post)[1]["viewer_id"]) == c.id


def test_an_erased_viewer_leaves_a_count_alone(person, write, store, read, logged, sql):
    a, b = person(), person()
    post = write(a)
    store(view(post, b))
    sql("DELETE FROM auth.users WHERE id = %s", [b.id])
    sql("SELECT private.erase_loose_rows(ARRAY[%s::uuid])", [b.id])
    assert read(a, post)["view_count"] == 1
    assert [row["viewer_id"] for row in logged(post)] == [None]
    assert sql("SELECT 1 FROM public.post_views WHERE viewer_key = %s", [b.id]) == []


def test_no_app_may_store_views_or_see_the_log_or_the_keys(acting_as, person, write):
    a = person()
    post = write(a)
    for who in (a, None):
        for statement in (
            "SELECT private.store_views('[]')",
            "SELECT private.view_keys()",
            "SELECT count(*) FROM public.post_view_logs",
            "SELECT count(*) FROM private.hash_keys",
        ):
            with refused(403, "forbidden"), acting_as(who) as act:
                act(statement)
    assert post


def test_keys_stand_for_a_day_and_for_90_days(owner):
    def at(moment):
        owner.execute("SELECT set_config('topin.now', %s, true)", (moment,))
        return owner.execute("SELECT private.view_keys()").fetchone()[0]

    first, later, next_day, next_period = map(
        at, ("2099-05-05T00:00Z", "2099-05-05T23:59Z", "2099-05-06T00:00Z", "2099-08-06T00:00Z")
    )
    assert first == later and len(first["viewer"]) == 64
    assert next_day["viewer"] != first["viewer"] and next_day["address"] == first["address"]
    assert next_period["address"] != first["address"]
    owner.execute("SET LOCAL ROLE topin_definer")
    assert owner.execute("SELECT count(*) FROM private.hash_keys WHERE starts < '2099-08-06'").fetchone()[0] <= 1


def test_the_log_keeps_its_months_and_batches_30_days(sql):
    sql("SELECT private.make_partition('public.post_view_logs', '2015-01-01')", login="worker")
    assert call(functions.drop_event_logs, Caller(None), keep=60) >= 1
    batch = str(uuid.uuid4())
    old = "INSERT INTO private.view_batches (id, events, applied_at) VALUES (%s, 1, now() - '31 days'::interval)"
    sql(old, [batch])
    assert call(functions.prune_view_batches, Caller(None)) >= 1
    assert sql("SELECT 1 FROM private.view_batches WHERE id = %s", [batch]) == []


@pytest.mark.parametrize("views", ['{"a": 1}', '[{"post_id": "x", "seen_at": "2100-01-01T00:00Z"}]'])
def test_what_is_no_view_fails_and_leaves_nothing(views, sql):
    batch = str(uuid.uuid4())
    with pytest.raises(psycopg.Error):
        call(functions.store_views, Caller(None), views=views, batch=batch)
    assert sql("SELECT 1 FROM private.view_batches WHERE id = %s", [batch]) == []


def test_the_job_of_retention_drops_old_months_and_what_told_anonymous_viewers_apart(person, write, sql):
    post, key = write(person()), str(uuid.uuid4())
    old = "INSERT INTO public.post_views VALUES (%s, %s, now()::date - 3, true)"
    sql(old, [post, key])
    logs = ("public.post_view_logs", "public.post_like_logs")
    for log in logs:
        sql("SELECT private.make_partition(%s, '2016-06-01')", [log], login="worker")
    tasks.retention()
    assert sql("SELECT 1 FROM public.post_views WHERE viewer_key = %s", [key]) == []
    left = "SELECT 1 FROM pg_partition_tree(%s) WHERE relid::regclass::text LIKE '%%_2016_06'"
    assert [sql(left, [log]) for log in logs] == [[], []]


def test_a_view_with_an_id_counts_once_on_whatever_day_it_comes_again(people, write, store, logged):
    a, b = people(2)
    one, two = write(a), write(a)
    events = [view(one, b, event_id=str(uuid.uuid4())), view(two, None, event_id=str(uuid.uuid4()))]
    assert store(*events) == 2
    again = [{**event, "seen_at": "2100-01-02T12:00:00Z"} for event in events]
    assert store(*again) == 0
    assert store(view(one, b, "2100-01-02T12:00:00Z"), *again) == 1  # one without an id, on another day
    assert (len(logged(one)), len(logged(two))) == (2, 1)


def test_a_batch_of_events_replayed_five_times_at_once_counts_once(people, write, store, logged):
    author, *viewers = people(6)
    posts = [write(author) for _ in range(10)]
    events = [view(post, who, event_id=str(uuid.uuid4())) for post in posts for who in viewers]
    with ThreadPoolExecutor(5) as pool:
        counted = list(pool.map(lambda _: store(*random.sample(events, len(events))), range(5)))
    assert sum(counted) == len(events)
    assert sum(len(logged(post)) for post in posts) == len(events)


def test_ids_of_views_are_kept_for_eight_days(people, write, store, sql):
    a, b = people(2)
    old, new = str(uuid.uuid4()), str(uuid.uuid4())
    store(view(write(a), b, event_id=old), view(write(a), b, event_id=new))
    sql("UPDATE private.view_events SET day = day - 9 WHERE id = %s", [old])
    tasks.retention()
    assert sql("SELECT id::text FROM private.view_events WHERE id IN (%s, %s)", [old, new]) == [{"id": new}]
