"""public.is_user_blocked: for the one who blocks alone."""

from social import functions
from topin.core.testing.refusals import refused


def test_the_blocker_knows_and_the_blocked_does_not_learn(acting_as, person, block):
    a, b = person(), person()
    with acting_as(a) as call:
        assert call(functions.is_user_blocked, blocker=a.id, blocked=b.id) is False
    block(a, b)
    with acting_as(a) as call:
        assert call(functions.is_user_blocked, blocker=a.id, blocked=b.id) is True
    with acting_as(b) as call:
        assert call(functions.is_user_blocked, blocker=b.id, blocked=a.id) is False
    with refused(403, "forbidden"), acting_as(b) as call:
        call(functions.is_user_blocked, blocker=a.id, blocked=b.id)
