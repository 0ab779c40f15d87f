"""private.relation: every flag, from both sides, and for nobody."""

from profiles import functions as people_functions
from social import functions

_ASK = "SELECT * FROM private.relation(%s, %s)"


def test_each_flag_stands_for_its_row(acting_as, person, follow, hide, sql):
    a, b, closed = person(), person(), person()
    hide(closed)
    follow(a, b, closed)
    follow(b, a)
    with acting_as(a, commit=True) as call:
        call(functions.mute_user, actor=a.id, target=b.id)
        call(people_functions.like_profile, actor=a.id, target=b.id)
    assert sql(_ASK, [a.id, b.id]) == [{
        "follows": True, "followed_by": True, "mutual": True, "requested": False, "blocked": False,
        "blocked_by": False, "muted": True, "liked": True, "can_message": True,
    }]  # fmt: skip
    assert sql(_ASK, [a.id, closed.id])[0]["requested"] is True


def test_a_block_shows_to_each_side_as_its_own(person, block, sql):
    a, b = person(), person()
    block(a, b)
    mine, theirs = sql(_ASK, [a.id, b.id])[0], sql(_ASK, [b.id, a.id])[0]
    assert (mine["blocked"], mine["blocked_by"]) == (True, False)
    assert (theirs["blocked"], theirs["blocked_by"]) == (False, True)
    assert not mine["can_message"]
    assert not theirs["can_message"]


def test_messages_follow_the_targets_setting(person, follow, sql):
    a, b = person(), person()
    set_to = "UPDATE public.user_settings SET allow_messages_from = %s WHERE user_id = %s"
    allowed = {}
    for audience in ("everyone", "followers", "mutuals", "nobody"):
        sql(set_to, [audience, b.id])
        allowed[audience] = [sql(_ASK, [a.id, b.id])[0]["can_message"]]
    follow(a, b)
    for audience in allowed:
        sql(set_to, [audience, b.id])
        allowed[audience].append(sql(_ASK, [a.id, b.id])[0]["can_message"])
    assert allowed == {
        "everyone": [True, True], "followers": [False, True], "mutuals": [False, False], "nobody": [False, False],
    }  # fmt: skip


def test_nobody_stands_to_nobody(person, sql):
    (row,) = sql(_ASK, [None, person().id])
    assert not any(row.values())
