"""The jobs of engagement: erase_deleted_comments, fold_counters; and what an erased account leaves."""

from engagement import tasks


def test_deleted_comments_go_after_30_days_and_tombstones_lose_their_words(person, write, comment, delete, sql):
    a, b = person(), person()
    post = write(a)
    old, answered, new, hidden = (comment(b, post, f"{n} @{a.handle}") for n in range(4))
    comment(a, post, "answer", parent=answered)
    for below in (old, answered, new, hidden):
        delete(b, below)
    sql(
        "UPDATE public.comments SET deleted_at = now() - interval '31 days' WHERE id = ANY (%s)",
        [[old, answered, hidden]],
    )
    sql("UPDATE public.comments SET hidden_at = now() WHERE id = %s", [hidden])
    for _ in range(2):
        tasks.sweep.apply(throw=True)
        left = {
            row["id"]: (row["author_id"], row["content"][:1])
            for row in sql(
                "SELECT id::text, author_id::text, content FROM public.comments"
                " WHERE post_id = %s AND deleted_at IS NOT NULL", [post],
            )
        }  # fmt: skip
        assert left == {answered: (None, ""), new: (b.id, "2"), hidden: (b.id, "3")}
    assert sql("SELECT 1 FROM public.comment_mentions WHERE comment_id IN (%s, %s)", [old, answered]) == []


def test_an_erased_account_leaves_tombstones_and_exact_counts(
    person, write, comment, comments, like, read, fold, sql
):
    a, b = person(), person()
    post = write(a)
    answered, alone = comment(b, post, f"mine @{a.handle}"), comment(b, post)
    child = comment(a, post, "answer", parent=answered)
    for content in (post, child):
        like(b, content)
    sql("DELETE FROM auth.users WHERE id = %s", [b.id])
    fold()
    tombstone = comments(None, post)[0]
    assert (tombstone["id"], tombstone["deleted"], tombstone["author"]) == (answered, True, None)
    assert [row["id"] for row in comments(None, post, parent=answered)] == [child]
    assert comments(None, post, parent=answered)[0]["like_count"] == 0
    assert (read(a, post)["like_count"], read(a, post)["comment_count"]) == (0, 1)
    words = sql("SELECT content FROM public.comments WHERE id IN (%s, %s)", [answered, alone])
    assert {row["content"] for row in words} == {""}
    assert sql("SELECT user_id::text FROM public.post_like_logs WHERE post_id = %s", [post]) == [{"user_id": b.id}]


def test_an_erased_post_takes_all_with_it(person, write, comment, like, fold, sql):
    a = person()
    post = write(a)
    below = comment(a, post)
    answer = comment(a, post, parent=below)
    for content in (post, below, answer):
        like(a, content)
    sql("DELETE FROM public.posts WHERE id = %s", [post])
    fold()
    assert sql("SELECT 1 FROM public.comments WHERE post_id = %s", [post]) == []
    assert sql("SELECT 1 FROM private.counter_step WHERE target_id IN (%s, %s, %s)", [post, below, answer]) == []
