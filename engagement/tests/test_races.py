"""Many at once: what was appended is folded exactly once, whoever folds, and the counters are the rows."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor

from engagement import functions, tasks
from topin.core.db.session import call
from topin.core.jobs.base import WORKER

_DRIFT = """
SELECT n.post_id FROM private.post_counters n WHERE n.post_id = ANY (%(posts)s::uuid[]) AND (
  n.like_count <> (SELECT count(*) FROM public.likes l WHERE l.post_id = n.post_id)
  OR n.comment_count <> (SELECT count(*) FROM public.comments c
                          WHERE c.post_id = n.post_id AND c.deleted_at IS NULL AND c.hidden_at IS NULL))
"""


def test_toggles_and_three_folders_at_once_leave_no_drift(people, write, like, unlike, comment, delete, sql):
    crowd = people(8)
    posts = [write(who) for who in crowd[:2]]
    written: list[tuple] = []
    done = threading.Event()

    def act(turn):
        dice = random.Random(turn)
        who, post = dice.choice(crowd), dice.choice(posts)
        if turn % 10 == 0:
            written.append((who, comment(who, post)))
        elif turn % 10 == 5 and written:
            delete(*written.pop())
        elif dice.random() < 0.6:
            like(who, post)
        else:
            unlike(who, post)

    def keep_folding(_):
        while not done.is_set():
            call(functions.fold_counters, WORKER, most=3)

    with ThreadPoolExecutor(3) as folders, ThreadPoolExecutor(8) as actors:
        folding = [folders.submit(keep_folding, n) for n in range(3)]
        try:
            list(actors.map(act, range(400)))
        finally:
            done.set()
        for one in folding:
            one.result()
    tasks.fold.apply(throw=True)
    assert sql("SELECT 1 FROM private.counter_step WHERE target_id = ANY (%s)", [posts]) == []
    assert sql(_DRIFT, {"posts": posts}) == []


def test_a_counter_that_is_held_is_left_for_the_next_time(person, write, like, fold, sql, owner):
    a = person()
    post = write(a)
    like(a, post)
    owner.execute("SET ROLE topin_definer")
    owner.execute("SELECT 1 FROM private.post_counters WHERE post_id = %s FOR UPDATE", [post])
    fold()  # waits for nobody
    assert len(sql("SELECT 1 FROM private.counter_step WHERE target_id = %s", [post])) == 1
    owner.rollback()
    fold()
    counted = sql("SELECT like_count FROM private.post_counters WHERE post_id = %s", [post])
    assert counted == [{"like_count": 1}]
