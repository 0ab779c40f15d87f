"""public.update_profile: the given fields alone, and only at the version expected."""

import json

import pytest

from profiles import functions
from topin.core.testing.refusals import refused


@pytest.fixture
def update(acting_as):
    """Changes a profile; gives the answer's body."""

    def act(who, changes, **given):
        with acting_as(who, commit=True) as call:
            answer = call(functions.update_profile, actor=who.id, changes=changes, **given)
        return json.loads(answer["body"])

    return act


def test_only_what_is_given_changes(update, person, row):
    a = person(display_name="Before")
    update(a, {"bio": "hello", "details": {"location": "Oslo", "interests": ["sea", "ice"]}})
    body = update(a, {"details": {"interests": [], "country": "NO"}})
    assert (body["display_name"], body["bio"]) == ("Before", "hello")
    assert (body["details"]["location"], body["details"]["country"]) == ("Oslo", "NO")
    assert body["details"]["interests"] == []
    assert update(a, {"details": {"location": None}})["details"]["location"] is None
    assert row(a)["version"] == 4


def test_a_stale_version_changes_nothing(update, person, row):
    a = person()
    update(a, {"bio": "first"}, expected_version=1)
    with refused(412, "stale_version"):
        update(a, {"bio": "second"}, expected_version=1)
    assert row(a)["bio"] == "first"


@pytest.mark.parametrize("changes", [{"is_verified": True}, {"details": {"user_id": "x"}}, {"like_count": 9}])
def test_what_is_not_ones_own_to_set_is_an_unknown_field(update, person, row, changes):
    a = person()
    with refused(400, "unknown_field"):
        update(a, changes)
    assert row(a)["version"] == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"bio": "x" * 501},
        {"display_name": None},
        {"display_name": "a\nb"},
        {"details": {"country": "Norway"}},
        {"details": {"website": "javascript:alert(1)"}},
        {"details": {"birth_date": "1899-12-31"}},
        {"details": {"birth_date": "soon"}},
        {"details": {"interests": ["x"] * 21}},
    ],
)
def test_the_tables_checks_hold_whatever_comes(update, person, row, changes):
    a = person()
    with refused(400, "invalid"):
        update(a, changes)
    assert row(a)["version"] == 1


def test_nobody_changes_anothers(acting_as, person, row):
    a, b = person(), person()
    with refused(403, "forbidden"), acting_as(b, commit=True) as call:
        call(functions.update_profile, actor=a.id, changes={"bio": "owned"})
    assert row(a)["bio"] == ""
