"""public.update_notification_settings: the given fields alone, at the version expected, for oneself."""

from profiles.settings import functions
from topin.core.testing.refusals import refused


def test_given_fields_change_and_the_rest_stays(person, update, settings_of):
    a = person()
    before = settings_of(a)
    changes = {"likes": False, "marketing": True}
    answer = update(functions.update_notification_settings, a, changes)
    assert answer["version"] == 2
    assert settings_of(a) == {**before, "notifications": {**before["notifications"], **changes}}


def test_stale_unknown_and_another_persons_change_nothing(acting_as, person, update, settings_of):
    a, b = person(), person()
    before = settings_of(a)
    with refused(412, "stale_version"):
        update(functions.update_notification_settings, a, {"likes": False}, expected_version=7)
    with refused(400, "unknown_field", "no_such"):
        update(functions.update_notification_settings, a, {"likes": False, "no_such": 1})
    with refused(403, "forbidden"), acting_as(b, commit=True) as call:
        call(functions.update_notification_settings, actor=a.id, changes={"likes": False})
    assert settings_of(a) == before


def test_a_value_of_the_wrong_form_changes_nothing(person, update, settings_of):
    a = person()
    before = settings_of(a)
    with refused(400, "invalid"):
        update(functions.update_notification_settings, a, {"likes": "no such value"})
    assert settings_of(a) == before


def test_quiet_hours_are_set_and_cleared_as_a_pair(person, update, settings_of):
    a = person()
    hours = {"start": "22:00", "end": "06:30", "timezone": "Europe/Oslo"}
    update(functions.update_notification_settings, a, {"quiet_hours": hours})
    assert settings_of(a)["notifications"]["quiet_hours"] == hours
    with refused(400, "invalid", "quiet_hours"):
        update(functions.update_notification_settings, a, {"quiet_hours": {"start": None}})
    with refused(400, "invalid", "quiet_hours.timezone"):
        update(functions.update_notification_settings, a, {"quiet_hours": {"timezone": "Mars/Olympus"}})
    with refused(400, "unknown_field", "quiet_hours.until"):
        update(functions.update_notification_settings, a, {"quiet_hours": {"until": "x"}})
    assert settings_of(a)["notifications"]["quiet_hours"] == hours
    update(functions.update_notification_settings, a, {"quiet_hours": {"start": None, "end": None}})
    assert settings_of(a)["notifications"]["quiet_hours"]["start"] is None
