"""`manage.py staff`: accounts for the admin, made once, with the groups that exist."""

import io
import uuid

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command


def _staff(*accounts: str, **options: bool) -> list[str]:
    output = io.StringIO()
    call_command("staff", *accounts, stdout=output, **options)
    return output.getvalue().splitlines()[1:]


def _account(name: str):
    return get_user_model().objects.get(username=name)


def test_an_account_gets_its_groups_and_the_password_that_is_printed():
    name = f"s{uuid.uuid4().hex[:10]}"
    (line,) = _staff(f"{name}:Moderators,Support")
    user = _account(name)
    assert user.is_staff
    assert not user.is_superuser
    assert user.check_password(line.split()[1])
    assert sorted(user.groups.values_list("name", flat=True)) == ["Moderators", "Support"]


def test_a_star_may_do_everything():
    name = f"s{uuid.uuid4().hex[:10]}"
    _staff(f"{name}:*")
    assert _account(name).is_superuser


def test_an_account_that_is_there_keeps_password_and_groups_unless_reset():
    name = f"s{uuid.uuid4().hex[:10]}"
    (line,) = _staff(f"{name}:Analysts")
    (again,) = _staff(f"{name}:Finance")
    assert "there already" in again
    assert _account(name).check_password(line.split()[1])
    (reset,) = _staff(f"{name}:Finance", reset=True)
    assert _account(name).check_password(reset.split()[1])
    assert [group.name for group in _account(name).groups.all()] == ["Finance"]


@pytest.mark.parametrize("wrong", ["{}:Nobody", "{}", ":Moderators", "{}:Moderators,Nobody"])
def test_a_group_that_does_not_exist_is_refused_and_nothing_is_made(wrong):
    good, bad = f"s{uuid.uuid4().hex[:10]}", f"s{uuid.uuid4().hex[:10]}"
    with pytest.raises(CommandError, match="Moderators"):
        _staff(f"{good}:Moderators", wrong.format(bad))
    assert not get_user_model().objects.filter(username__in=[good, bad]).exists()
