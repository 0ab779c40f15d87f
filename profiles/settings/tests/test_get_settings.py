"""public.get_settings: the defaults, for oneself alone."""

from profiles.settings import functions
from topin.core.testing.refusals import refused


def test_a_new_person_has_the_defaults(person, settings_of):
    assert settings_of(person()) == {
        "privacy": {
            "profile_visibility": "public",
            "show_active_status": "everyone",
            "allow_messages_from": "everyone",
            "allow_mentions_from": "everyone",
            "show_liked_posts": True,
            "searchable": True,
        },
        "notifications": {
            "push": True, "email": True, "likes": True, "comments": True, "mentions": True, "follows": True,
            "reposts": True, "messages": True, "marketing": False,
            "quiet_hours": {"start": None, "end": None, "timezone": "UTC"},
        },
        "accessibility": {
            "font_scale": 1, "reduce_motion": False, "high_contrast": False, "captions": False, "autoplay": True,
        },
        "creator": {"is_content_creator": False},
    }  # fmt: skip


def test_nobody_reads_anothers(acting_as, person):
    a, b = person(), person()
    for who in (b, None):
        with refused(403, "forbidden"), acting_as(who) as call:
            call(functions.get_settings, actor=a.id)
