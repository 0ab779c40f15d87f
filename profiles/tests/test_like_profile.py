"""public.like_profile, unlike_profile and increment_profile_likes: one like a person, earned once for ever."""

import json

from profiles import functions
from topin.core.db.session import Caller, acting
from topin.core.testing.refusals import refused

_LOOK = """
SELECT s.like_count, (SELECT count(*) FROM public.profile_likes l WHERE l.profile_id = s.user_id) AS rows,
  (SELECT count(*) FROM public.profile_like_logs l WHERE l.profile_id = s.user_id) AS earned
FROM private.profile_stats s WHERE s.user_id = %s
"""


def test_like_twice_unlike_twice_like_again(acting_as, person, sql):
    a, b = person(), person()
    with acting_as(a, commit=True) as call:
        first = call(functions.like_profile, actor=a.id, target=b.id)
        again = call(functions.like_profile, actor=a.id, target=b.id)
    assert (first["created"], again["created"]) == (True, False)
    assert json.loads(again["body"]) == {"liked": True, "like_count": 1}
    with acting_as(a, commit=True) as call:
        call(functions.unlike_profile, actor=a.id, target=b.id)
        call(functions.unlike_profile, actor=a.id, target=b.id)
    assert sql(_LOOK, [b.id]) == [{"like_count": 0, "rows": 0, "earned": 1}]
    with acting_as(a, commit=True) as call:
        call(functions.like_profile, actor=a.id, target=b.id)
    assert sql(_LOOK, [b.id]) == [{"like_count": 1, "rows": 1, "earned": 1}]


def test_refusals_change_nothing(acting_as, person, blocks, sql):
    a, b = person(), person()
    blocks(b, a)
    with refused(403, "cannot_target_self"), acting_as(a, commit=True) as call:
        call(functions.like_profile, actor=a.id, target=a.id)
    with refused(404, "not_found"), acting_as(a, commit=True) as call:
        call(functions.like_profile, actor=a.id, target=b.id)
    with refused(403, "blocked"), acting_as(b, commit=True) as call:
        call(functions.like_profile, actor=b.id, target=a.id)
    for function in (functions.like_profile, functions.unlike_profile):
        with refused(403, "forbidden"), acting_as(b, commit=True) as call:
            call(function, actor=a.id, target=b.id)
    for who in (a, b):
        assert sql(_LOOK, [who.id]) == [{"like_count": 0, "rows": 0, "earned": 0}]


def test_nobody_mints_likes(acting_as, person, sql):
    a, b = person(), person()
    for who in (a, None):
        with refused(403, "forbidden"), acting_as(who, commit=True) as call:
            call("SELECT public.increment_profile_likes($1::uuid, $2::uuid)", b.id, a.id)
    assert sql(_LOOK, [b.id])[0]["like_count"] == 0
    assert sql("SELECT public.increment_profile_likes(%s, %s) AS made", [b.id, a.id]) == [{"made": True}]
    assert sql("SELECT public.increment_profile_likes(%s, %s) AS made", [b.id, a.id]) == [{"made": False}]
    assert sql(_LOOK, [b.id]) == [{"like_count": 1, "rows": 1, "earned": 1}]


def test_a_job_may_count_a_like(person, sql):
    a, b = person(), person()
    with acting(Caller(None), alias="worker") as session:
        assert session.call(functions.increment_profile_likes, profile=b.id, liker=a.id) is True
    assert sql(_LOOK, [b.id])[0]["like_count"] == 1
