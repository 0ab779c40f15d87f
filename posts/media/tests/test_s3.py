"""The whole way of an upload where files lie in a bucket: the API does not carry it, and addresses are S3's."""

import time
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from posts.media.tests.conftest import send
from posts.media.tests.files import picture
from topin.core.storage import signed
from topin.core.testing import s3
from topin.core.testing.server import Api, serving


@pytest.fixture(scope="module")
def store():
    with s3.serving_s3() as served:
        yield served


@pytest.fixture
def bucket(store):
    """The bucket, there and empty."""
    store.objects.clear()
    store.away = False
    return store


@pytest.fixture(scope="module")
def api(store):
    """A `serve api` whose files lie in the bucket."""
    settings = {"BUCKET": s3.BUCKET, "ENDPOINT": store.url, "REGION": s3.REGION}
    settings |= {"ACCESS_KEY": s3.ACCESS, "SECRET_KEY": s3.SECRET}
    named = {f"TOPIN_S3_{name}": value for name, value in settings.items()}
    with serving("api", TOPIN_RATE_LIMITS="off", **named) as url, Api(base_url=url, timeout=20) as client:
        yield client


def test_presign_put_to_the_bucket_complete_and_open(api, bucket, person):
    a, content = person(), picture()
    ticket = api.post("/api/media/presign", as_=a, json={"kind": "image", "bytes": len(content)}).json()
    upload = ticket["upload"]
    assert upload["url"].startswith(f"{bucket.url}/{s3.BUCKET}/uploads/{ticket['id']}?")
    complete = f"/api/media/{ticket['id']}/complete"
    api.problem(api.post(complete, as_=a), 409, "upload_missing")
    assert httpx.put(upload["url"], content=content + b"x", headers={"Content-Type": "x/y"}).status_code == 403
    assert httpx.put(upload["url"], content=content, headers=upload["headers"]).status_code == 200
    assert api.post(complete, as_=a).json()["status"] == "ready"
    folder = f"media/{ticket['id'][-2:]}/{ticket['id']}"
    assert set(bucket.objects) == {f"{folder}/{name}" for name in ("original", "medium", "thumb")}
    answer = api.get(f"/api/media/{ticket['id']}/thumb", as_=a)
    assert answer.status_code == 302
    assert "X-Amz-Expires=5&" in answer.headers["location"]
    opened = httpx.get(answer.headers["location"])
    assert (opened.headers["content-type"], opened.content[8:12]) == ("image/webp", b"WEBP")
    assert api.get(f"/api/media/{ticket['id']}/thumb", as_=person()).status_code == 404


def test_a_link_dies_with_access_and_session(api, bucket, person, sql):
    """It is ours, asks at each use, and leads to an address that holds for seconds."""
    a, b = person(), person()
    made = send(api, a, picture()).json()
    post = api.post("/api/posts", as_=a, json={"type": "image", "media_ids": [made["id"]]}).json()["id"]
    form = f"/api/media/links?forms={made['id']}/thumb"
    links = [api.get(form, as_=who).json()["results"][0]["url"] for who in (b, person())]
    for link in links:
        answer = api.get(link)
        assert (answer.status_code, answer.headers["cache-control"]) == (302, "private, no-store")
        assert answer.headers["location"].startswith(bucket.url)
        assert httpx.get(answer.headers["location"]).status_code == 200
    assert api.post(f"/api/social/block/{b.id}", as_=a).status_code == 201
    api.problem(api.get(links[0]), 404, "not_found")
    assert api.get(links[1]).status_code == 302
    sql("UPDATE public.posts SET audience = 'private' WHERE id = %s", [post])
    api.problem(api.get(links[1]), 404, "not_found")


def test_a_video_is_watched_in_parts_and_dies_with_access(api, bucket, person, sql, monkeypatch):
    """Its address outlives an hour of watching, leads to the bucket for a minute a part, and asks each time."""
    a, b = person(), person()
    media_id = sql(
        "INSERT INTO public.media (owner_id, kind, status, mime, width, height, duration, variants, used_as)"
        " VALUES (%s, 'video', 'ready', 'video/mp4', 4, 4, 600, '{poster}', 'cover') RETURNING id::text",
        [a.id],
    )[0]["id"]
    first = api.get(f"/api/media/{media_id}/original", as_=b)
    ours = first.headers["location"]
    assert (first.status_code, ours[:17]) == (302, "/api/media/files/")
    (link,) = api.get(f"/api/media/links?forms={media_id}/original", as_=b).json()["results"]
    assert datetime.fromisoformat(link["expires_at"]) > datetime.now(UTC) + timedelta(hours=3)
    for address in (ours, link["url"]):
        part = api.get(address, headers={"Range": "bytes=100-"})
        assert (part.status_code, part.headers["cache-control"]) == (302, "private, no-store")
        assert part.headers["location"].startswith(bucket.url) and "X-Amz-Expires=60&" in part.headers["location"]
        word = address.removeprefix("/api/media/files/")
        for hours, holds in ((3, True), (9, False)):
            with monkeypatch.context() as later:
                moment = time.time() + hours * 3600
                later.setattr(signed.time, "time", lambda moment=moment: moment)
                assert (signed.opened("file", word) is not None) is holds
    assert api.post(f"/api/social/block/{b.id}", as_=a).status_code == 201
    for address in (ours, link["url"]):
        api.problem(api.get(address, headers={"Range": "bytes=200-"}), 404, "not_found")


def test_a_bucket_that_is_away_is_a_503_that_leaves_nothing(api, bucket, person, sql):
    a = person()
    bucket.away = True
    api.problem(send(api, a, picture()), 503, "storage_unavailable")
    assert sql("SELECT 1 FROM public.media WHERE owner_id = %s", [a.id]) == []
    ticket = api.post("/api/media/presign", as_=a, json={"kind": "image", "bytes": 9}).json()
    api.problem(api.post(f"/api/media/{ticket['id']}/complete", as_=a), 503, "storage_unavailable")
    bucket.away = False
    api.problem(api.post(f"/api/media/{ticket['id']}/complete", as_=a), 409, "upload_missing")
