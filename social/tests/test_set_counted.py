"""private.set_counted and its trigger: whoever is away counts for nobody, and comes back exact."""

from social import functions


def _counts(graph, a, b):
    return graph(a, b)["counts"]


def test_a_suspension_takes_one_out_of_everybodys_counts_and_back(person, follow, suspend, graph):
    a, b = person(), person()
    follow(a, b)
    follow(b, a)
    suspend(a)
    suspend(a)
    assert _counts(graph, a, b) == [(1, 1), (0, 0)]
    suspend(a, False)
    assert _counts(graph, a, b) == [(1, 1), (1, 1)]


def test_an_edge_that_ends_while_one_is_away_is_counted_right(acting_as, person, follow, suspend, graph):
    a, b = person(), person()
    follow(a, b)
    follow(b, a)
    suspend(a)
    with acting_as(b, commit=True) as call:
        call(functions.unfollow_user, actor=b.id, target=a.id)
    suspend(a, False)
    assert graph(a, b)["edges"] == {"ab": False}
    assert _counts(graph, a, b) == [(0, 1), (1, 0)]


def test_deactivation_and_erasure_count_likewise(person, follow, graph, sql):
    a, b, c = person(), person(), person()
    follow(a, b)
    follow(b, a)
    follow(c, b)
    sql("UPDATE public.profiles SET deactivated_at = now() WHERE id = %s", [a.id])
    assert _counts(graph, b, b)[0] == (1, 0)
    sql("DELETE FROM public.profiles WHERE id = ANY(%s::uuid[])", [[a.id, c.id]])
    assert _counts(graph, b, b)[0] == (0, 0)


def test_several_accounts_erased_by_one_statement_leave_the_others_exact(person, people, follow, graph, sql):
    star, gone = person(), people(4)
    for one in gone:
        follow(one, star, *(other for other in gone if other is not one))
        follow(star, one)
        for liked in (star, *gone):
            sql(
                "SELECT public.increment_profile_likes(%s, %s) WHERE %s <> %s",
                [liked.id, one.id, liked.id, one.id],
            )
    sql("DELETE FROM auth.users WHERE id = ANY(%s::uuid[])", [[one.id for one in gone]])
    assert _counts(graph, star, star)[0] == (0, 0)
    assert sql("SELECT like_count FROM private.profile_stats WHERE user_id = %s", [star.id]) == [{"like_count": 0}]
    assert sql("SELECT 1 FROM private.profile_stats WHERE user_id = ANY(%s::uuid[])", [[p.id for p in gone]]) == []
