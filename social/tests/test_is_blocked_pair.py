"""private.is_blocked_pair: either direction, for policies as for functions."""

_ASK = "SELECT private.is_blocked_pair(%s, %s) AS blocked"


def test_either_direction_counts_and_nobody_is_blocked_by_nobody(person, block, sql):
    a, b, other = person(), person(), person()
    block(a, b)
    assert sql(_ASK, [a.id, b.id]) == sql(_ASK, [b.id, a.id]) == [{"blocked": True}]
    assert sql(_ASK, [a.id, other.id]) == sql(_ASK, [None, a.id]) == [{"blocked": False}]
