"""/api/media over HTTP: one request, or presign, PUT and complete; and what is refused."""

import io
import os
import socket
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from posts.media import places
from posts.media.tests.conftest import send, stored
from posts.media.tests.files import SVG, bomb, picture, video
from topin.core.storage.store import store


def rows(sql, who):
    return sql("SELECT id::text, status, failure, bytes FROM public.media WHERE owner_id = %s", [who.id])


def presign(api, who, content, kind="image", **options):
    return api.post("/api/media/presign", as_=who, json={"kind": kind, "bytes": len(content)}, **options)


def put(api, ticket, content):
    upload = ticket["upload"]
    return api.request(upload["method"], upload["url"], content=content, headers=upload["headers"])


def test_a_picture_is_ready_with_the_answer(api, person, upload, sql):
    a = person()
    made = upload(a)
    assert made.pop("blurhash")
    assert made == {
        "id": made["id"], "url": f"/api/media/{made['id']}/original", "kind": "image", "status": "ready",
        "mime": "image/webp", "width": 640, "height": 400, "duration": None, "alt": None, "failure": None,
        "variants": {name: f"/api/media/{made['id']}/{name}" for name in ("medium", "thumb")},
    }  # fmt: skip
    assert stored(made["id"]) == {"original", "medium", "thumb"}
    assert api.get(f"/api/media/{made['id']}", as_=a).json().items() >= made.items()
    assert rows(sql, a)[0]["bytes"] > 1000


def test_a_video_is_worked_on_and_then_ready(api, person, upload, work):
    a = person()
    made = upload(a, video())
    assert (made["status"], made["kind"], made["variants"]) == ("processing", "video", {})
    post = {"type": "video", "media_ids": [made["id"]]}
    api.problem(api.post("/api/posts", as_=a, json=post), 409, "media_not_ready")
    work()
    ready = api.get(f"/api/media/{made['id']}", as_=a).json()
    assert (ready["status"], ready["mime"]) == ("ready", "video/mp4")
    assert ready["variants"].keys() == {"poster", "thumb"}
    assert store().open(places.upload(made["id"])) is None
    epoch = api.get("/api/sync", as_=a).json()["epoch"]
    # public.event_media shows it
    events = api.get(f"/api/sync?epoch={epoch}&after=0", as_=a).json()["events"]
    assert [(event["k"], event["d"]["status"]) for event in events] == [("media", "ready")]
    assert api.post("/api/posts", as_=a, json=post).json()["media"][0]["duration"] == ready["duration"]


def test_a_video_that_cannot_be_shown_says_why(api, person, upload, work):
    a = person()
    made = upload(a, video()[:900])
    work()
    failed = api.get(f"/api/media/{made['id']}", as_=a).json()
    assert (failed["status"], failed["failure"]["code"]) == ("failed", "media_broken")
    assert stored(made["id"]) == set()
    post = {"type": "video", "media_ids": [made["id"]]}
    api.problem(api.post("/api/posts", as_=a, json=post), 409, "media_not_ready")


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (SVG, 415, "media_type_not_supported"),
        (b"<html>", 415, "media_type_not_supported"),
        (bomb(), 422, "media_too_many_pixels"),
        (picture()[:2000], 422, "media_broken"),
        (picture("GIF") + b"<script>", 422, "media_ambiguous"),
        (b"", 400, "file_required"),
        (b"\xff\xd8\xff" + b"\0" * (20 * 1024**2), 413, "media_too_large"),
    ],
    ids=["svg", "html", "bomb", "truncated", "polyglot", "empty", "too large"],
)
def test_a_refused_file_leaves_nothing(api, person, sql, content, status, code):
    a = person()
    problem = api.problem(send(api, a, content), status, code)
    assert problem["errors"][0]["field"] == "file"
    assert rows(sql, a) == []


def test_a_file_that_is_too_large_is_told_its_size_and_the_limit(api, person):
    detail = api.problem(send(api, person(), b"\xff\xd8\xff" + bytes(20 * 1024**2)), 413, "media_too_large")[
        "detail"
    ]
    assert (str(3 + 20 * 1024**2) in detail, str(20 * 1024**2) in detail) == (True, True)


