"""public.update_post and public.get_post_history: changes, and what remains of what stood before."""

import pytest

from posts import functions
from posts.tests.conftest import answer, pages
from topin.core.testing.refusals import refused


@pytest.fixture
def change(acting_as):
    """`change(person, post, **changes)`: the answer's body and version."""

    def act(who, post, expected_version=None, **changes):
        with acting_as(who, commit=True) as call:
            row = call(
                functions.update_post, actor=who.id, post=post, changes=changes, expected_version=expected_version
            )
        return answer(row["body"]), row["version"]

    return act


@pytest.fixture
def history(acting_as):
    """`history(person, post)`: (revision, content) of each wording shown, two a page."""

    def act(who, post):
        with acting_as(who) as call:
            rows = pages(
                lambda after: call(functions.get_post_history, viewer=who.id, post=post, page_limit=2, after=after)
            )
        return [(row["revision"], row["content"]) for row in rows]

    return act


def test_a_new_wording_keeps_the_old_one(person, write, change, history):
    a, b = person(), person()
    post = write(a, "One #old")
    body, version = change(a, post, content=f"Two #new @{b.handle}")
    assert (body["content"], body["hashtags"], version) == (f"Two #new @{b.handle}", ["new"], 2)
    assert [p["id"] for p in body["mentions"]] == [b.id]
    assert body["edited_at"] > body["created_at"]
    body, version = change(a, post, content="Three")
    assert (body["mentions"], version) == ([], 3)
    assert history(b, post) == [(3, "Three"), (2, f"Two #new @{b.handle}"), (1, "One #old")]


def test_a_handle_in_a_reworded_post_goes_on_meaning_whom_it_meant_and_tells_once(person, write, change, sql):
    a, b, c = person(), person(), person()
    old = b.handle
    post = write(a, f"One @{old}")
    sql("UPDATE public.profiles SET user_handle = user_handle || '_1' WHERE id = %s", [b.id])
    sql("UPDATE public.profiles SET user_handle = %s WHERE id = %s", [old, c.id])
    body, _ = change(a, post, content=f"Two @{old}")
    assert [(who["id"], who["mentioned_as"]) for who in body["mentions"]] == [(b.id, old)]
    change(a, post, content="Three")
    body, _ = change(a, post, content=f"Four @{old}_1")
    assert [(who["id"], who["mentioned_as"]) for who in body["mentions"]] == [(b.id, f"{old}_1")]
    told = sql("SELECT user_id::text AS id FROM private.pending_event WHERE topic = %s", [f"mention/{post}"])
    assert told == [{"id": b.id}]


def test_the_same_again_changes_nothing(person, write, change, history):
    a = person()
    post = write(a, "One")
    body, version = change(a, post, content="One", audience="public")
    assert (body["edited_at"], version) == (None, 1)
    assert history(a, post) == [(1, "One")]


def test_a_text_written_in_private_stays_there(person, write, change, history):
    a, b = person(), person()
    post = write(a, "A secret", audience="private")
    change(a, post, content="Harmless", audience="public")
    assert history(b, post) == [(2, "Harmless")]
    assert history(a, post) == [(2, "Harmless"), (1, "A secret")]


def test_an_audience_moves_the_post_in_and_out_of_feeds(person, write, change, feed, follow, repost, sql):
    a, fan, mutual, other = person(), person(), person(), person()
    follow(fan, a)
    follow(mutual, a)
    follow(a, mutual)
    follow(other, fan)
    post = write(a)
    repost(fan, post)
    readers = {"a": a, "fan": fan, "mutual": mutual, "other": other}
    expected = {
        "followers": {"a", "fan", "mutual"}, "mutuals": {"a", "mutual"}, "private": {"a"}, "public": set(readers),
    }  # fmt: skip
    for audience, see in expected.items():
        change(a, post, audience=audience)
        assert {name for name, who in readers.items() if feed(who)} == see, audience
    assert sql("SELECT posts_count FROM private.profile_stats WHERE user_id = %s", [a.id])[0]["posts_count"] == 1


def test_alt_texts_of_its_media(person, write, change, medium):
    a = person()
    first = medium(a)
    post = write(a, type="image", media_ids=[first])
    body, version = change(a, post, alt_texts={first: "A tree"})
    assert (body["media"][0]["alt"], version) == ("A tree", 2)
    with refused(400, "invalid_alt_texts", "alt_texts"):
        change(a, post, alt_texts={medium(a): "Elsewhere"})


def test_refusals_change_nothing(person, write, change, read, block):
    a, b, blocked = person(), person(), person()
    block(a, blocked)
    post = write(a, "One")
    for who, status, code in ((b, 403, "not_author"), (blocked, 404, "not_found")):
        with refused(status, code):
            change(who, post, content="Mine")
    with refused(412, "stale_version"):
        change(a, post, expected_version=7, content="Late")
    with refused(400, "content_required", "content"):
        change(a, post, content=" ")
    assert read(a, post)["content"] == "One"
    assert change(a, post, expected_version=1, content="Two")[1] == 2


def test_history_is_for_those_who_see_the_post(person, write, history):
    a, b = person(), person()
    post = write(a, audience="followers")
    with refused(404, "not_found"):
        history(b, post)
