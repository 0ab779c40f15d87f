"""`manage.py staff`: accounts made once, with the groups that exist; those of the demo; a lost second factor."""

import uuid
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django_otp.plugins.otp_totp.models import TOTPDevice

from .staff import make_staff


def run(*arguments: str, **options: bool | str) -> list[str]:
    """What the command prints below its heading."""
    told = StringIO()
    call_command("staff", *arguments, stdout=told, **options)
    return told.getvalue().splitlines()[1:]


def _account(name: str):
    return User.objects.get(username=name)


def test_an_account_gets_its_groups_and_the_password_that_is_printed():
    name = f"s{uuid.uuid4().hex[:10]}"
    (line,) = run(f"{name}:Moderators,Support")
    user = _account(name)
    assert user.is_staff
    assert not user.is_superuser
    assert user.check_password(line.split()[1])
    assert sorted(user.groups.values_list("name", flat=True)) == ["Moderators", "Support"]


def test_a_star_may_do_everything():
    name = f"s{uuid.uuid4().hex[:10]}"
    run(f"{name}:*")
    assert _account(name).is_superuser


def test_an_account_that_is_there_keeps_password_and_groups_unless_reset():
    name = f"s{uuid.uuid4().hex[:10]}"
    (line,) = run(f"{name}:Analysts")
    (again,) = run(f"{name}:Finance")
    assert "there already" in again
    assert _account(name).check_password(line.split()[1])
    (reset,) = run(f"{name}:Finance", reset=True)
    assert _account(name).check_password(reset.split()[1])
    assert [group.name for group in _account(name).groups.all()] == ["Finance"]


@pytest.mark.parametrize("wrong", ["{}:Nobody", "{}", ":Moderators", "{}:Moderators,Nobody"])
def test_a_group_that_does_not_exist_is_refused_and_nothing_is_made(wrong):
    good, bad = f"s{uuid.uuid4().hex[:10]}", f"s{uuid.uuid4().hex[:10]}"
    with pytest.raises(CommandError, match="Moderators"):
        run(f"{good}:Moderators", wrong.format(bad))
    assert not User.objects.filter(username__in=[good, bad]).exists()


def test_the_demo_accounts_are_one_of_each_group_and_none_where_a_second_factor_is_required(settings):
    run(demo=True)
    run(demo=True)
    demo = User.objects.filter(username__in=["moderator", "finance", "support", "analyst", "admin"])
    groups = {user.username: [group.name for group in user.groups.all()] for user in demo}
    assert groups["analyst"] == ["Analysts"] and groups["admin"] == [] and len(groups) == 5
    settings.STAFF_OTP = "required"
    with pytest.raises(CommandError, match="own machine"):
        run(demo=True)


def test_a_lost_second_factor_is_forgotten():
    user = make_staff()
    TOTPDevice.objects.create(user=user, name="app", confirmed=True)
    run(forget_second_factor=user.username)
    assert not TOTPDevice.objects.filter(user=user).exists()
    with pytest.raises(CommandError, match="no second factor"):
        run(forget_second_factor=user.username)
