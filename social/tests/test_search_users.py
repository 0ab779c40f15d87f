"""public.search_users: by the words of handle and name, ranked, through the viewer's eyes."""

import uuid

import pytest

from social import functions
from topin.core.db.owner import definer_connection
from topin.core.db.session import Caller, acting
from topin.core.testing.refusals import refused


@pytest.fixture
def stem():
    """A word that only this test's people have."""
    return f"q{uuid.uuid4().hex[:9]}"


@pytest.fixture
def found(listed):
    """The ids that a search finds, over all its pages."""
    return lambda viewer, q: [entry["id"] for entry in listed(functions.search_users, viewer, q=q)]


def test_by_the_start_of_handle_part_of_handle_and_name(person, found, stem):
    viewer = person()
    by_handle, by_part = person(f"{stem}_one"), person(f"a_{stem}")
    by_name = person(display_name=f"Zoë {stem.upper()} Ångström")
    person()
    for q in (stem, f"@{stem[:7]}", f" {stem.upper()} "):
        assert set(found(viewer, q)) == {by_handle.id, by_part.id, by_name.id}
    assert found(viewer, f"{stem} ång") == found(viewer, f"zo {stem}") == [by_name.id]
    assert found(viewer, f"{stem}xyz") == []


@pytest.mark.parametrize("name", ["👑{0}👑", "«{0}»", "Ann O’{0}", "Ann—{0}", "太郎・{0}"])
def test_by_a_word_among_signs_of_any_script(person, found, stem, name):
    viewer, someone = person(), person(display_name=name.format(stem))
    assert found(viewer, stem) == [someone.id]


@pytest.mark.parametrize(
    ("name", "q"), [("O'{0}", "o'{0}"), ("O’{0}", "O'{0}"), ("{0} X", "{0} x"), ("J. {0}", "j {0}")]
)
def test_a_name_with_a_word_of_one_letter_is_found_as_it_is_written(person, found, stem, name, q):
    viewer, someone, other = person(), person(display_name=name.format(stem)), person(display_name=f"Zed {stem}")
    assert found(viewer, q.format(stem)) == [someone.id]
    assert set(found(viewer, stem)) == {someone.id, other.id}


@pytest.mark.parametrize("at", range(12))
def test_one_typing_error_wherever_it_is(person, found, at):
    stem = uuid.uuid4().hex[:12].translate(str.maketrans("0123456789", "ghijklmnop"))
    viewer, someone = person(), person(display_name=f"Ada {stem}")
    other = "z" + stem[at + 1 :]
    swapped = stem[:at] + stem[at + 1 : at + 2] + stem[at] + stem[at + 2 :]
    for q in (stem[:at] + other, stem[:at] + stem[at + 1 :], stem[:at] + "z" + stem[at:], swapped):
        assert found(viewer, q) == found(viewer, f"{q} ad") == [someone.id], q
    for q in (stem[:at] + "zz" + other, f"{stem[:at]}{other} zoe"):
        assert found(viewer, q) == [], q


@pytest.mark.parametrize("q", ["qabczzgxij", "qabczzgij", "qabczzgxhij", "qabczzgihj", "qabczzghi", "qabczzghijk"])
def test_a_typing_error_behind_a_beginning_that_thousands_share(person, q):
    someone, crowd = person(), person()
    with definer_connection() as connection, connection.transaction(force_rollback=True):
        connection.execute("INSERT INTO private.person_terms VALUES (%s, 'qabczzghij', 0)", [someone.id])
        connection.execute(
            "INSERT INTO private.person_terms SELECT %s, 'qabczz' || right(md5(n::text), 4) || n, 9"
            " FROM generate_series(1, 2500) n",
            [crowd.id],
        )
        found = connection.execute("SELECT id::text FROM private.people_by_typo(%s)", [q]).fetchall()
    assert set(found) == {(someone.id,)}


def test_a_name_itself_before_one_with_a_typing_error(person, found, stem):
    viewer, exact = person(), person(display_name=f"{stem}ab Bea")
    person(display_name=f"{stem[:4]}z{stem[5:]}ab Bea")
    assert found(viewer, f"{stem}ab") == [exact.id]


def test_the_very_handle_first_then_whom_one_follows_then_the_popular(person, people, follow, found, stem):
    viewer, fans = person(), people(3)
    plain, popular, followed, exact = (person(f"{stem}{end}") for end in ("_a", "_b", "_c", ""))
    follow(viewer, followed)
    for fan in fans:
        follow(fan, popular)
    with acting(Caller(None), alias="worker") as session:
        assert session.call(functions.refresh_popularity) > 0
    assert found(viewer, stem) == [exact.id, followed.id, popular.id, plain.id]


def test_blocks_suspension_and_the_wish_not_to_be_found_hide(person, block, suspend, found, stem, sql):
    viewer = person()
    blocked, blocking, suspended, shy, seen = (person(f"{stem}_{n}") for n in range(5))
    block(viewer, blocked)
    block(blocking, viewer)
    suspend(suspended)
    sql("UPDATE public.user_settings SET searchable = false WHERE user_id = %s", [shy.id])
    assert found(viewer, stem) == [seen.id]
    sql("UPDATE public.user_settings SET searchable = true WHERE user_id = %s", [shy.id])
    assert set(found(viewer, stem)) == {seen.id, shy.id}


def test_a_new_name_is_found_and_the_old_one_no_more(person, found, stem, sql):
    viewer, someone = person(), person(display_name=f"{stem}old")
    sql("UPDATE public.profiles SET display_name = %s WHERE id = %s", [f"{stem}new", someone.id])
    assert found(viewer, f"{stem}old") == []
    assert found(viewer, f"{stem}new") == [someone.id]


@pytest.mark.parametrize("q", ["", "a", " a b ", "__", "...", "%", "!!!"])
def test_too_short_a_word_is_refused(person, found, q):
    with refused(400, "query_too_short", "q"):
        found(person(), q)


@pytest.mark.parametrize("q", ["100%", "a_b%", "\\\\xy", "'; --drop", "x" * 5000, "日本", "a\u0301b"])
def test_no_text_is_a_pattern(person, found, q):
    assert isinstance(found(person(), q), list)


def test_nobody_searches_with_anothers_eyes(acting_as, person):
    a, b = person(), person()
    with refused(403, "forbidden"), acting_as(a) as call:
        call(functions.search_users, viewer=b.id, q="abc", page_limit=5)
