"""private.handle_problem: the form of a handle, and the words nobody gets."""

import pytest

_ASK = "SELECT private.handle_problem(%s) AS problem"


@pytest.mark.parametrize("handle", ["abc", "A_b.9", "x" * 30, "___a", "helper", "1234"])
def test_a_good_handle_has_no_problem(sql, handle):
    assert sql(_ASK, [handle]) == [{"problem": None}]


@pytest.mark.parametrize(
    "handle",
    [None, "", "ab", "x" * 31, ".abc", "abc.", "a..b", "a b", "a-b", "ünder", "___", "abc\n", "ａｂｃ", "@abc"],
)
def test_a_bad_form_is_invalid(sql, handle):
    assert sql(_ASK, [handle]) == [{"problem": "handle_invalid"}]


@pytest.mark.parametrize(
    "handle", ["admin", "ADMIN", "adm1n", "a.d.m.i.n", "r00t", "5upport", "he1p", "topin_team"]
)
def test_reserved_words_and_what_looks_like_them(sql, handle):
    assert sql(_ASK, [handle]) == [{"problem": "handle_reserved"}]
