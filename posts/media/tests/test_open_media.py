"""GET /media/{id}/{variant} and the short-lived addresses it gives: private media die with access (open_media)."""

import io
import os

import pytest
from PIL import Image

from posts.media import functions, places
from posts.media.tests.files import picture, video
from social import functions as social
from topin.core.storage import signed
from topin.core.storage.store import store

_ROWS = "SELECT coalesce(array_agg(id::text), '{}') FROM public.media WHERE id = ANY ($1::uuid[])"


@pytest.fixture
def posted(api, upload):
    """`posted(person, audience)`: a post with a picture; its id and its medium's."""

    def act(who, audience="public"):
        made = upload(who)
        body = {"type": "image", "audience": audience, "media_ids": [made["id"]]}
        return api.post("/api/posts", as_=who, json=body).json()["id"], made["id"]

    return act


@pytest.fixture
def sees(api):
    """`sees(person_or_None, medium)`: whether they can open it; both ways give the same."""

    def act(who, media_id, variant="original"):
        answer = api.get(f"/api/media/{media_id}/{variant}", as_=who, follow_redirects=True)
        if answer.status_code != 200:
            api.problem(answer, 404, "not_found")
        return answer.status_code == 200

    return act


def test_each_form_is_opened_by_a_short_address(api, person, posted):
    a = person()
    _, media_id = posted(a)
    for variant in ("original", "medium", "thumb"):
        first = api.get(f"/api/media/{media_id}/{variant}", as_=person())
        assert (first.status_code, first.headers["cache-control"], first.content) == (
            302,
            "private, no-store",
            b"",
        )
        answer = api.get(first.headers["location"])
        assert answer.content == store().open(places.form(media_id, variant)).read_bytes()
        assert answer.headers["content-type"] == "image/webp"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-disposition"] == "attachment"
        assert "sandbox" in answer.headers["content-security-policy"]
    for variant in ("poster", "huge", "original.jpg"):
        assert api.get(f"/api/media/{media_id}/{variant}", as_=a).status_code == 404


@pytest.mark.parametrize(
    ("audience", "seen_by"),
    [
        ("public", {"author", "mutual", "follower", "stranger", "anon"}),
        ("followers", {"author", "mutual", "follower"}),
        ("mutuals", {"author", "mutual"}),
        ("private", {"author"}),
    ],
)
def test_a_medium_is_opened_by_who_may_see_its_post(
    person, people, posted, sees, follow, block, audience, seen_by
):
    a = person()
    mutual, follower, stranger, blocked, blocking = people(5)
    for one, other in ((mutual, a), (a, mutual), (follower, a)):
        follow(one, other)
    block(a, blocked)
    block(blocking, a)
    _, media_id = posted(a, audience)
    viewers = {"author": a, "mutual": mutual, "follower": follower, "stranger": stranger, "anon": None,
               "blocked": blocked, "blocking": blocking}  # fmt: skip
    assert {name for name, who in viewers.items() if sees(who, media_id)} == seen_by


def test_an_address_dies_with_access(api, people, posted, follow, acting_as):
    def taken():
        """A follower, and the address they were given."""
        follow(b, a)
        return api.get(f"/api/media/{media_id}/thumb", as_=b).headers["location"]

    a, b = people(2)
    post, media_id = posted(a, "followers")
    address = taken()
    assert api.get(address).status_code == 200
    with acting_as(b, commit=True) as call:
        call(social.unfollow_user, actor=b.id, target=a.id)
    api.problem(api.get(address), 404, "not_found")
    address = taken()
    assert api.get(address).status_code == 200
    api.put(f"/api/posts/{post}", as_=a, json={"audience": "private"})
    api.problem(api.get(address), 404, "not_found")
    api.put(f"/api/posts/{post}", as_=a, json={"audience": "public"})
    assert api.get(address).status_code == 200
    with acting_as(a, commit=True) as call:
        call(social.block_user, actor=a.id, target=b.id)
    api.problem(api.get(address), 404, "not_found")
    own = api.get(f"/api/media/{media_id}/thumb", as_=a).headers["location"]
    api.delete(f"/api/posts/{post}", as_=a)
    api.problem(api.get(own), 404, "not_found")


