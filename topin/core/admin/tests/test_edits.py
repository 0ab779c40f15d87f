"""What administrators change by Django's forms asks for a reason and stands in the audit log, before and after."""

import uuid

import pytest
from django.contrib.auth.models import Group, Permission, User
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from topin.core.admin import functions
from topin.core.db.session import call
from topin.core.testing.people import STAFF
from topin.core.testing.refusals import refused

from .staff import PASSWORD, browsing, make_staff

LOG = "SELECT * FROM private.audit_log WHERE target_type = %s AND target_id = %s ORDER BY id"


@pytest.fixture
def admin(api_url):
    user = make_staff(None)
    with browsing(api_url, user) as browser:
        browser.user = user
        yield browser


@pytest.fixture
def group():
    return Group.objects.create(name=f"g{uuid.uuid4().hex[:8]}")


@pytest.fixture
def task():
    every, _ = IntervalSchedule.objects.get_or_create(every=7, period=IntervalSchedule.DAYS)
    name = f"test.{uuid.uuid4().hex[:8]}"
    return PeriodicTask.objects.create(name=name, task=name, interval=every, description="Nothing at all.")


def test_a_new_staff_account_has_a_reason_and_may_sign_in(admin, sql):
    name = f"new{uuid.uuid4().hex[:8]}"
    form = {"username": name, "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    assert "This field is required" in admin.submit("/admin/auth/user/add/", **form).text
    assert not User.objects.filter(username=name).exists()
    page = admin.submit("/admin/auth/user/add/", **form, reason="Night shift, ticket 12")
    made = User.objects.get(username=name)
    assert made.is_staff and "Audit log" in page.text
    (entry,) = sql(LOG, ["staff_account", str(made.pk)])
    assert (entry["action"], entry["reason"]) == ("staff_account.add", "Night shift, ticket 12")
    assert (entry["staff_id"], entry["after"]["username"]) == (admin.user.pk, name)
    assert PASSWORD not in str(entry)


def test_a_change_of_an_account_quotes_states_and_nothing_personal(admin, group, sql):
    user = make_staff("Support")
    support = Group.objects.get(name="Support")
    form = {
        "username": user.username, "first_name": "Anna", "is_staff": "on",
        "groups": [str(group.pk), str(support.pk)], "date_joined_0": "2026-01-01", "date_joined_1": "00:00:00",
    }  # fmt: skip
    path = f"/admin/auth/user/{user.pk}/change/"
    assert "This field is required" in admin.submit(path, **form).text
    assert User.objects.get(pk=user.pk).is_active
    admin.submit(path, **form, reason="Left the team")
    assert not User.objects.get(pk=user.pk).is_active
    (entry,) = sql(LOG, ["staff_account", str(user.pk)])
    assert entry["before"]["is_active"] is True and entry["after"]["is_active"] is False
    assert entry["before"]["groups"] == ["Support"] and entry["after"]["groups"] == sorted([group.name, "Support"])
    assert entry["after"]["first_name"] == "not kept"


def test_a_new_password_for_a_colleague_has_a_reason(admin, sql):
    user = make_staff()
    path, new = f"/admin/auth/user/{user.pk}/password/", "another long phrase 9"
    form = {"password1": new, "password2": new, "usable_password": "true"}
    admin.submit(path, **form)
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)
    admin.submit(path, **form, reason="Forgot it, called from the office")
    assert User.objects.get(pk=user.pk).check_password(new)
    (entry,) = sql(LOG, ["staff_account", str(user.pk)])
    assert (entry["action"], entry["reason"]) == ("staff_account.password", "Forgot it, called from the office")


def test_what_a_group_gains_is_in_the_log_and_no_group_is_deleted(admin, group, sql):
    gained = Permission.objects.get(codename="hide_post")
    path = f"/admin/auth/group/{group.pk}/"
    admin.submit(f"{path}change/", name=group.name, permissions=[str(gained.pk)])
    assert not group.permissions.exists()
    page = admin.submit(f"{path}change/", name=group.name, permissions=[str(gained.pk)], reason="May hide now")
    assert page.status_code == 200 and list(group.permissions.all()) == [gained]
    (entry,) = sql(LOG, ["group", str(group.pk)])
    assert entry["before"] == {"permissions": []} and "hide posts" in entry["after"]["permissions"][0]
    assert admin.get(f"{path}delete/").status_code == 403
    found = admin.get("/admin/core/auditentry/", params={"q": str(group.pk), "target_type": "group"})
    assert "May hide now" in found.text


def test_a_job_is_switched_off_with_a_reason(admin, task, sql):
    path = f"/admin/django_celery_beat/periodictask/{task.pk}/change/"
    every = str(task.interval_id)
    admin.submit(path, interval=every)
    assert PeriodicTask.objects.get(pk=task.pk).enabled
    both = admin.submit(path, interval="", crontab="", reason="No time at all")
    assert "one of the two alone" in both.text
    admin.submit(path, interval=every, reason="The provider is down")
    assert not PeriodicTask.objects.get(pk=task.pk).enabled
    (entry,) = sql(LOG, ["schedule", str(task.pk)])
    assert (entry["before"], entry["after"]) == ({"enabled": True}, {"enabled": False})


def test_who_may_only_look_at_the_schedule_is_asked_for_no_reason(api_url, task, sql):
    path = f"/admin/django_celery_beat/periodictask/{task.pk}/change/"
    with browsing(api_url, make_staff("Support")) as browser:
        page = browser.get(path)
        assert page.status_code == 200 and 'name="reason"' not in page.text and "Nothing at all." in page.text
        assert browser.submit(path, reason="Anyway").status_code == 403
    assert PeriodicTask.objects.get(pk=task.pk).enabled and sql(LOG, ["schedule", str(task.pk)]) == []


@pytest.mark.parametrize(("verb", "kind"), [("suspend", "group"), ("change", "profile")])
def test_what_has_a_function_of_its_own_is_not_written_down_so(verb, kind, sql):
    target = uuid.uuid4().hex
    with refused(400, "unknown_edit"):
        call(
            functions.record_edit, STAFF, verb=verb, target_type=kind, target_id=target, reason="made up",
            before={}, after={},
        )  # fmt: skip
    assert sql(LOG, [kind, target]) == []
