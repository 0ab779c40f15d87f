"""private.summary_text: a person as JSON text, whatever an adopted database holds."""

import json

import pytest


@pytest.mark.parametrize("odd", ['a"b', "a\\b", "é\n", None])
def test_a_summary_is_json_whatever_name_and_handle_are(sql, odd):
    row = json.dumps({"user_handle": odd, "display_name": odd, "avatar_url": odd, "is_verified": True})
    told = sql(
        "SELECT private.summary_text(jsonb_populate_record(NULL::public.profiles, %s::jsonb)) AS told",
        [row],
        login="definer",
    )[0]["told"]
    summary = json.loads(told)
    assert [summary[name] for name in ("user_handle", "display_name", "avatar_url")] == [odd] * 3
    assert summary["is_verified"] is True
