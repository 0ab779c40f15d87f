"""get_followers_with_profiles, get_following (people_page, people_in): newest first, as the viewer may see it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from social import functions
from topin.core.db.function import SqlFunction
from topin.core.testing.refusals import refused


@dataclass
class Listing:
    """A list of somebody's people: the function that reads it, and how an entry comes into it."""

    function: SqlFunction
    enter: Callable[..., None]


@pytest.fixture(params=["followers", "following"])
def people_of(request, follow):
    if request.param == "following":
        return Listing(functions.get_following, follow)
    return Listing(functions.get_followers_with_profiles, lambda b, x: follow(x, b))


def test_all_pages_together_are_the_list_newest_first(person, people, people_of, listed):
    b, viewer, others = person(), person(), people(5)
    for x in others:
        people_of.enter(b, x)
    found = listed(people_of.function, viewer, target=b.id)
    assert [entry["id"] for entry in found] == [x.id for x in reversed(others)]
    assert found[0].keys() == {
        "id", "user_handle", "display_name", "avatar_url", "is_verified", "followed_at", "viewer",
    }  # fmt: skip


def test_blocks_in_either_direction_and_suspensions_hide_entries(
    person, people, people_of, block, suspend, listed
):
    b, viewer, others = person(), person(), people(4)
    for x in others:
        people_of.enter(b, x)
    block(viewer, others[0])
    block(others[1], viewer)
    suspend(others[2])
    assert [entry["id"] for entry in listed(people_of.function, viewer, target=b.id)] == [others[3].id]


def test_a_page_is_full_however_many_are_hidden_before_it(person, people, people_of, sql, listed):
    b, viewer, others = person(), person(), people(24)
    for x in others:
        people_of.enter(b, x)
    hidden = others[2:22]
    for x in hidden:
        sql("INSERT INTO public.blocked_users (blocker_id, blocked_id) VALUES (%s, %s)", [viewer.id, x.id])
    found = listed(people_of.function, viewer, target=b.id)
    assert [entry["id"] for entry in found] == [others[n].id for n in (23, 22, 1, 0)]


def test_the_flags_tell_how_the_viewer_stands_to_each(person, people_of, follow, listed):
    b, viewer, x = person(), person(), person()
    people_of.enter(b, x)
    follow(viewer, x)
    (entry,) = listed(people_of.function, viewer, target=b.id)
    assert entry["viewer"]["follows"] is True
    assert entry["viewer"]["followed_by"] is False


def test_a_closed_profile_shows_its_list_to_followers_and_itself_alone(person, people_of, follow, hide, listed):
    b, viewer, x = person(), person(), person()
    people_of.enter(b, x)
    follow(viewer, b)
    hide(b)
    assert x.id in {entry["id"] for entry in listed(people_of.function, viewer, target=b.id)}
    assert x.id in {entry["id"] for entry in listed(people_of.function, b, target=b.id)}
    with refused(403, "profile_private"):
        listed(people_of.function, person(), target=b.id)


def test_who_blocks_the_viewer_or_is_nobody_is_not_found(person, people_of, block, listed):
    b, viewer = person(), person()
    block(b, viewer)
    for target in (b.id, str(uuid.uuid4())):
        with refused(404, "not_found"):
            listed(people_of.function, viewer, target=target)


def test_nobody_looks_through_anothers_eyes(acting_as, person, people_of):
    a, b = person(), person()
    with refused(403, "forbidden"), acting_as(a) as call:
        call(people_of.function, target=b.id, viewer=b.id, page_limit=20)
