"""where: one name through all layers."""

import pytest
from django.core.management import CommandError, call_command

from topin.core.where import places


def test_a_door_is_shown_from_its_route_to_its_test():
    found = [(place.layer, place.at) for place in places("follow_user")]
    assert found[0] == ("route", "POST /api/social/follow/<uuid:user_id>")
    for layer, path in (
        ("view", "social/views.py:"),
        ("declaration", "social/functions.py:"),
        ("function", "social/sql/functions/follow_user.sql:"),
        ("test", "social/tests/test_follow_user.py:"),
    ):
        assert any(one == layer and at.startswith(path) for one, at in found), layer
    layers = [layer for layer, _ in found]
    assert layers.index("view") < layers.index("function") < layers.index("test")


def test_a_part_of_a_word_is_not_the_name():
    assert places("follow_user"[1:]) == []


def test_a_name_that_stands_nowhere_is_said(capsys):
    with pytest.raises(CommandError, match="stands nowhere"):
        call_command("where", "no_" + "such_name")
    call_command("where", "mute_user")
    assert "social/sql/functions/mute_user.sql" in capsys.readouterr().out


def test_no_name_is_no_name_and_a_test_of_the_admin_is_a_test():
    with pytest.raises(CommandError, match="Give a name"):
        call_command("where", " ")
    found = [place.layer for place in places("create_post") if "/tests/" in place.at]
    assert found and set(found) == {"test"}
