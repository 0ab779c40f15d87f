"""hide_comment_by_author, show_comment_by_author: seen by its author and the post's alone, and undone."""

import concurrent.futures
import uuid

import pytest

from engagement import functions
from engagement.tests.conftest import ids
from posts.tests.conftest import answer
from topin.core.testing.refusals import refused

_STATE = (
    "SELECT hidden_by_author_at IS NOT NULL AS hidden, version, content FROM public.comments"
    " WHERE post_id = %s ORDER BY created_at, id"
)


@pytest.fixture
def put_away(acting_as):
    """`put_away(person, comment)`: (the Comment, its version, whether it was new)."""

    def act(who, below):
        with acting_as(who, commit=True) as call:
            row = call(functions.hide_comment_by_author, actor=who.id, comment=below)
        return answer(row["body"]), row["version"], row["created"]

    return act


@pytest.fixture
def bring_back(acting_as):
    """`bring_back(person, comment)`."""

    def act(who, below):
        with acting_as(who, commit=True) as call:
            call(functions.show_comment_by_author, actor=who.id, comment=below)

    return act


def seen_by_policy(acting_as, who, post):
    with acting_as(who) as call:
        found = call("SELECT json_agg(id ORDER BY created_at) FROM public.comments WHERE post_id = $1::uuid", post)
    return answer(found) or []


def test_the_two_authors_see_it_and_are_told_so_nobody_else_does(
    acting_as, person, write, comment, comments, like, one, put_away, bring_back, fold, read
):
    a, b, c = person(), person(), person()
    post = write(a)
    below, other = comment(b, post, f"rude to @{c.handle}"), comment(c, post)
    assert one(c, below)["hidden_by_author"] is False
    shown, version, created = put_away(a, below)
    assert (shown["id"], shown["hidden_by_author"], version, created) == (below, True, 2, True)
    assert put_away(a, below) == (shown, 2, False)
    fold()
    for who in (a, b):
        assert one(who, below)["content"] == f"rude to @{c.handle}"
        assert [row["hidden_by_author"] for row in comments(who, post)] == [True, False]
        assert (ids(comments(who, post)), seen_by_policy(acting_as, who, post)) == ([below, other],) * 2
    for who in (c, None):
        for sort in ("old", "new", "top"):
            assert ids(comments(who, post, sort)) == [other]
        assert seen_by_policy(acting_as, who, post) == [other]
        with refused(404, "not_found"):
            one(who, below)
    with refused(404, "not_found"):
        like(c, below)
    with refused(404, "not_found"):
        comment(c, post, "an answer", below)
    assert [read(who, post)["comment_count"] for who in (a, b, c)] == [1, 1, 1]
    for _ in range(2):
        bring_back(a, below)
    fold()
    assert ids(comments(c, post)) == ids(comments(None, post, "top"))[::-1] == [below, other]
    assert (one(c, below)["hidden_by_author"], read(c, post)["comment_count"]) == (False, 2)


def test_what_answers_it_keeps_its_place_below_a_tombstone(person, write, comment, comments, put_away, fold, sql):
    a, b, c = person(), person(), person()
    post = write(a)
    below = comment(b, post)
    child = comment(c, post, "an answer", below)
    put_away(a, below)
    fold()
    (tombstone,) = comments(c, post)
    assert (tombstone["deleted"], tombstone["hidden_by_author"], tombstone["author"]) == (True, False, None)
    assert (tombstone["content"], tombstone["like_count"], tombstone["reply_count"]) == ("", 0, 1)
    assert ids(comments(c, post, parent=below)) == [child]
    later = comment(b, post, "its author goes on", below)
    assert ids(comments(c, post, parent=below)) == [child, later]
    fold()
    assert sql("SELECT id FROM private.drifted_posts(ARRAY[%s]::uuid[])", [post]) == []
    assert sql("SELECT id FROM private.drifted_comments(ARRAY[%s]::uuid[])", [below]) == []


def test_an_answer_is_hidden_as_any_and_not_counted(person, write, comment, comments, put_away, fold):
    a, b, c = person(), person(), person()
    post = write(a)
    parent = comment(b, post)
    put_away(a, comment(c, post, "an answer", parent))
    fold()
    assert [row["reply_count"] for row in comments(b, post)] == [0]
    assert comments(b, post, parent=parent) == []
    assert len(comments(c, post, parent=parent)) == 1