def test_the_name_and_type_that_are_told_do_not_count(upload, person):
    a = person()
    assert upload(a, picture("PNG"), name="../../x.svg\0")["mime"] == "image/webp"


def test_a_body_that_is_too_large_is_refused_by_its_announcement(api, person, sql):
    a = person()
    address = (api.base_url.host, api.base_url.port)
    head = (
        f"POST /api/media HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {a.token}\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {300 * 1024**2}\r\n\r\n--x\r\n"
    )
    with socket.create_connection(address, timeout=10) as connection:
        connection.sendall(head.encode())
        assert b"413" in connection.recv(4096).splitlines()[0]
    assert rows(sql, a) == []


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({"json": {"file": "x"}}, 415, "unsupported_media_type"),
        ({"files": {"picture": ("x", b"x")}}, 400, "unknown_field"),
        ({"files": {"file": ("x", b"x")}, "data": {"owner_id": "x"}}, 400, "unknown_field"),
        ({"files": [("file", ("x", b"x")), ("file", ("y", b"y"))]}, 400, "file_required"),
        ({"content": b"--x\r\n", "headers": {"Content-Type": "multipart/form-data"}}, 400, "parse_error"),
        ({"content": b"", "headers": {"Content-Type": "multipart/form-data; boundary=x"}}, 400, "file_required"),
    ],
)
def test_a_body_that_is_no_form_with_one_file_is_refused(api, person, sql, sent, status, code):
    a = person()
    api.problem(api.post("/api/media", as_=a, **sent), status, code)
    assert rows(sql, a) == []


def test_nobody_uploads_nothing(api):
    api.problem(send(api, None, picture()), 401, "authentication_required")
    api.problem(api.post("/api/media/presign", json={}), 401, "authentication_required")