def test_an_address_dies_with_the_session_it_was_given_to(api, person, posted):
    a = person()
    address = api.get(f"/api/media/{posted(a)[1]}/thumb", as_=a).headers["location"]
    assert api.post("/api/auth/logout", as_=a).status_code == 204
    api.problem(api.get(address), 401, "session_ended")


def test_an_address_ends_and_cannot_be_altered(api, person, posted):
    a = person()
    _, media_id = posted(a, "private")
    values = {"media": media_id, "variant": "thumb", "user": a.id, "session": a.session_id}
    good = signed.sign("file", values, 60)
    for word in (good[:-1], signed.sign("upload", values, 60), signed.sign("file", values, -60), "x"):
        api.problem(api.get(f"/api/media/files/{word}"), 403, "link_expired")
    forged = signed.sign("file", {**values, "user": None, "session": None}, 60)
    api.problem(api.get(f"/api/media/files/{forged}"), 404, "not_found")


def test_what_hangs_on_nothing_is_its_owners(person, upload, sees):
    a = person()
    made = upload(a)
    assert (sees(a, made["id"]), sees(person(), made["id"]), sees(None, made["id"])) == (True, False, False)


def test_rows_are_seen_as_their_files_are(acting_as, people, posted, upload, follow, medium):
    """The policy and open_media are one rule."""
    a, b, stranger = people(3)
    follow(b, a)
    ids = [posted(a, audience)[1] for audience in ("public", "followers", "private")]
    ids += [upload(a)["id"], medium(a, status="processing")]
    for who in (b, stranger, None):
        with acting_as(who) as call:
            by_policy = call(
                "SELECT coalesce(array_agg(id::text), '{}') FROM public.media WHERE id = ANY ($1::uuid[])", ids
            )
        by_door = set()
        for media_id in ids:
            with acting_as(who) as call:
                try:
                    call(functions.open_media, viewer=who and who.id, media=media_id, variant="original")
                except Exception as error:
                    assert "not_found" in str(error)
                else:
                    by_door.add(media_id)
        assert set(by_policy) == by_door


def test_a_part_of_a_video(api, person, upload, work):
    a = person()
    made = upload(a, video())
    work()
    address = api.get(f"/api/media/{made['id']}/original", as_=a).headers["location"]
    whole = api.get(address)
    size = len(whole.content)
    assert (whole.headers["accept-ranges"], whole.headers["content-length"]) == ("bytes", str(size))
    for asked, first, last in (
        ("0-", 0, size - 1),
        ("5-9", 5, 9),
        ("-4", size - 4, size - 1),
        (f"5-{size * 2}", 5, size - 1),
    ):
        part = api.get(address, headers={"Range": f"bytes={asked}"})
        assert (part.status_code, part.headers["content-range"]) == (206, f"bytes {first}-{last}/{size}")
        assert part.content == whole.content[first : last + 1]
    beyond = api.get(address, headers={"Range": f"bytes={size}-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{size}")
    for nonsense in ("bytes=-", "lines=1-2", "bytes=1-2,4-5", "bytes=x"):
        assert api.get(address, headers={"Range": nonsense}).content == whole.content
    tag = whole.headers["etag"]
    for held in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = api.get(address, headers={"If-None-Match": held})
        assert (again.status_code, again.content) == (304, b"")
    assert api.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_large_file_is_streamed_whole_and_in_part(api, person, upload):
    a = person()
    file = io.BytesIO()
    Image.frombytes("RGB", (1600, 1600), os.urandom(1600 * 1600 * 3)).save(file, "JPEG", quality=95)
    made = upload(a, file.getvalue())
    address = api.get(made["url"], as_=a).headers["location"]
    whole = store().open(places.form(made["id"], "original")).read_bytes()
    assert len(whole) > 1024**2
    assert api.get(address).content == whole
    part = api.get(address, headers={"Range": "bytes=300000-900000"})
    assert (part.status_code, part.content) == (206, whole[300000:900001])
    head = api.request("HEAD", address)
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(len(whole)))


def test_a_file_that_is_lost_is_not_found(api, person, upload):
    a = person()
    made = upload(a, picture())
    address = api.get(f"/api/media/{made['id']}/original", as_=a).headers["location"]
    store().delete(places.folder(made["id"]))
    api.problem(api.get(address), 404, "not_found")
