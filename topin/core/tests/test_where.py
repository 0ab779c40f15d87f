"""where: one name through all layers."""

import pytest
from django.core.management import CommandError, call_command

from topin.core.where import places


def test_a_door_is_shown_from_its_route_to_its_test():
    found = {place.layer: place.at for place in reversed(places("follow_user"))}
    assert found["route"] == "POST /api/social/follow/<uuid:user_id>"
    assert found["view"].startswith("social/views.py:")
    assert found["declaration"].startswith("social/functions.py:")
    assert found["function"].startswith("social/sql/functions/follow_user.sql:")
    assert found["test"].startswith("social/tests/")


def test_a_part_of_a_word_is_not_the_name():
    assert places("ollow_user") == []


def test_a_name_that_stands_nowhere_is_said(capsys):
    with pytest.raises(CommandError, match="stands nowhere"):
        call_command("where", "no_" + "such_name")
    call_command("where", "mute_user")
    assert "social/sql/functions/mute_user.sql" in capsys.readouterr().out
