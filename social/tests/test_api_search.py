"""/api/search/users and /mentions over HTTP."""

import uuid

import pytest


def test_pages_of_people(api, person):
    stem, viewer = f"q{uuid.uuid4().hex[:9]}", person()
    made = {person(f"{stem}_{n}").id for n in range(5)}
    found, cursor = [], ""
    while cursor is not None:
        page = api.get(f"/api/search/users?q={stem}&limit=2{cursor and '&cursor=' + cursor}", as_=viewer).json()
        found += [entry["id"] for entry in page["results"]]
        cursor = page["next_cursor"]
    assert len(found) == 5
    assert set(found) == made
    assert page["results"][0]["viewer"]["is_self"] is False


def test_mentions_answer_summaries(api, person):
    stem, viewer = f"q{uuid.uuid4().hex[:9]}", person()
    someone = person(stem)
    page = api.get(f"/api/search/mentions?q={stem[:5]}", as_=viewer).json()
    assert {"id": someone.id, "user_handle": stem, "display_name": stem.title(), "avatar_url": None,
            "is_verified": False} in page["results"]  # fmt: skip


@pytest.mark.parametrize("path", ["users", "mentions"])
@pytest.mark.parametrize(
    "query", ["", "?q=", "?q=a", "?q=%00ab", "?q=%40", "?query=ab", "?q=ab&sort=x", "?q=" + "x" * 101]
)
def test_bad_queries_are_400(api, person, path, query):
    assert api.get(f"/api/search/{path}{query}", as_=person()).status_code == 400


@pytest.mark.parametrize("q", ["%25%25", "%F0%9F%91%8B%F0%9F%91%8B", "%ED%A0%80ab", "ab%0a", "'%22;--ab"])
def test_odd_queries_are_no_fault_of_ours(api, person, q):
    assert api.get(f"/api/search/users?q={q}", as_=person()).status_code in (200, 400)


def test_anon_does_not_search(api):
    api.problem(api.get("/api/search/users?q=abc"), 401, "authentication_required")
