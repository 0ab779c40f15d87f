"""Whom staff find by what lies on a night shift's desk: an old handle, the id of a post, who follows somebody."""

import uuid

import pytest

from engagement.tests.conftest import comment, follow, write  # noqa: F401 (fixtures)
from profiles import functions
from topin.core.admin.tests.staff import browsing, make_staff
from topin.core.db.session import acting
from topin.core.testing.people import STAFF

PEOPLE = "/admin/profiles/profile/"


def test_staff_find_people_by_a_handle_given_up_which_is_first_of_all_whose_it_is_now(person, acting_as):
    old, new = f"old_{uuid.uuid4().hex[:8]}", f"new_{uuid.uuid4().hex[:8]}"
    was = person(old)
    with acting_as(was, commit=True) as run:
        run(functions.change_handle, actor=was.id, user_handle=new)
    with acting(STAFF, alias="staff") as session:
        for whole in (True, False):
            assert [str(one) for one in session.call(functions.staff_find_people, term=old, whole=whole)] == [
                was.id
            ]


def test_staff_find_people_by_the_id_of_what_they_made(person, write, comment):  # noqa: F811
    author, other = person(), person()
    post = write(author)
    below = comment(other, post)
    with acting(STAFF, alias="staff") as session:

        def found(term, whole=False):
            return [str(one) for one in session.call(functions.staff_find_people, term=str(term), whole=whole)]

        assert (found(post), found(below)) == ([author.id], [other.id])
        assert found(post, whole=True) == []


def test_staff_find_who_follows_whom(person, follow):  # noqa: F811
    a, b, c = person(), person(), person()
    for follower in (b, c):
        follow(follower, a)
    with acting(STAFF, alias="staff") as session:

        def found(term, followers):
            return {str(one) for one in session.call(functions.staff_find_follows, term=term, followers=followers)}

        assert found(f"@{a.handle}", True) == {b.id, c.id}
        assert (found(b.id, False), found(a.id, False), found("nobody.here", True)) == ({a.id}, set(), set())


@pytest.mark.parametrize(("group", "may"), [("Moderators", True), ("Analysts", False)])
def test_from_a_profile_to_its_followers(api_url, group, may, person, follow):  # noqa: F811
    a, b = person(), person()
    follow(b, a)
    words = f"followers of @{a.handle}"
    with browsing(api_url, make_staff(group)) as browser:
        assert ("The last 200 that follow" in browser.get(f"{PEOPLE}{a.id}/change/").text) == may
        assert (f"@{b.handle}" in browser.get(PEOPLE, params={"q": words}).text) == may
