"""GET /media/links (open_media_forms): addresses of many forms at once, of what the viewer may see alone."""

import uuid

import pytest

from posts.media.tests.files import picture


def links(api, who, *forms):
    answer = api.get("/api/media/links", as_=who, params={"forms": ",".join(forms)})
    assert answer.status_code == 200, answer.text
    return answer.json()["results"]


@pytest.fixture
def posted(api, upload):
    """`posted(person, audience)`: the id of a medium on a post."""

    def act(who, audience="public"):
        made = upload(who)
        api.post("/api/posts", as_=who, json={"type": "image", "audience": audience, "media_ids": [made["id"]]})
        return made["id"]

    return act


def test_many_forms_are_opened_in_the_order_asked_for(api, person, posted):
    a = person()
    one, two = posted(a), posted(a)
    found = links(api, None, f"{two}/thumb", f"{one}/original", f"{one}/medium", f"{two}/thumb")
    assert [(link["id"], link["variant"]) for link in found] == [
        (two, "thumb"), (one, "original"), (one, "medium"), (two, "thumb"),
    ]  # fmt: skip
    assert all(api.get(link["url"]).headers["content-type"] == "image/webp" for link in found)
    assert found[0]["expires_at"].endswith("Z")


def test_what_may_not_be_seen_is_absent(api, person, posted, upload, follow, medium):
    a, b = person(), person()
    follow(b, a)
    public, followers, private = (posted(a, audience) for audience in ("public", "followers", "private"))
    asked = [
        f"{one}/thumb"
        for one in (
            public,
            followers,
            private,
            upload(a, picture())["id"],
            medium(a, status="processing"),
            uuid.uuid4(),
        )
    ]
    assert [link["id"] for link in links(api, b, *asked, f"{public}/poster")] == [public, followers]
    assert [link["id"] for link in links(api, None, *asked)] == [public]


_ID = "00000000-0000-4000-8000-000000000007"


@pytest.mark.parametrize(
    "forms",
    ["", "x", _ID, f"{_ID}/../x", f"{_ID}/thumb,", f"{_ID}/thumb\0", ",".join([f"{_ID}/thumb"] * 101)],
    ids=range(7),
)
def test_what_is_no_list_of_forms_is_refused(api, forms):
    answer = api.get("/api/media/links", params={"forms": forms})
    assert answer.status_code == 400
    assert answer.json()["code"] in ("blank", "invalid", "too_many", "invalid_text", "max_length")
