"""add_, get_, update_ and delete_comment: threads that keep their shape, read by those who see the post."""

import concurrent.futures
import uuid

import pytest

from engagement.tests.conftest import ids
from posts.tests.conftest import answer
from topin.core.db.errors import refusal_from
from topin.core.testing.refusals import refused


def test_a_comment_as_it_was_written(person, write, comment, one, comments, read, fold):
    a, b, c = person(), person(), person()
    post = write(a)
    below = comment(b, post, f"Hello @{c.handle}, @{b.handle} and @nobody_at_all")
    shown = one(None, below)
    assert shown == comments(a, post)[0]
    assert shown["author"]["id"] == b.id
    assert (shown["post_id"], shown["parent_id"], shown["deleted"], shown["edited_at"]) == (
        post,
        None,
        False,
        None,
    )
    assert [(who["id"], who["mentioned_as"]) for who in shown["mentions"]] == [(c.id, c.handle)]
    assert shown["created_at"].endswith("Z")
    fold()
    assert read(c, post)["comment_count"] == 1


def test_threads_and_their_orders(person, write, comment, comments, like, fold):
    a, b = person(), person()
    post = write(a)
    top = [comment(a, post, f"number {n}") for n in range(5)]
    under = [comment(b, post, f"answer {n}", parent=top[1]) for n in range(3)]
    deep = comment(a, post, "deeper", parent=under[0])
    for who, liked in ((a, top[3]), (b, top[3]), (a, top[0]), (a, under[2])):
        like(who, liked)
    fold()
    assert ids(comments(b, post, "old")) == top
    assert ids(comments(b, post, "new")) == top[::-1]
    assert ids(comments(b, post, "top")) == [top[3], top[0], top[4], top[2], top[1]]
    assert [row["reply_count"] for row in comments(b, post, "old")] == [0, 3, 0, 0, 0]
    assert ids(comments(None, post, "old", parent=top[1])) == under
    assert ids(comments(None, post, "top", parent=top[1])) == [under[2], under[1], under[0]]
    assert ids(comments(None, post, "new", parent=under[0])) == [deep]
    assert comments(None, post, parent=deep) == []


def test_a_deleted_one_that_was_answered_is_a_tombstone_the_others_are_gone(
    acting_as, person, write, comment, comments, delete, read, like, fold, one, sql
):
    a, b = person(), person()
    post = write(a)
    answered, alone = comment(b, post, f"secret @{a.handle}"), comment(b, post, "alone")
    child = comment(a, post, "child", parent=answered)
    like(a, answered)
    for _ in range(2):
        delete(b, answered)
        delete(b, alone)
    fold()
    (tombstone,) = comments(None, post)
    assert tombstone["id"] == answered
    assert (tombstone["deleted"], tombstone["author"], tombstone["content"]) == (True, None, "")
    assert (tombstone["mentions"], tombstone["like_count"], tombstone["reply_count"]) == ([], 0, 1)
    assert ids(comments(None, post, "top")) == ids(comments(None, post, "new")) == [answered]
    assert ids(comments(None, post, parent=answered)) == [child]
    assert read(a, post)["comment_count"] == 1
    for gone in (answered, alone):
        with refused(404, "not_found"):
            one(a, gone)
        with refused(404, "not_found"):
            comment(a, post, "too late", parent=gone)
        with refused(404, "not_found"):
            like(a, gone)
    assert sql("SELECT 1 FROM public.comments WHERE post_id = %s AND content = 'too late'", [post]) == []
    with acting_as(a) as call:
        assert call("SELECT count(*) FROM public.comments WHERE post_id = $1::uuid", post) == 1


def test_the_posts_author_may_delete_below_it_and_nobody_else(person, write, comment, comments, delete, block):
    a, b, c = person(), person(), person()
    post = write(a)
    below, other = comment(b, post), comment(c, post)
    with refused(403, "not_author"):
        delete(c, below)
    delete(a, below)
    delete(a, below)
    assert ids(comments(b, post)) == [other]
    block(a, c)
    with refused(404, "not_found"):
        delete(a, other)  # whom one blocks one does not meet
    delete(c, other)  # one's own words also out of sight
    for who in (a, b):
        with refused(404, "not_found"):
            delete(who, str(uuid.uuid4()))
    assert comments(a, post) == []


