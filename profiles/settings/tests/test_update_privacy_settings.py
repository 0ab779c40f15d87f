"""public.update_privacy_settings: the given fields alone, at the version expected, for oneself."""

from profiles import functions as people
from profiles.settings import functions
from topin.core.testing.refusals import refused


def test_given_fields_change_and_the_rest_stays(person, update, settings_of):
    a = person()
    before = settings_of(a)
    changes = {"show_active_status": "mutuals", "searchable": False}
    answer = update(functions.update_privacy_settings, a, changes)
    assert answer["version"] == 2
    assert settings_of(a) == {**before, "privacy": {**before["privacy"], **changes}}


def test_stale_unknown_and_another_persons_change_nothing(acting_as, person, update, settings_of):
    a, b = person(), person()
    before = settings_of(a)
    with refused(412, "stale_version"):
        update(functions.update_privacy_settings, a, {"show_active_status": "mutuals"}, expected_version=7)
    with refused(400, "unknown_field", "no_such"):
        update(functions.update_privacy_settings, a, {"show_active_status": "mutuals", "no_such": 1})
    with refused(403, "forbidden"), acting_as(b, commit=True) as call:
        call(functions.update_privacy_settings, actor=a.id, changes={"show_active_status": "mutuals"})
    assert settings_of(a) == before


def test_a_value_of_the_wrong_form_changes_nothing(person, update, settings_of):
    a = person()
    before = settings_of(a)
    with refused(400, "invalid"):
        update(functions.update_privacy_settings, a, {"show_active_status": "no such value"})
    assert settings_of(a) == before


def test_who_sees_the_profile_changes_with_it(acting_as, person, update):
    a, b = person(), person()
    update(functions.update_privacy_settings, a, {"profile_visibility": "private"})
    with acting_as(b) as call:
        assert call(people.can_view_profile, viewer=b.id, target=a.id) is False
    update(functions.update_privacy_settings, a, {"profile_visibility": "public"})
    with acting_as(b) as call:
        assert call(people.can_view_profile, viewer=b.id, target=a.id) is True
