"""The old edge functions over HTTP, in the shape in which supabase-js' functions.invoke calls them."""

import json
import time
import uuid

import jwt
import pytest
from django.conf import settings as configured

from topin.core.testing.relay import relayed
from topin.core.testing.server import Api, serving

ORIGIN = "https://app.example"


def key(role):
    """A JWT key of the project, as its apps (anon) and servers (service_role) hold one."""
    return jwt.encode({"role": role, "exp": int(time.time()) + 60}, configured.GOTRUE_JWT_SECRET, "HS256")


@pytest.fixture
def invoke(api):
    """`invoke(name, body, as_=None, role="anon")`: the request of functions.invoke."""

    def call(name, body=None, as_=None, role="anon", **headers):
        sent = {"apikey": key("anon"), "Authorization": f"Bearer {as_.token if as_ else key(role)}",
                "x-client-info": "supabase-js-web/2.45.0", **headers}  # fmt: skip
        return api.post(f"/functions/v1/{name}", json=body, headers=sent)

    return call


def test_track_view_counts_whom_the_token_names(invoke, api, person, write, read):
    a, b = person(), person()
    post = write(a)
    for name in ("post_id", "postId"):
        for who in (b, None):
            response = invoke("track-view", {name: post, "user_id": a.id, "viewerIp": "1.2.3.4"}, as_=who)
            assert (response.status_code, response.json()) == (200, {"success": True})
    assert read(b, post)["view_count"] == 2
    assert read(a, post)["viewer"]["viewed"] is False  # the body does not say who is asking
    assert api.post("/functions/v1/track-view", json={"postId": post}, headers={"apikey": key("anon")}).is_success


@pytest.mark.parametrize("called", ["text/plain;charset=UTF-8", "application/octet-stream"])
def test_a_body_that_the_app_made_text_of_is_read_all_the_same(api, person, write, called):
    """functions.invoke(name, {body: JSON.stringify(...)}) goes out as text/plain, a Blob as what it is."""
    a, b = person(), person()
    post = write(a)
    for name in ("track-view", "track-like", "check-existing-repost"):
        sent = {"headers": {"Content-Type": called}, "content": json.dumps({"postId": post})}
        response = api.post(f"/functions/v1/{name}", as_=b, **sent)
        assert response.status_code == 200, response.text
    api.problem(api.post("/functions/v1/track-view", as_=b, content="postId=1"), 400, "parse_error")


def test_track_like_and_no_more(invoke, api, person, write):
    a, b = person(), person()
    post = write(a)
    expected = [({}, True, 1), ({"action": "like"}, True, 1), ({"action": "unlike"}, False, 0)]
    for more, liked, count in expected:
        response = invoke("track-like", {"postId": post, "userId": a.id, **more}, as_=b)
        assert (response.status_code, response.json()) == (
            200, {"success": True, "liked": liked, "like_count": count},
        )  # fmt: skip
    api.problem(invoke("track-like", {"postId": post}), 401, "authentication_required")
    assert invoke("track-like", {"postId": post, "action": "love"}, as_=b).status_code == 400


def test_check_existing_repost_and_its_new_home(invoke, api, person, write, repost):
    a, b = person(), person()
    post = write(a)
    assert invoke("check-existing-repost", {"post_id": post}, as_=b).json() == {"reposted": False}
    repost(b, post)
    assert invoke("check-existing-repost", {"postId": post, "userId": a.id}, as_=b).json() == {"reposted": True}
    assert api.get(f"/api/posts/{post}/repost", as_=b).json() == {"reposted": True}
    assert invoke("check-existing-repost", {"post_id": post}, as_=a).json() == {"reposted": False}


def test_sync_takes_a_service_token_alone(api, invoke, person):
    told = invoke("sync-redis-to-postgres", role="service_role")
    assert (told.status_code, told.json()["success"]) == (200, True)
    assert isinstance(told.json()["synced"], int)
    api.problem(invoke("sync-redis-to-postgres", as_=person()), 403, "forbidden")
    api.problem(invoke("sync-redis-to-postgres"), 401, "authentication_required")
    for name in ("track-view", "track-like", "check-existing-repost"):
        assert invoke(name, {"post_id": str(uuid.uuid4())}, role="service_role").status_code == 403


def test_what_waits_is_stored_by_sync_and_redis_away_is_said(person, write, read, buffered):
    a, b = person(), person()
    post = write(a)
    with (
        relayed(configured.REDIS_URL) as relay,
        serving("api", TOPIN_VIEW_BUFFER="always", REDIS_URL=relay.url) as url,
        Api(base_url=url, timeout=20) as client,
    ):
        assert client.post(f"/api/posts/{post}/view", as_=b).status_code == 202
        assert (buffered.llen("{views}:live"), read(a, post)["view_count"]) == (1, 0)
        headers = {"Authorization": f"Bearer {key('service_role')}"}
        told = client.post("/functions/v1/sync-redis-to-postgres", headers=headers)
        assert told.json() == {"success": True, "synced": 1}
        assert (buffered.llen("{views}:live"), read(a, post)["view_count"]) == (0, 1)
        relay.cut()
        client.problem(
            client.post("/functions/v1/sync-redis-to-postgres", headers=headers), 503, "buffer_unavailable"
        )
        assert client.post(f"/api/posts/{post}/view", as_=a).status_code == 202
    assert read(a, post)["view_count"] == 2


def test_what_the_viewer_may_not_see_is_not_found_in_each(invoke, api, person, write, block):
    a, b = person(), person()
    private, public = write(a, audience="private"), write(a)
    block(a, b)
    for post in (private, public, str(uuid.uuid4())):
        for name in ("track-view", "track-like", "check-existing-repost"):
            api.problem(invoke(name, {"postId": post}, as_=b), 404, "not_found")


@pytest.mark.parametrize("body", [None, [], "x", 5, {}, {"postId": 5}, {"postId": None}, {"post_id": "x\u0000"}])
@pytest.mark.parametrize("name", ["track-view", "track-like", "check-existing-repost"])
def test_a_body_that_names_no_post_is_refused(invoke, person, name, body):
    assert invoke(name, body, as_=person()).status_code == 400


def test_a_browser_may_call_from_anywhere_as_it_could(api, person, write):
    names = "authorization,x-client-info,apikey,content-type,x-region"
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": names, "Origin": ORIGIN}
    preflight = api.request("OPTIONS", "/functions/v1/track-view", headers=asked)
    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] in ("*", ORIGIN)
    allowed = preflight.headers["access-control-allow-headers"]
    assert all(name in allowed for name in names.split(","))
    body = {"postId": write(person())}
    answer = api.post("/functions/v1/track-view", json=body, headers={"Origin": ORIGIN})
    assert answer.headers["access-control-allow-origin"] in ("*", ORIGIN)


def test_the_functions_of_rooms_that_are_not_built_are_not_there(invoke, api):
    for name in ("calculate-revenue", "send-notification", "sponsor-credits", "anything"):
        api.problem(invoke(name, {}, role="service_role"), 404, "not_found")
    api.problem(api.get("/functions/v1/track-view"), 405, "method_not_allowed")
    assert api.post("/functions/v1/track-view/", json={}).status_code == 400
