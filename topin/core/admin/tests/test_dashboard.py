"""The dashboard's figures are the database's, and its lists count no million rows."""

import json
from datetime import UTC, datetime

from topin.core.admin import dashboard
from topin.core.admin.functions import estimated_rows, staff_dashboard
from topin.core.db.session import Caller, acting, call

from .staff import browsing, make_staff


def figures():
    return json.loads(call(staff_dashboard, Caller(None)))


def test_a_sign_up_a_post_and_a_suspension_show(person, acting_as, sql):
    before = figures()
    author = person()
    with acting_as(author, commit=True) as act:
        act("SELECT body FROM public.create_post($1, $2)", author.id, '{"type": "text", "content": "Counted"}')
    sql("UPDATE public.profiles SET suspended_at = now() WHERE id = %s", [author.id])
    sql("UPDATE public.posts SET hidden_at = now() WHERE author_id = %s", [author.id])
    sql(
        "INSERT INTO public.verification_requests (user_id, category, full_name) VALUES (%s, 'artist', 'Ada')",
        [author.id],
    )
    after = figures()
    assert [after[name] - before[name] for name in ("hidden", "asked")] == [1, 1]
    assert after["accounts"] == before["accounts"] + 1 and after["suspended"] == before["suspended"] + 1
    assert len(after["days"]) == 14
    assert [after["days"][-1][n] - before["days"][-1][n] for n in (1, 2)] == [1, 1]


def test_each_group_sees_the_cards_of_its_pages_alone(api_url):
    with browsing(api_url, make_staff("Analysts")) as browser:
        page = browser.get("/admin/").text
        assert "Posts today" in page and "Dead letters" not in page and "last run of each" not in page
    with browsing(api_url, make_staff("Support")) as browser:
        page = browser.get("/admin/").text
        assert "Dead letters" in page and "last run of each" in page


def test_small_tables_are_counted_and_large_ones_estimated(person):
    person()
    with acting(Caller(None), alias="staff") as session:
        exact = session.execute("SELECT count(*) FROM public.profiles", [])
        assert session.call(estimated_rows, relation="public.profiles") == exact


def test_weeks_to_come_say_nothing_of_who_came_back():
    as_of = datetime(2027, 1, 6, 12, tzinfo=UTC)
    cohorts = [["28 Dec", 4, {"0": 4, "1": 1}], ["04 Jan", 2, {"0": 2}]]
    rows = dashboard._retention(cohorts, as_of)["rows"]
    assert rows[0] == ["28 Dec", "4", "100 %", "25 %", "", "", "", "", "", ""]
    assert rows[1] == ["04 Jan", "2", "100 %", "", "", "", "", "", "", ""]