def test_a_reworded_comment_has_new_words_mentions_and_version(person, write, comment, one, reword, block, sql):
    a, b, c = person(), person(), person()
    post = write(a)
    below = comment(b, post, "before")
    shown, version = reword(b, below, f"after @{c.handle}")
    assert (shown["content"], [who["id"] for who in shown["mentions"]], version) == (
        f"after @{c.handle}",
        [c.id],
        2,
    )
    assert shown["edited_at"] is not None
    assert reword(b, below, f"after @{c.handle}")[1] == 2  # nothing changed
    with refused(412, "stale_version"):
        reword(b, below, "stale", 1)
    assert reword(b, below, "again", 2)[0]["mentions"] == []
    for who in (a, c):
        with refused(403, "not_author"):
            reword(who, below, "mine")
    with refused(400, "content_required", "content"):
        reword(b, below, " \n")
    block(a, b)
    with refused(404, "not_found"):
        reword(b, below, "out of sight")
    assert sql("SELECT content FROM public.comments WHERE id = %s", [below]) == [{"content": "again"}]


@pytest.mark.parametrize("audience", ["followers", "mutuals", "private"])
def test_who_may_not_see_the_post_gets_404_for_all_of_it(
    person, write, comment, comments, one, reword, delete, sql, audience
):
    a, b = person(), person()
    post = write(a, audience=audience)
    below = comment(a, post)
    for who in (b, None):
        with refused(404, "not_found"):
            comments(who, post)
        with refused(404, "not_found"):
            comments(who, post, parent=below)
        with refused(404, "not_found"):
            one(who, below)
    for target in (post, str(uuid.uuid4())):
        with refused(404, "not_found"):
            comment(b, target)
    for act in (lambda: reword(b, below, "x"), lambda: delete(b, below), lambda: comment(b, post, "x", below)):
        with refused(404, "not_found"):
            act()
    assert len(sql("SELECT 1 FROM public.comments WHERE post_id = %s AND deleted_at IS NULL", [post])) == 1


def test_a_parent_is_one_of_the_same_post(person, write, comment, comments, sql):
    a = person()
    post, other = write(a), write(a)
    elsewhere = comment(a, other)
    for parent in (elsewhere, post, str(uuid.uuid4())):
        with refused(404, "not_found"):
            comment(a, post, "x", parent)
        with refused(404, "not_found"):
            comments(a, post, parent=parent)
    assert sql("SELECT replied FROM public.comments WHERE post_id IN (%s, %s)", [post, other]) == [
        {"replied": False}
    ]


def test_a_blocked_pair_never_meets_and_the_suspended_are_not_seen(
    person, write, comment, comments, one, block, suspend, like
):
    a, viewer, blocked, blocking, gone = (person() for _ in range(5))
    post = write(a)
    of = {who.id: comment(who, post) for who in (viewer, blocked, blocking, gone)}
    comment(a, post, "answer", parent=of[gone.id])
    block(viewer, blocked)
    block(blocking, viewer)
    suspend(gone)
    assert [row["author"] and row["author"]["id"] for row in comments(viewer, post)] == [viewer.id, None]
    assert comments(viewer, post)[1]["deleted"] is True  # suspended, but answered: its place is kept
    assert len(comments(None, post)) == 4
    for hidden in (blocked, blocking):
        for act in (
            lambda hidden=hidden: one(viewer, of[hidden.id]),
            lambda hidden=hidden: comments(viewer, post, parent=of[hidden.id]),
            lambda hidden=hidden: comment(viewer, post, "x", of[hidden.id]),
            lambda hidden=hidden: like(viewer, of[hidden.id]),
            lambda hidden=hidden: one(hidden, of[viewer.id]),
        ):
            with refused(404, "not_found"):
                act()
    with refused(403, "account_suspended"):
        comment(gone, post)
    suspend(gone, False)
    assert len(comments(viewer, post)) == 2
    assert [row["deleted"] for row in comments(viewer, post)] == [False, False]


