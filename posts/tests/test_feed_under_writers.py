"""A reading of the feed while others write and delete: none skipped, none doubled, at full size."""

import concurrent.futures
import threading

import pytest

from posts import functions
from posts.tests.conftest import answer


@pytest.mark.slow
def test_ten_thousand_rows_paged_while_fifty_write_and_delete(acting_as, person, people, follow, sql):
    me, crowd = person(), people(50)
    follow(me, *crowd)
    authors = [who.id for who in crowd]
    made = sql(
        "INSERT INTO public.posts (author_id, type, content, created_at)"
        " SELECT ($1::uuid[])[1 + n %% 50], 'text', n::text, now() - n * interval '1 second'"
        " FROM generate_series(1, 10500) n RETURNING id::text, content".replace("$1", "%s"),
        [authors],
    )
    doomed = {who.id: [] for who in crowd}
    for row in made:
        if int(row["content"]) % 21 == 0:
            doomed[authors[int(row["content"]) % 50]].append(row["id"])
    gone = {post for posts in doomed.values() for post in posts}
    kept = {row["id"] for row in made} - gone
    ended = threading.Event()

    def disturb(who):
        """Writes and deletes, to the reading's end and ten times at least; how often."""
        turns = 0
        while turns < 10 or not ended.is_set():
            with acting_as(who, commit=True) as call:
                call(functions.create_post, actor=who.id, data={"type": "text", "content": "new"})
                if doomed[who.id]:
                    call(functions.delete_post, actor=who.id, post=doomed[who.id].pop())
            turns += 1
        return turns

    with concurrent.futures.ThreadPoolExecutor(50) as pool:
        writers = [pool.submit(disturb, who) for who in crowd]
        seen, after = [], None
        while True:
            with acting_as(me) as call:
                page = call(functions.get_feed, viewer=me.id, page_limit=100, after=after)
            seen += [row["id"] for row in answer(page["results"])]
            after = page["next"]
            if after is None:
                break
        ended.set()
        turns = sum(writer.result() for writer in writers)
    assert turns >= 500
    assert len(seen) == len(set(seen))
    assert kept <= set(seen)
