"""`manage.py staff`: the demo accounts, and a lost second factor (accounts: topin/core/tests/test_staff.py)."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django_otp.plugins.otp_totp.models import TOTPDevice

from .staff import make_staff


def run(*arguments, **options):
    told = StringIO()
    call_command("staff", *arguments, stdout=told, **options)
    return told.getvalue()


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