def test_a_key_makes_an_upload_once(api, person, sql):
    a = person()
    key = {"Idempotency-Key": str(uuid.uuid4())}
    first, again = (send(api, a, picture(), headers=key) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert again.headers["Idempotent-Replayed"] == "true"
    assert [row["id"] for row in rows(sql, a)] == [first.json()["id"]]
    api.problem(send(api, a, picture("PNG"), headers=key), 422, "idempotency_key_reused")
    assert len(rows(sql, a)) == 1


def test_presign_put_complete(api, person):
    a, content = person(), picture()
    ticket = presign(api, a, content).json()
    assert (ticket["status"], ticket["upload"]["method"]) == ("pending", "PUT")
    path = f"/api/media/{ticket['id']}"
    api.problem(api.post(f"{path}/complete", as_=a), 409, "upload_missing")
    assert put(api, ticket, content).status_code == 204
    api.problem(api.post(f"{path}/complete", as_=person()), 404, "not_found")
    done = api.post(f"{path}/complete", as_=a)
    assert (done.status_code, done.json()["status"], done.json()["width"]) == (201, "ready", 640)
    again = api.post(f"{path}/complete", as_=a)
    assert (again.status_code, again.json()) == (200, done.json())
    assert store().open(places.upload(ticket["id"])) is None


def test_presign_of_a_video(api, person, work):
    a, content = person(), video()
    ticket = presign(api, a, content, "video").json()
    put(api, ticket, content)
    assert api.post(f"/api/media/{ticket['id']}/complete", as_=a).json()["status"] == "processing"
    work()
    assert api.get(f"/api/media/{ticket['id']}", as_=a).json()["status"] == "ready"


def test_presign_bounds_what_is_put(api, person):
    a, content = person(), picture()
    ticket = presign(api, a, content).json()
    bare = {**ticket, "upload": {**ticket["upload"], "headers": {}}}
    api.problem(put(api, bare, content + b"x"), 413, "body_too_large")
    api.problem(put(api, bare, content[:-1]), 400, "wrong_size")
    url = ticket["upload"]["url"]
    for bad in (url[:-2], url.replace(url.split("/")[-1].split(":")[0], "e30"), "/api/media/uploads/x"):
        api.problem(api.put(bad, content=content), 403, "upload_expired")
    assert store().open(places.upload(ticket["id"])) is None
    api.problem(presign(api, a, b"x" * 20_971_521), 413, "media_too_large")
    for wrong in (
        {},
        {"kind": "image", "bytes": 0},
        {"kind": "pdf", "bytes": 1},
        {"kind": "image", "bytes": 1, "id": 1},
    ):
        assert api.post("/api/media/presign", as_=a, json=wrong).status_code == 400


def test_nothing_is_put_for_an_upload_that_does_not_wait_for_it(api, person):
    a, content = person(), picture()
    complete, deleted = presign(api, a, content).json(), presign(api, a, content).json()
    put(api, complete, content)
    assert api.post(f"/api/media/{complete['id']}/complete", as_=a).status_code == 201
    assert api.delete(f"/api/media/{deleted['id']}", as_=a).status_code == 204
    api.problem(put(api, complete, content), 403, "upload_expired")
    api.problem(put(api, deleted, content), 404, "not_found")
    assert [store().open(places.upload(one["id"])) for one in (complete, deleted)] == [None, None]


def test_what_was_put_is_looked_at_when_it_is_completed(api, person):
    a = person()
    ticket = presign(api, a, SVG).json()
    put(api, ticket, SVG)
    path = f"/api/media/{ticket['id']}"
    api.problem(api.post(f"{path}/complete", as_=a), 415, "media_type_not_supported")
    failed = api.post(f"{path}/complete", as_=a)
    assert (failed.status_code, failed.json()["failure"]["code"]) == (200, "media_type_not_supported")
    assert store().open(places.upload(ticket["id"])) is None


def test_eight_completions_at_once_make_it_once(api, person, sql):
    a, content = person(), picture()
    ticket = presign(api, a, content).json()
    put(api, ticket, content)
    with ThreadPoolExecutor(8) as pool:
        path = f"/api/media/{ticket['id']}/complete"
        codes = sorted(answer.status_code for answer in pool.map(lambda _: api.post(path, as_=a), range(8)))
    assert codes.count(201) == 1
    assert set(codes) <= {200, 201, 409}
    assert rows(sql, a)[0]["status"] == "ready"


def test_an_unused_upload_can_be_deleted_with_its_files(api, person, upload, work, sql):
    a, b = person(), person()
    made, used = upload(a), upload(a)
    post = api.post("/api/posts", as_=a, json={"type": "image", "media_ids": [used["id"]]})
    assert post.status_code == 201
    assert api.delete(f"/api/media/{made['id']}", as_=b).status_code == 204
    assert len(rows(sql, a)) == 2
    for _ in range(2):
        assert api.delete(f"/api/media/{made['id']}", as_=a).status_code == 204
    api.problem(api.delete(f"/api/media/{used['id']}", as_=a), 409, "media_in_use")
    work()
    assert (stored(made["id"]), len(stored(used["id"]))) == (set(), 3)
    api.problem(api.get(f"/api/media/{made['id']}", as_=a), 404, "not_found")
    api.problem(api.get(f"/api/media/{used['id']}", as_=b), 404, "not_found")


def test_a_post_with_pictures(api, person, upload):
    a = person()
    first, second = upload(a), upload(a, picture("PNG"))
    ids = [second["id"], first["id"]]
    body = {"type": "image", "content": "Two", "media_ids": ids, "alt_texts": {first["id"]: "Red"}}
    post = api.post("/api/posts", as_=a, json=body)
    assert post.status_code == 201
    assert post.json()["media"] == [second, {**first, "alt": "Red"}]
    api.problem(api.post("/api/posts", as_=a, json=body), 409, "media_in_use")


def test_a_large_file_is_streamed_to_disk(api, person):
    """A noisy picture of some megabytes, as phones make them."""
    file = io.BytesIO()
    Image.frombytes("RGB", (2000, 1500), os.urandom(2000 * 1500 * 3)).save(file, "JPEG", quality=97)
    assert len(file.getvalue()) > 3_000_000
    assert send(api, person(), file.getvalue()).status_code == 201
