"""private.user_summary and private.is_active: what every list rests on."""

import datetime


def test_the_summary_has_exactly_its_fields(person, sql):
    a = person()
    (row,) = sql("SELECT private.user_summary(p) AS s FROM public.profiles p WHERE id = %s", [a.id])
    assert row["s"] == {
        "id": a.id, "user_handle": a.handle, "display_name": a.handle.title(), "avatar_url": None,
        "is_verified": False,
    }  # fmt: skip


def test_active_by_suspension_and_deactivation(person, change, sql):
    a, now = person(), datetime.datetime.now(datetime.UTC)
    hour = datetime.timedelta(hours=1)
    found = []
    for state in (
        {"suspended_at": None},
        {"suspended_at": now},
        {"suspended_at": now, "suspended_until": now + hour},
        {"suspended_at": now, "suspended_until": now - hour},
        {"suspended_at": None, "suspended_until": None, "deactivated_at": now},
    ):
        change(a, **state)
        found += sql("SELECT private.is_active(p) AS active FROM public.profiles p WHERE id = %s", [a.id])
    assert [row["active"] for row in found] == [True, False, False, True, False]
