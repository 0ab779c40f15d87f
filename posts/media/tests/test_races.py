"""One medium, many posts at once: it hangs on one of them, and nobody waits for nobody for ever."""

import json
from concurrent.futures import ThreadPoolExecutor

from posts import functions
from topin.core.db.errors import DatabaseError


def test_a_medium_hangs_on_one_of_the_posts_that_want_it(person, medium, acting_as, sql):
    a = person()
    ids = [medium(a) for _ in range(4)]

    def post(number):
        chosen = ids if number % 2 else ids[::-1]  # in either order: locks are taken in one
        data = {"type": "image", "content": str(number), "media_ids": chosen}
        try:
            with acting_as(a, commit=True) as call:
                return json.loads(call(functions.create_post, actor=a.id, data=data)["body"])["id"]
        except DatabaseError as error:
            return str(error).splitlines()[0]

    with ThreadPoolExecutor(6) as pool:
        results = list(pool.map(post, range(18)))
    assert results.count("media_in_use") == 17
    hanging = sql("SELECT DISTINCT post_id::text FROM public.media WHERE owner_id = %s", [a.id])
    assert [row["post_id"] for row in hanging] == [one for one in results if one != "media_in_use"]
    assert len(sql("SELECT 1 FROM public.posts WHERE author_id = %s", [a.id])) == 1
