"""see_people: who has a socket open is here now."""

import uuid

from profiles import functions
from topin.core.db.session import Caller, call

SEEN = "SELECT user_id::text, seen_at FROM private.presence WHERE user_id = ANY(%s::uuid[])"


def test_everyone_named_is_here_and_an_unknown_id_is_nobody(people, sql):
    one, two = people(2)
    ids = [one.id, two.id, str(uuid.uuid4())]
    call(functions.see_people, Caller(None), people=ids)
    first = {row["user_id"]: row["seen_at"] for row in sql(SEEN, [ids])}
    assert first.keys() == {one.id, two.id}
    call(functions.see_people, Caller(None), people=[one.id])
    second = {row["user_id"]: row["seen_at"] for row in sql(SEEN, [ids])}
    assert second[one.id] > first[one.id]
    assert second[two.id] == first[two.id]
