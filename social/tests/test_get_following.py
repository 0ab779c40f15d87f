"""public.get_following: Whom somebody follows, newest first, seen through the viewer's eyes."""

import uuid

from social import functions
from topin.core.testing.refusals import refused


def test_all_pages_together_are_the_list_newest_first(person, people, follow, listed):
    b, viewer, others = person(), person(), people(5)
    for x in others:
        follow(b, x)
    found = listed(functions.get_following, viewer, target=b.id)
    assert [entry["id"] for entry in found] == [x.id for x in reversed(others)]
    assert found[0].keys() == {
        "id", "user_handle", "display_name", "avatar_url", "is_verified", "followed_at", "viewer",
    }  # fmt: skip


def test_blocks_in_either_direction_and_suspensions_hide_entries(person, people, follow, block, suspend, listed):
    b, viewer, others = person(), person(), people(4)
    for x in others:
        follow(b, x)
    block(viewer, others[0])
    block(others[1], viewer)
    suspend(others[2])
    assert [entry["id"] for entry in listed(functions.get_following, viewer, target=b.id)] == [others[3].id]


def test_the_flags_tell_how_the_viewer_stands_to_each(person, follow, listed):
    b, viewer, x = person(), person(), person()
    follow(b, x)
    follow(viewer, x)
    (entry,) = listed(functions.get_following, viewer, target=b.id)
    assert entry["viewer"]["follows"] is True
    assert entry["viewer"]["followed_by"] is False


def test_a_closed_profile_shows_its_list_to_followers_and_itself_alone(acting_as, person, follow, hide, listed):
    b, viewer, x = person(), person(), person()
    follow(b, x)
    follow(viewer, b)
    hide(b)
    assert x.id in {entry["id"] for entry in listed(functions.get_following, viewer, target=b.id)}
    assert x.id in {entry["id"] for entry in listed(functions.get_following, b, target=b.id)}
    with refused(403, "profile_private"):
        listed(functions.get_following, person(), target=b.id)


def test_who_blocks_the_viewer_or_is_nobody_is_not_found(person, block, listed):
    b, viewer = person(), person()
    block(b, viewer)
    for target in (b.id, str(uuid.uuid4())):
        with refused(404, "not_found"):
            listed(functions.get_following, viewer, target=target)


def test_nobody_looks_through_anothers_eyes(acting_as, person):
    a, b = person(), person()
    with refused(403, "forbidden"), acting_as(a) as call:
        call(functions.get_following, target=b.id, viewer=b.id, page_limit=20)
