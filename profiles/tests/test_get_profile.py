"""public.get_profile: what each viewer sees of whom, by visibility, follow, block and suspension."""

import datetime
import json
import uuid

import pytest

from profiles import functions
from topin.core.testing.refusals import refused

_HIDDEN = ("bio", "cover_url", "is_content_creator", "created_at", "details", "active")


@pytest.fixture
def see(acting_as):
    """`see(viewer, target)`: the profile as the viewer gets it."""

    def read(viewer, target):
        with acting_as(viewer) as call:
            answer = call(functions.get_profile, viewer=viewer and viewer.id, target=target.id)
        return json.loads(answer["body"])

    return read


def _is_whole(profile):
    shown = {profile[name] is not None for name in ("bio", "details", "created_at")}
    assert len(shown) == 1
    return shown.pop()


def test_who_sees_what_by_visibility(see, person, follows, change):
    target, stranger, follower = person(), person(), person()
    follows(follower, target)
    viewers = {"self": target, "follower": follower, "stranger": stranger, "anon": None}
    seen = {}
    for visibility in ("public", "followers", "private"):
        change(target, profile_visibility=visibility)
        profiles = {name: see(viewer, target) for name, viewer in viewers.items()}
        assert {profile["is_private"] for profile in profiles.values()} == {visibility != "public"}
        assert {profile["followers_count"] for profile in profiles.values()} == {1}
        seen[visibility] = {name for name, profile in profiles.items() if _is_whole(profile)}
    assert seen == {
        "public": {"self", "follower", "stranger", "anon"}, "followers": {"self", "follower"}, "private": {"self"},
    }  # fmt: skip


def test_birth_date_and_gender_are_for_oneself(see, acting_as, person, follows):
    target, follower = person(), person()
    follows(follower, target)
    details = {"birth_date": "2000-02-29", "gender": "x", "pronouns": "they"}
    with acting_as(target, commit=True) as call:
        call(functions.update_profile, actor=target.id, changes={"details": details})
    own, others = see(target, target)["details"], see(follower, target)["details"]
    assert (own["birth_date"], own["gender"], own["pronouns"]) == ("2000-02-29", "x", "they")
    assert (others["birth_date"], others["gender"], others["pronouns"]) == (None, None, "they")


def test_active_status_by_its_own_setting(see, person, follows, change, sql):
    target, stranger, follower, mutual = person(), person(), person(), person()
    follows(follower, target)
    follows(mutual, target)
    follows(target, mutual)
    sql("INSERT INTO private.presence VALUES (%s, now())", [target.id])
    viewers = {"self": target, "stranger": stranger, "follower": follower, "mutual": mutual, "anon": None}
    seen = {}
    for audience in ("everyone", "followers", "mutuals", "nobody"):
        change(target, show_active_status=audience)
        seen[audience] = {name for name, viewer in viewers.items() if see(viewer, target)["active"]}
    assert seen == {
        "everyone": set(viewers), "followers": {"self", "follower", "mutual"}, "mutuals": {"self", "mutual"},
        "nobody": {"self"},
    }  # fmt: skip


def test_online_means_seen_within_a_minute(see, person, sql):
    target = person()
    assert see(None, target)["active"] == {"online": False, "last_seen_at": None}
    sql("INSERT INTO private.presence VALUES (%s, now())", [target.id])
    assert see(None, target)["active"]["online"] is True
    sql("UPDATE private.presence SET seen_at = now() - interval '61 seconds' WHERE user_id = %s", [target.id])
    assert see(None, target)["active"]["online"] is False


def test_whom_one_blocks_is_a_bare_summary_and_who_blocks_is_nobody(see, person, blocks):
    a, b = person(), person()
    blocks(a, b)
    seen = see(a, b)
    assert seen["viewer"]["blocked"] is True
    assert all(seen[name] is None for name in (*_HIDDEN, "followers_count", "posts_count"))
    with refused(404, "not_found"):
        see(b, a)


def test_the_suspended_the_deactivated_and_the_unknown_are_nobody(see, person, change):
    a, gone, back = person(), person(), person()
    now = datetime.datetime.now(datetime.UTC)
    for state in ({"suspended_at": now}, {"suspended_at": None, "deactivated_at": now}):
        change(gone, **state)
        for viewer in (a, None):
            with refused(404, "not_found"):
                see(viewer, gone)
    change(back, suspended_at=now, suspended_until=now - datetime.timedelta(seconds=1))
    assert see(a, back)["user_handle"] == back.handle


def test_nobody_looks_through_anothers_eyes(acting_as, person):
    a, b = person(), person()
    for who, viewer in ((a, b.id), (None, b.id), (a, None)):
        with refused(403, "forbidden"), acting_as(who) as call:
            call(functions.get_profile, viewer=viewer, target=str(uuid.uuid4()))
