"""public.get_follower_count: anybody's, as long as they exist for the one who asks."""

import uuid

from social import functions


def test_the_count_of_active_followers(acting_as, person, people, follow, suspend):
    b, followers = person(), people(3)
    for x in followers:
        follow(x, b)
    suspend(followers[0])
    for who in (followers[1], None):
        with acting_as(who) as call:
            assert call(functions.get_follower_count, user=b.id) == 2


def test_nobody_and_who_blocks_have_none(acting_as, person, follow, block):
    a, b, other = person(), person(), person()
    follow(other, b)
    block(b, a)
    with acting_as(a) as call:
        assert call(functions.get_follower_count, user=b.id) == 0
        assert call(functions.get_follower_count, user=str(uuid.uuid4())) == 0