def test_only_the_posts_author_may(acting_as, person, write, comment, put_away, bring_back, block, suspend, sql):
    a, b, c, blocked = (person() for _ in range(4))
    post = write(a)
    below, theirs, mine = comment(b, post), comment(blocked, post), comment(a, post)
    put_away(a, mine)
    block(a, blocked)
    before = sql(_STATE, [post])
    for act in (put_away, bring_back):
        for who in (b, c):
            with refused(403, "not_author"):
                act(who, below)
        for who, target in ((blocked, below), (a, theirs), (c, mine), (a, str(uuid.uuid4()))):
            with refused(404, "not_found"):
                act(who, target)
    suspend(a)
    for act in (put_away, bring_back):
        with refused(403, "account_suspended"):
            act(a, below)
    assert sql(_STATE, [post]) == before


def test_not_below_a_deleted_post_and_not_what_is_deleted_or_hidden_already_by_moderation(
    person, write, comment, delete, put_away, staff, sql
):
    a, b = person(), person()
    post, gone = write(a), write(a)
    deleted, hidden, below = comment(b, post), comment(b, post), comment(b, gone)
    delete(b, deleted)
    staff(functions.hide_comment, target=hidden, reason="spam")
    sql("UPDATE public.posts SET deleted_at = now() WHERE id = %s", [gone])
    for target in (deleted, hidden, below):
        with refused(404, "not_found"):
            put_away(a, target)
    assert not any(row["hidden"] for row in [*sql(_STATE, [post]), *sql(_STATE, [gone])])


def test_each_hiding_stands_by_itself(person, write, comment, comments, put_away, bring_back, staff, fold, read):
    a, b, c = person(), person(), person()
    post = write(a)
    below = comment(b, post)
    put_away(a, below)
    staff(functions.hide_comment, target=below, reason="spam")
    assert (comments(a, post), len(comments(b, post))) == ([], 1)
    with refused(404, "not_found"):
        bring_back(a, below)
    staff(functions.restore_comment, target=below, reason="was none")
    fold()
    assert (len(comments(a, post)), comments(c, post), read(c, post)["comment_count"]) == (1, [], 0)
    bring_back(a, below)
    fold()
    assert (len(comments(c, post)), read(c, post)["comment_count"]) == (1, 1)


def test_nobody_is_told_of_it_nor_whom_its_new_words_mention(
    person, write, comment, put_away, bring_back, reword, told
):
    a, b, c, d = everybody = [person() for _ in range(4)]
    post = write(a)
    below = comment(b, post, f"@{c.handle}")
    heard = [told(who) for who in everybody]
    assert [[event["type"] for event in events] for events in heard] == [["comment"], [], ["mention"], []]
    put_away(a, below)
    reword(b, below, f"@{c.handle} @{d.handle} @{a.handle}")
    bring_back(a, below)
    assert [told(who) for who in everybody] == heard
    put_away(a, below)
    assert [told(who) for who in (c, d)] == [[None], []]  # what was told of it is not shown any more


def test_its_author_rewords_and_deletes_it_and_the_posts_author_deletes_it(
    person, write, comment, comments, put_away, reword, delete
):
    a, b = person(), person()
    post = write(a)
    below, other = comment(b, post), comment(b, post)
    put_away(a, below)
    put_away(a, other)
    shown, version = reword(b, below, "milder")
    assert (shown["content"], shown["hidden_by_author"], version) == ("milder", True, 3)
    with refused(403, "not_author"):
        reword(a, below, "mine")
    delete(b, below)
    delete(a, other)
    assert comments(a, post) == comments(b, post) == []


def test_32_at_once_are_one_and_the_count_is_exact(person, write, comment, put_away, bring_back, fold, read):
    a, b = person(), person()
    post = write(a)
    below = comment(b, post)
    comment(b, post)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        made = [created for _, _, created in pool.map(lambda _: put_away(a, below), range(32))]
    assert made.count(True) == 1
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda turn: (put_away if turn % 2 else bring_back)(a, below), range(32)))
    put_away(a, below)
    fold()
    assert read(b, post)["comment_count"] == 1
