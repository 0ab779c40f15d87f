"""private.follow_account: a softly deleted account takes its profile along, and brings it back."""


def test_out_of_sight_and_back(person, row, sql):
    a = person()
    sql("UPDATE auth.users SET deleted_at = now() WHERE id = %s", [a.id], login="auth")
    assert row(a)["deactivated_at"] is not None
    sql("UPDATE auth.users SET deleted_at = NULL WHERE id = %s", [a.id], login="auth")
    assert row(a)["deactivated_at"] is None
