"""What has had its time goes, and nothing that an honest phone may still need: private.prune_accounts."""

from typing import Any

from topin.auth.tasks import sweep

from .conftest import GoTrue, fresh_email


def test_spent_tokens_go_but_not_the_parent_of_the_active_one(autoconfirm: GoTrue, sql: Any) -> None:
    first = autoconfirm.sign_up()
    chain = [first["refresh_token"]]
    for _ in range(3):
        chain.append(autoconfirm.refresh(chain[-1]).json()["refresh_token"])
    person = first["user"]["id"]
    sql("UPDATE auth.refresh_tokens SET updated_at = now() - interval '31 days' WHERE user_id = %s", [person])
    sweep.run()
    kept = {row["token"] for row in sql("SELECT token FROM auth.refresh_tokens WHERE user_id = %s", [person])}
    assert kept == set(chain[-2:])
    assert autoconfirm.refresh(chain[-2]).json()["refresh_token"] == chain[-1]


def test_what_is_past_goes_and_the_rest_stays(autoconfirm: GoTrue, sql: Any) -> None:
    session = autoconfirm.sign_up(fresh_email())
    person = session["user"]["id"]
    sql("UPDATE auth.sessions SET not_after = now() - interval '2 days' WHERE user_id = %s", [person])
    flow = "INSERT INTO auth.flow_state (id, user_id, provider_type, authentication_method, created_at)"
    for days in (0, 2):
        sql(
            f"{flow} VALUES (gen_random_uuid(), %s, 'email', 'otp', now() - make_interval(days => %s))",
            [person, days],
        )
    sweep.run()
    for table, left in (("sessions", 0), ("flow_state", 1)):
        assert sql(f"SELECT count(*) AS n FROM auth.{table} WHERE user_id = %s", [person]) == [{"n": left}]
    assert sql("SELECT count(*) AS n FROM public.user_sessions WHERE user_id = %s", [person]) == [{"n": 1}]
    sql("UPDATE public.user_sessions SET ended_at = now() - interval '91 days' WHERE user_id = %s", [person])
    sweep.run()
    assert sql("SELECT count(*) AS n FROM public.user_sessions WHERE user_id = %s", [person]) == [{"n": 0}]
