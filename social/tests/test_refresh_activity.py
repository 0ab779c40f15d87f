"""private.refresh_activity: a suspension that has run out is seen by the counters too."""

from social import functions
from topin.core.db.session import Caller, acting


def test_who_is_back_is_counted_again(person, follow, graph, sql):
    a, b = person(), person()
    follow(a, b)
    sql(
        "UPDATE public.profiles SET suspended_at = now(), suspended_until = now() + interval '1 hour'"
        " WHERE id = %s",
        [a.id],
    )
    assert graph(a, b)["counts"][1] == (0, 0)
    # The hour passes; the row is not touched by anybody who would notice.
    sql("ALTER TABLE public.profiles DISABLE TRIGGER follow_activity", login="owner")
    sql("UPDATE public.profiles SET suspended_until = now() - interval '1 second' WHERE id = %s", [a.id])
    sql("ALTER TABLE public.profiles ENABLE TRIGGER follow_activity", login="owner")
    with acting(Caller(None), alias="worker") as session:
        assert session.call(functions.refresh_activity) >= 1
    assert graph(a, b)["counts"][1] == (1, 0)
