"""Cursors: what a list gave it takes back; what was altered, or comes from another list, it refuses."""

import pytest
from django.test import RequestFactory

from topin.core.api import pages
from topin.core.db.errors import Refusal

KEYSET = '["2026-01-01T00:00:00Z", "0191b6a4-0000-7000-8000-000000000000"]'


def request(path: str, **query: str):
    return RequestFactory().get(path, query)


def test_a_cursor_gives_back_the_keyset_it_was_made_of():
    cursor = pages.cursor(request("/api/posts"), KEYSET)
    assert pages.after(request("/api/posts", cursor=cursor, limit="5")) == KEYSET


@pytest.mark.parametrize(
    "harm", [lambda c: c[:-1], lambda c: "A" + c[1:], lambda c: c + "AA", lambda c: "", lambda c: "é"]
)
def test_an_altered_cursor_is_refused(harm):
    cursor = pages.cursor(request("/api/posts"), KEYSET)
    with pytest.raises(Refusal) as refusal:
        pages.after(request("/api/posts", cursor=harm(cursor)))
    assert (refusal.value.status, refusal.value.code) == (400, "invalid_cursor")


def test_a_cursor_of_another_list_is_refused():
    cursor = pages.cursor(request("/api/social/followers/1"), KEYSET)
    with pytest.raises(Refusal):
        pages.after(request("/api/social/followers/2", cursor=cursor))


def test_a_cursor_belongs_to_the_filters_of_its_list():
    cursor = pages.cursor(request("/api/posts", mode="latest"), KEYSET)
    with pytest.raises(Refusal):
        pages.after(request("/api/posts", mode="ranked", cursor=cursor))


@pytest.mark.parametrize(
    "limit", ["0", "101", "-1", "x", "", "1.5", "9" * 5000, "१", "0" * 8 + "1000", "0" * 8 + "1" * 5000]
)
def test_a_limit_outside_1_to_100_is_refused(limit):
    with pytest.raises(Refusal) as refusal:
        pages.limit(request("/api/posts", limit=limit))
    assert refusal.value.errors[0]["field"] == "limit"


def test_the_last_page_has_no_cursor_and_no_link():
    assert pages.render(request("/api/posts"), b"[]", None) == (b'{"results":[],"next_cursor":null}', {})
