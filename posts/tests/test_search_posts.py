"""public.search_posts: by words and #tags, through the viewer's eyes."""

import concurrent.futures
import uuid

import pytest

from posts import functions
from posts.tests.conftest import answer, pages
from topin.core.testing.refusals import refused


@pytest.fixture
def word():
    """A word that only this test's posts have."""
    return f"q{uuid.uuid4().hex[:12]}"


@pytest.fixture
def found(acting_as):
    """`found(viewer, q, size=20)`: the ids that a search finds, over all its pages."""

    def search(viewer, q, size=20):
        with acting_as(viewer) as call:
            return [row["id"] for row in pages(
                lambda after: call(functions.search_posts, viewer=viewer.id, q=q, page_limit=size, after=after)
            )]  # fmt: skip

    return search


def test_every_word_counts_the_last_one_as_a_beginning_too(person, write, found, word):
    me, author = person(), person()
    both, one = write(author, f"Walking, {word}-Sunset!"), write(author, f"{word} alone")
    assert found(me, word) == [one, both]
    assert found(me, f"walking {word[:8]}") == found(me, f"SUNSET {word}") == found(me, f"{word} sun") == [both]
    assert found(me, f"sun {word}") == found(me, f"{word} nothing") == []


def test_a_tag_is_looked_for_as_a_whole(person, write, found, word):
    me, author = person(), person()
    tagged, longer, plain = write(author, f"#{word} x"), write(author, f"#{word}s"), write(author, f"{word} y")
    assert found(me, f"#{word.upper()}") == [tagged]
    assert found(me, f"#{word} x") == [tagged]
    assert found(me, word) == [plain, longer, tagged]


def test_words_of_any_script_are_found(person, write, found, word):
    me, author = person(), person()
    made = write(author, f"{word} مرحبا بالعالم 日本語 ＦＵＬＬ 😀😀 Straße")
    for q in ("مرحبا", "日本語", "full", "😀😀", "STRASSE"[:4]):
        assert (made in found(me, f"{word} {q}")) is True, q


@pytest.mark.parametrize(
    ("text", "q"),
    [
        ("“{0}” he said", "{0} said"),
        ("{0}—dash", "dash {0}"),
        ("don’t {0}", "don't {0}"),
        ("don't {0}", "don’t {0}"),
        ("🎉{0}🎉 party", "{0} party"),
        ("🎉{0} party", "🎉 party {0}"),
        ("«{0}», نعم؟", "نعم {0}"),
        ("{0}、日本。", "日本 {0}"),
        ("{0} می\u200cخواهم", "میخواهم {0}"),
        ("cafe\u0301 {0}", "café {0}"),
        ("{0} ❤", "❤\ufe0f {0}"),
    ],
)
def test_punctuation_of_any_script_parts_words(person, write, found, word, text, q):
    me, author = person(), person()
    made = write(author, text.format(word))
    assert found(me, q.format(word)) == [made]


def test_own_and_followed_first_then_by_time_over_pages(person, write, follow, found, word):
    me, friend, stranger = person(), person(), person()
    follow(me, friend)
    made = [write(who, word) for who in (friend, stranger, me, stranger, friend)]
    expected = [made[4], made[2], made[0], made[3], made[1]]
    for size in (1, 2, 20):
        assert found(me, word, size) == expected


def test_pages_stand_still_while_others_post(acting_as, person, write, found, word):
    me, author = person(), person()
    made = [write(author, word) for _ in range(4)]
    with acting_as(me) as call:
        page = call(functions.search_posts, viewer=me.id, q=word, page_limit=2, after=None)
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        pool.submit(write, author, word).result()
    with acting_as(me) as call:
        rest = call(functions.search_posts, viewer=me.id, q=word, page_limit=9, after=page["next"])
    assert [row["id"] for row in answer(page["results"]) + answer(rest["results"])] == made[::-1]


