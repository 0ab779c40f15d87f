"""Lists of the admin: nothing is asked for each row, and a page deep inside is the rows that stand there."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connections
from django.test import RequestFactory

import topin.admin  # noqa: F401 (registers all of them)
from engagement.models import Comment
from engagement.tests.conftest import comment, write  # noqa: F401 (fixtures)
from topin.core.admin.base import AppModelAdmin, EstimatedPaginator
from topin.core.db.session import Caller, acting

_ADMINS = [one for one in admin.site._registry.values() if isinstance(one, AppModelAdmin)]


@pytest.fixture
def staff():
    """A request of somebody who may do everything, in a transaction of the staff's login."""
    request = RequestFactory().get("/admin/")
    request.user = User(pk=1, username="root", is_staff=True, is_active=True, is_superuser=True)
    with acting(Caller(None), alias="staff"):
        yield request


@pytest.fixture
def asked():
    """`asked(act)`: how many statements went out while `act()` ran."""

    def count(act):
        statements = []

        def note(execute, sql, params, many, context):
            statements.append(sql)
            return execute(sql, params, many, context)

        with connections["staff"].execute_wrapper(note):
            act()
        return statements

    return count


@pytest.mark.parametrize("one", _ADMINS, ids=lambda one: one.model._meta.label)
def test_a_list_asks_nothing_for_each_row(one, people, write, comment, staff, asked):  # noqa: F811
    a, b = people(2)
    for who in (a, b, a):
        comment(who, write(b))
    rows = list(one.get_changelist_instance(staff).result_list)
    shown = [getattr(one, name) for name in one.get_list_display(staff) if hasattr(one, name)]
    assert asked(lambda: [column(row) for row in rows for column in shown]) == []


def test_a_page_is_the_rows_that_stand_there(people, write, comment):  # noqa: F811
    a, b = people(2)
    post = write(a)
    made = [comment(b, post, f"Number {n}") for n in range(5)]
    below = Comment.objects.filter(post_id=post).select_related("author")
    pages = [EstimatedPaginator(below, 2).page(number) for number in (1, 2, 3)]
    assert [[str(row.pk) for row in page] for page in pages] == [
        [made[4], made[3]], [made[2], made[1]], [made[0]],
    ]  # fmt: skip
    assert pages[0].paginator.count == 5
