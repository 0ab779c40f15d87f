"""public.get_own_profile: what only oneself sees."""

import json

from profiles import functions
from topin.core.testing.refusals import refused


def test_email_settings_and_monetization(acting_as, person):
    a = person()
    with acting_as(a) as call:
        answer = call(functions.get_own_profile, actor=a.id)
    body = json.loads(answer["body"])
    assert body["email"] == a.email
    assert body["settings"].keys() == {"privacy", "notifications", "accessibility", "creator"}
    assert body["viewer"]["is_self"] is True
    assert {"phone", "monetization"} <= body.keys()
    assert answer["version"] == 1


def test_nobody_reads_anothers(acting_as, person):
    a, b = person(), person()
    for who in (b, None):
        with refused(403, "forbidden"), acting_as(who) as call:
            call(functions.get_own_profile, actor=a.id)
