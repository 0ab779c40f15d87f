"""The jobs of the social graph run as the worker, twice as well as once."""

from social import tasks


def test_jobs_run_and_find_nothing_the_second_time(person, follow, sql):
    a, b = person(), person()
    follow(a, b)
    tasks.refresh_popularity.apply(throw=True)
    look = "SELECT DISTINCT popularity FROM private.person_terms WHERE user_id = %s"
    assert sql(look, [b.id]) == [{"popularity": 1}]
    tasks.refresh_popularity.apply(throw=True)
    tasks.refresh_activity.apply(throw=True)
    assert sql(look, [b.id]) == [{"popularity": 1}]
