"""/api/search/posts over HTTP."""

import uuid

import pytest


def test_pages_of_posts(api, person, write):
    word, viewer, author = f"q{uuid.uuid4().hex[:12]}", person(), person()
    made = [write(author, f"{word} {n}") for n in range(5)]
    found, cursor = [], ""
    while cursor is not None:
        page = api.get(f"/api/search/posts?q={word}&limit=2{cursor and '&cursor=' + cursor}", as_=viewer).json()
        found += [post["id"] for post in page["results"]]
        cursor = page["next_cursor"]
    assert found == made[::-1]


@pytest.mark.parametrize(
    "query", ["", "?q=", "?q=a", "?q=%00ab", "?query=ab", "?q=ab&sort=x", "?q=" + "x" * 10_000]
)
def test_bad_queries_are_400(api, person, query):
    assert api.get(f"/api/search/posts{query}", as_=person()).status_code == 400


@pytest.mark.parametrize(
    "q", ["%25%25", "%F0%9F%91%8B%F0%9F%91%8B", "%ED%A0%80ab", "ab%0a", "'%22;--ab", "ab%3A*%26!"]
)
def test_odd_queries_are_no_fault_of_ours(api, person, q):
    assert api.get(f"/api/search/posts?q={q}", as_=person()).status_code in (200, 400)


def test_anon_does_not_search(api):
    api.problem(api.get("/api/search/posts?q=abc"), 401, "authentication_required")
