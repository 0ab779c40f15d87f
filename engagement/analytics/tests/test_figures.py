"""The staff's figures of the whole product: what a job counts ahead is what raw SQL gives."""

import json
from datetime import UTC, datetime

import pytest

from engagement.analytics import functions, tasks
from topin.core.admin.functions import staff_dashboard
from topin.core.admin.tests.staff import browsing, make_staff
from topin.core.db.session import Caller, call

from .conftest import view

RAW = """
SELECT (SELECT count(*) FROM public.post_view_logs WHERE date(seen_at AT TIME ZONE 'UTC') = %(day)s) AS views,
       (SELECT count(DISTINCT id) FROM (
          SELECT viewer_id AS id FROM public.post_view_logs WHERE date(seen_at AT TIME ZONE 'UTC') = %(day)s
          UNION ALL SELECT author_id FROM public.posts WHERE date(created_at AT TIME ZONE 'UTC') = %(day)s
          UNION ALL SELECT user_id FROM public.post_like_logs WHERE date(created_at AT TIME ZONE 'UTC') = %(day)s
          UNION ALL SELECT author_id FROM public.comments WHERE date(created_at AT TIME ZONE 'UTC') = %(day)s
          ) a) AS active,
       (SELECT count(*) FROM public.post_like_logs
         WHERE liked AND date(created_at AT TIME ZONE 'UTC') = %(day)s) AS likes,
       (SELECT count(*) FROM public.comments WHERE date(created_at AT TIME ZONE 'UTC') = %(day)s) AS comments
"""


def figures():
    return json.loads(call(staff_dashboard, Caller(None)))["platform"]


@pytest.fixture
def seen(people, write, store):
    """A post of today, seen by its author, one other and somebody."""
    author, viewer = people(2)
    post = write(author)
    store(*(view(post, who, datetime.now(UTC).isoformat()) for who in (author, viewer, None)))


def test_today_is_what_raw_sql_gives_as_of_the_roll_up(seen, sql):
    before = datetime.now(UTC)
    tasks.roll_up()
    tasks.refresh()
    told = figures()
    assert datetime.fromisoformat(told["as_of"]) >= before.replace(microsecond=0)
    assert len(told["days"]) == 30
    raw = sql(RAW, {"day": before.date()})[0]
    assert told["days"][-1][1:] == [raw["views"], raw["active"], raw["likes"], raw["comments"]]
    assert raw["views"] >= 3


def test_a_refresh_beside_readers_keeps_the_old_until_the_new_stands(seen, people, write, store):
    tasks.roll_up()
    tasks.refresh()
    old = figures()["days"][-1][1]
    post = write(people(1)[0])
    store(view(post, None, datetime.now(UTC).isoformat()))
    assert figures()["days"][-1][1] == old
    tasks.roll_up()
    assert call(functions.refresh_figures, Caller(None)) >= 30
    assert figures()["days"][-1][1] == old + 1


def test_those_who_signed_up_this_week_and_were_active(seen, sql):
    tasks.roll_up()
    tasks.refresh()
    _, people, active = figures()["retention"][-1]
    signed_up = "SELECT count(*) AS n FROM public.profiles WHERE created_at >= date_trunc('week', now(), 'UTC')"
    assert people == sql(signed_up)[0]["n"]
    assert 2 <= active["0"] <= people


def test_the_first_page_shows_them_and_stands_before_the_first_count(seen, api_url, owner):
    tasks.refresh()
    with browsing(api_url, make_staff("Analysts")) as browser:
        page = browser.get("/admin/").text
    assert "Active people" in page and "As of" in page and "Who came back" in page
    owner.execute("SET LOCAL ROLE topin_definer")
    owner.execute("REFRESH MATERIALIZED VIEW private.platform_days WITH NO DATA")
    assert owner.execute("SELECT private.platform_figures()").fetchone() == (None,)
    assert owner.execute("SELECT private.figures_stand()").fetchone() == (False,)


def test_there_is_nothing_to_show_before_a_day_was_counted(seen, owner):
    owner.execute("SET LOCAL ROLE topin_definer")
    owner.execute("DELETE FROM private.analytics_days")
    owner.execute("REFRESH MATERIALIZED VIEW private.platform_days")
    owner.execute("REFRESH MATERIALIZED VIEW private.retention_weeks")
    assert owner.execute("SELECT private.platform_figures()").fetchone() == (None,)