def test_after_60_come_the_60_before_them(acting_as, person, follow, found, word, sql):
    me, friend, stranger = person(), person(), person()
    follow(me, friend)
    rows = sql(
        "INSERT INTO public.posts (author_id, type, content, created_at)"
        " SELECT CASE WHEN n %% 10 = 0 THEN %s::uuid ELSE %s END, 'text', %s, now() - n * interval '1 s'"
        " FROM generate_series(1, 150) n RETURNING id::text",
        [friend.id, stranger.id, word],
    )
    made = [row["id"] for row in rows]
    near = set(made[9::10])
    sixties = (made[:60], made[60:120], made[120:])
    expected = [post for part in sixties for post in sorted(part, key=lambda post: post not in near)]
    for size in (7, 60, 100):
        assert found(me, word, size) == expected
    with acting_as(me) as call:
        page = call(functions.search_posts, viewer=me.id, q=word, page_limit=20, after=None)
    sql("DELETE FROM public.posts WHERE id = ANY (%s)", [expected[:10] + expected[30:35]])
    with acting_as(me) as call:
        rest = pages(
            lambda after: call(
                functions.search_posts, viewer=me.id, q=word, page_limit=20, after=after or page["next"]
            )
        )
    assert [row["id"] for row in rest] == expected[20:30] + expected[35:]


def test_only_what_the_viewer_may_see(person, write, follow, block, hide, suspend, found, word, sql):
    me, fan, mutual = person(), person(), person()
    author = person()
    follow(fan, author)
    follow(mutual, author)
    follow(author, mutual)
    made = {
        audience: write(author, word, audience=audience)
        for audience in ("public", "followers", "mutuals", "private")
    }
    assert found(me, word) == [made["public"]]
    assert set(found(fan, word)) == {made["public"], made["followers"]}
    assert set(found(mutual, word)) == set(found(author, word)) == set(made.values()) - {made["private"]}
    sql("UPDATE public.user_settings SET searchable = false WHERE user_id = %s", [author.id])
    assert found(me, word) == []
    assert set(found(fan, word)) == {made["public"], made["followers"]}
    sql("UPDATE public.user_settings SET searchable = true WHERE user_id = %s", [author.id])
    hide(author)
    assert found(me, word) == []
    blocked, blocking, gone = person(), person(), person()
    for who in (blocked, blocking, gone):
        write(who, word)
    block(me, blocked)
    block(blocking, me)
    suspend(gone)
    assert found(me, word) == []


def test_what_changes_is_found_as_it_stands(acting_as, person, write, found, word):
    me, author = person(), person()
    post = write(author, word)
    with acting_as(author, commit=True) as call:
        call(functions.update_post, actor=author.id, post=post, changes={"content": f"{word}new"})
    assert found(me, f"{word} ") == [post]
    assert found(me, f"{word}new") == [post]
    with acting_as(author, commit=True) as call:
        call(functions.update_post, actor=author.id, post=post, changes={"audience": "private"})
    assert found(me, word) == found(author, word) == []
    with acting_as(author, commit=True) as call:
        call(functions.update_post, actor=author.id, post=post, changes={"audience": "public"})
    assert found(me, word) == [post]
    with acting_as(author, commit=True) as call:
        call(functions.delete_post, actor=author.id, post=post)
    assert found(me, word) == []


def test_what_is_rare_is_found_below_the_newest(person, found, word, sql):
    me, author, loud = person(), person(), person()
    old = sql(
        "INSERT INTO public.posts (author_id, type, content, created_at)"
        " VALUES (%s, 'text', %s, now() - interval '9 years') RETURNING id::text",
        [author.id, word],
    )[0]["id"]
    sql(
        "INSERT INTO public.posts (author_id, type, content) SELECT %s, 'text', 'x' FROM generate_series(1, 2100)",
        [loud.id],
    )
    assert found(me, word) == [old]
    sql("DELETE FROM public.posts WHERE author_id = %s", [loud.id])


@pytest.mark.parametrize("q", ["", " ", "a", "#", "# a", "😀", "& | !", "a b c", "'''", "\\"])
def test_too_short_is_refused(acting_as, person, q):
    me = person()
    with refused(400, "query_too_short"), acting_as(me) as call:
        call(functions.search_posts, viewer=me.id, q=q, page_limit=20, after=None)


@pytest.mark.parametrize(
    "q",
    [
        "zqa & !zqc | (zqe)",
        "zqa:*",
        "zqa:A",
        "'zqa' <-> 'zqc'",
        "zqa\\",
        "zqa'b''cd",
        "%%%zqa",
        "x" * 10_000,
        "zqa " * 500,
    ],
)
def test_operators_are_just_words(found, person, q):
    assert found(person(), q) == []


def test_nobody_searches_as_another(acting_as, person):
    a, b = person(), person()
    with refused(403, "forbidden"), acting_as(b) as call:
        call(functions.search_posts, viewer=a.id, q="abc", page_limit=20, after=None)