def test_whoever_is_blocked_or_does_not_accept_it_is_not_mentioned(person, write, comment, one, block, sql):
    a, blocked, silent, b = person(), person(), person(), person()
    post = write(b)
    block(blocked, a)
    sql("UPDATE public.user_settings SET allow_mentions_from = 'nobody' WHERE user_id = %s", [silent.id])
    below = comment(a, post, f"@{blocked.handle} @{silent.handle} @{b.handle}")
    assert [who["id"] for who in one(a, below)["mentions"]] == [b.id]
    assert sql("SELECT 1 FROM private.pending_event WHERE user_id IN (%s, %s)", [blocked.id, silent.id]) == []
    told = sql("SELECT data ->> 'type' AS type FROM private.pending_event WHERE user_id = %s", [b.id])
    assert told == [{"type": "mention"}]  # once, though the post is theirs too


def test_who_is_told_of_a_comment(person, write, comment, reword, follow, sql):
    author, b, c, d = (person() for _ in range(4))
    follow(b, author)
    follow(c, author)
    post = write(author, audience="followers")
    parent = comment(b, post)
    child = comment(c, post, f"@{d.handle}", parent)

    def told(who):
        rows = sql("SELECT topic FROM private.pending_event WHERE user_id = %s ORDER BY created_at, id", [who.id])
        return [row["topic"] for row in rows]

    assert told(author) == [f"comment/{post}"] * 2
    assert told(b) == [f"comment/{post}"]
    assert told(d) == []  # mentioned, but may not see the post
    reword(c, child, f"@{d.handle} @{b.handle}")
    reword(c, child, f"@{b.handle} @{d.handle} again")
    assert told(b) == [f"comment/{post}", f"mention/{child}"]
    for words in ("nobody", f"@{b.handle} once more"):
        reword(c, child, words)
    assert told(b) == [f"comment/{post}", f"mention/{child}"]  # an earlier wording told them


def test_a_handle_in_a_reworded_comment_goes_on_meaning_whom_it_meant(person, write, comment, reword, sql):
    a, b, c = person(), person(), person()
    post = write(a)
    below = comment(a, post, f"@{b.handle}")
    old = b.handle
    sql("UPDATE public.profiles SET user_handle = user_handle || '_1' WHERE id = %s", [b.id])
    sql("UPDATE public.profiles SET user_handle = %s WHERE id = %s", [old, c.id])
    shown, _ = reword(a, below, f"again @{old} and @{old}_1")
    assert [(who["id"], who["mentioned_as"]) for who in shown["mentions"]] == [(b.id, old)]
    assert reword(a, below, "nobody")[0]["mentions"] == []
    assert [who["id"] for who in reword(a, below, f"@{old}")[0]["mentions"]] == [c.id]  # begun anew


def test_32_answers_at_once_are_all_there_and_counted(person, write, comment, comments, read, delete, fold):
    a, b = person(), person()
    post = write(a)
    parent = comment(a, post)

    def act(turn):
        return comment(b, post, str(turn), parent) if turn != 16 else delete(a, parent)

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        ended = [future.exception() for future in [pool.submit(act, turn) for turn in range(33)]]
    assert ended[16] is None
    assert {refusal_from(one).code for one in ended if one} <= {"not_found"}  # an answer after the deletion
    standing = ended.count(None) - 1
    fold()
    assert len(comments(b, post, parent=parent, size=20)) == standing
    assert comments(b, post)[0]["reply_count"] == standing
    assert comments(b, post)[0]["deleted"] is True
    assert read(a, post)["comment_count"] == standing


def test_the_definer_lists_show_what_the_policies_show(
    acting_as, person, people, write, comment, comments, block, suspend
):
    a, viewer, crowd = person(), person(), people(5)
    post = write(a)
    for who in (*crowd, viewer):
        comment(who, post)
    block(viewer, crowd[0])
    block(crowd[1], viewer)
    suspend(crowd[2])
    for who in (viewer, None, a):
        with acting_as(who) as call:
            seen = call("SELECT json_agg(id) FROM public.comments WHERE post_id = $1::uuid", post)
        assert sorted(answer(seen)) == sorted(ids(comments(who, post)))
