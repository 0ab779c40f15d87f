"""public.update_accessibility_settings: the given fields alone, at the version expected, for oneself."""

from profiles.settings import functions
from topin.core.testing.refusals import refused


def test_given_fields_change_and_the_rest_stays(person, update, settings_of):
    a = person()
    before = settings_of(a)
    changes = {"font_scale": 1.5, "autoplay": False}
    answer = update(functions.update_accessibility_settings, a, changes)
    assert answer["version"] == 2
    assert settings_of(a) == {**before, "accessibility": {**before["accessibility"], **changes}}


def test_stale_unknown_and_another_persons_change_nothing(acting_as, person, update, settings_of):
    a, b = person(), person()
    before = settings_of(a)
    with refused(412, "stale_version"):
        update(functions.update_accessibility_settings, a, {"font_scale": 1.5}, expected_version=7)
    with refused(400, "unknown_field", "no_such"):
        update(functions.update_accessibility_settings, a, {"font_scale": 1.5, "no_such": 1})
    with refused(403, "forbidden"), acting_as(b, commit=True) as call:
        call(functions.update_accessibility_settings, actor=a.id, changes={"font_scale": 1.5})
    assert settings_of(a) == before


def test_a_value_of_the_wrong_form_changes_nothing(person, update, settings_of):
    a = person()
    before = settings_of(a)
    with refused(400, "invalid"):
        update(functions.update_accessibility_settings, a, {"font_scale": "no such value"})
    assert settings_of(a) == before
