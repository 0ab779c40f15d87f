"""/api/settings over HTTP."""

from concurrent.futures import ThreadPoolExecutor

import pytest

_CHANGES = {
    "privacy": {"allow_messages_from": "mutuals", "searchable": False},
    "notifications": {"push": False, "quiet_hours": {"start": "22:00", "end": "07:00", "timezone": "Asia/Tokyo"}},
    "accessibility": {"font_scale": 1.25, "captions": True},
    "creator": {"is_content_creator": True},
}


@pytest.mark.parametrize("group", _CHANGES)
def test_a_group_changes_and_the_answer_is_the_whole(api, person, group):
    a = person()
    before = api.get("/api/settings", as_=a).json()
    answer = api.put(f"/api/settings/{group}", as_=a, json=_CHANGES[group])
    assert answer.status_code == 200
    assert answer.json() == {**before, group: {**before[group], **_CHANGES[group]}}
    again = api.get("/api/settings/", as_=a)
    assert again.json() == answer.json()
    assert again.headers["etag"] == answer.headers["etag"]
    assert api.get("/api/users/me", as_=a).json()["settings"] == answer.json()


def test_if_match_and_304(api, person):
    a = person()
    tag = api.get("/api/settings", as_=a).headers["etag"]
    assert api.get("/api/settings", as_=a, headers={"If-None-Match": tag}).status_code == 304
    codes = [
        api.put("/api/settings/creator", as_=a, json=_CHANGES["creator"], headers={"If-Match": tag}).status_code
        for _ in range(2)
    ]
    assert codes == [200, 412]


@pytest.mark.parametrize(
    ("group", "body", "fields"),
    [
        ("privacy", {"profile_visibility": "friends", "searchable": 1}, {"profile_visibility", "searchable"}),
        ("privacy", {"allow_messages_from": None, "is_verified": True}, {"allow_messages_from", "is_verified"}),
        ("privacy", {"show_active_status": ["everyone"]}, {"show_active_status"}),
        ("notifications", {"push": "yes", "quiet_hours": []}, {"push", "quiet_hours"}),
        ("notifications", {"quiet_hours": {"start": "25:00", "x": 1}}, {"quiet_hours.start", "quiet_hours.x"}),
        ("notifications", {"quiet_hours": {"timezone": "Mars/Olympus"}}, {"quiet_hours.timezone"}),
        ("notifications", {"quiet_hours": {"start": "22:00"}}, {"quiet_hours"}),
        ("accessibility", {"font_scale": "1", "autoplay": 0}, {"font_scale", "autoplay"}),
        ("accessibility", {"font_scale": 1e300}, {"font_scale"}),
        ("accessibility", {"font_scale": True}, {"font_scale"}),
        ("creator", {"is_content_creator": "true", "balance": 5}, {"is_content_creator", "balance"}),
    ],
)
def test_bad_fields_are_all_named_and_nothing_changes(api, person, group, body, fields):
    a = person()
    before = api.get("/api/settings", as_=a).content
    response = api.put(f"/api/settings/{group}", as_=a, json=body)
    assert response.status_code == 400
    assert {error["field"] for error in response.json()["errors"]} == fields
    assert api.get("/api/settings", as_=a).content == before


def test_different_fields_changed_at_once_are_all_kept(api, person):
    a = person()
    fields = ["push", "email", "likes", "comments", "mentions", "follows", "reposts", "messages"]
    with ThreadPoolExecutor(8) as pool:
        codes = list(
            pool.map(lambda f: api.put("/api/settings/notifications", as_=a, json={f: False}).status_code, fields)
        )
    assert codes == [200] * 8
    found = api.get("/api/settings", as_=a).json()["notifications"]
    assert not any(found[field] for field in fields)


def test_privacy_acts_on_the_next_request(api, person):
    a, b = person(), person()
    api.put(
        "/api/settings/privacy", as_=a, json={"profile_visibility": "private", "allow_messages_from": "nobody"}
    )
    seen = api.get(f"/api/users/{a.id}", as_=b).json()
    assert (seen["is_private"], seen["details"], seen["viewer"]["can_message"]) == (True, None, False)


def test_each_wish_to_be_left_alone_acts_on_the_next_request(api, person, sql):
    a, b = person(), person()
    sql("INSERT INTO private.presence VALUES (%s, now())", [a.id])

    def found(where):
        return a.id in [one["id"] for one in api.get(f"/api/search/{where}?q={a.handle}", as_=b).json()["results"]]

    def seen():
        profile = api.get(f"/api/users/{a.id}", as_=b).json()
        return [bool(profile["active"]), profile["viewer"]["can_message"], found("mentions"), found("users")]

    wishes = [
        {"show_active_status": "nobody"}, {"allow_messages_from": "nobody"}, {"allow_mentions_from": "nobody"},
        {"searchable": False},
    ]  # fmt: skip
    expected = [True] * 4
    for place, wish in enumerate(wishes):
        assert seen() == expected
        assert api.put("/api/settings/privacy", as_=a, json=wish).status_code == 200
        expected[place] = False
    assert seen() == expected


def test_anon_has_no_settings_and_there_is_no_other_group(api, person):
    api.problem(api.get("/api/settings"), 401, "authentication_required")
    api.problem(api.put("/api/settings/privacy", json={}), 401, "authentication_required")
    api.problem(api.put("/api/settings/money", as_=person(), json={}), 404, "not_found")
    api.problem(api.post("/api/settings/privacy", as_=person(), json={}), 405, "method_not_allowed")


def test_other_devices_are_told(api, person):
    """By an event that public.event_settings shows."""
    a, b = person(), person()
    changed = api.put("/api/settings/accessibility", as_=a, json={"font_scale": 1.5}).json()
    refused = api.put("/api/settings/accessibility", as_=a, json={"font_scale": 99})
    epoch = api.get("/api/sync", as_=a).json()["epoch"]
    missed = api.get(f"/api/sync?epoch={epoch}&after=0", as_=a).json()["events"]
    assert refused.status_code == 400
    assert [(event["k"], event["d"]) for event in missed] == [("settings", changed)]
    assert api.get("/api/sync", as_=b).json()["seq"] == 0
