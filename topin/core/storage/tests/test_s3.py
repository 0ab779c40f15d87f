"""The store of a bucket, against a server that checks signatures: an address serves what it was made for alone."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from botocore.auth import S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from topin.core.db.errors import Refusal
from topin.core.storage.s3 import S3Store
from topin.core.testing import s3

KEY, TYPE = "uploads/one", "application/octet-stream"


@pytest.fixture
def store(bucket):
    return S3Store()


def test_a_link_reads_one_file_for_a_minute_with_the_type_that_was_asked_for(store, file):
    store.put("media/ab/one", file(b"picture"), "image/webp")
    store.put("media/ab/two", file(b"other"), "image/webp")
    link = store.link("media/ab/one", "image/webp", 60)
    answer = httpx.get(link)
    assert (answer.content, answer.headers["content-type"]) == (b"picture", "image/webp")
    assert "X-Amz-Expires=60" in link
    for bad in (
        link.replace("/one?", "/two?"), link.replace("Expires=60", "Expires=6000"), link.partition("?")[0],
        link.replace("image%2Fwebp", "text%2Fhtml"),
    ):  # fmt: skip
        assert httpx.get(bad).status_code == 403
    assert httpx.put(link, content=b"mine").status_code == 403
    assert httpx.delete(link).status_code == 403


def test_an_upload_link_takes_one_put_of_this_size_and_type(store, bucket):
    link = store.upload_link(KEY, TYPE, 5)
    assert httpx.put(link, content=b"123456", headers={"Content-Type": TYPE}).status_code == 403
    assert httpx.put(link, content=b"12345", headers={"Content-Type": "text/html"}).status_code == 403
    assert (
        httpx.put(link.replace("one", "two"), content=b"12345", headers={"Content-Type": TYPE}).status_code == 403
    )
    assert bucket.objects == {}
    assert httpx.put(link, content=b"12345", headers={"Content-Type": TYPE}).status_code == 200
    assert bucket.objects[KEY][:2] == (b"12345", TYPE)


def test_a_link_ends(bucket):
    """The server's own clock decides: one made 90 seconds ago is refused, one of 20 is not."""
    bucket.objects["a"] = (b"x", "image/webp", datetime.now(UTC))
    answers = []
    for age in (20, 90):
        request = AWSRequest("GET", f"{bucket.url}/{s3.BUCKET}/a")
        auth = S3SigV4QueryAuth(Credentials(s3.ACCESS, s3.SECRET), "s3", s3.REGION, expires=60)
        stamp = (datetime.now(UTC) - timedelta(seconds=age)).strftime("%Y%m%dT%H%M%SZ")
        request.context["timestamp"] = stamp
        auth._modify_request_before_signing(request)
        to_sign = auth.string_to_sign(request, auth.canonical_request(request))
        auth._inject_signature_to_request(request, auth.signature(to_sign, request))
        answers.append(httpx.get(request.prepare().url).status_code)
    assert answers == [200, 403]


def test_the_server_refuses_a_wrong_secret_and_a_changed_body(bucket, settings, file):
    settings.S3_SECRET_KEY = "wrong"
    with pytest.raises(Refusal) as caught:
        S3Store().put("a", file(), "image/webp")
    assert caught.value.code == "storage_unavailable"
    assert bucket.objects == {}


def test_a_server_that_is_away_is_a_503_and_not_an_absence(store, bucket, file, tmp_path):
    store.put("a", file(), "image/webp")
    bucket.away = True
    for use in (
        lambda: store.put("a", file(), "image/webp"), lambda: store.fetch("a", tmp_path / "t", 100),
        lambda: store.has("a", {"b"}), lambda: store.delete("a"), lambda: list(store.every("a")),
    ):  # fmt: skip
        with pytest.raises(Refusal) as caught:
            use()
        assert (caught.value.status, caught.value.code) == (503, "storage_unavailable")
    assert "a" in bucket.objects


def test_files_of_a_bucket_are_not_served_from_here(store, file):
    store.put("a", file(), "image/webp")
    assert store.open("a") is None
