"""public.check_handle and public.is_handle_available: the same verdict, for anybody."""

import json
import uuid

import pytest

from profiles import functions


@pytest.fixture
def verdict(acting_as):
    """The reason a handle cannot be had (None: it can), as `who` is told."""

    def ask(who, handle):
        with acting_as(who) as call:
            body = json.loads(call(functions.check_handle, handle=handle)["body"])
            available = call(functions.is_handle_available, handle=handle)
        assert body == {"handle": handle, "available": available, "reason": body["reason"]}
        assert available == (body["reason"] is None)
        return body["reason"]

    return ask


def test_free_taken_reserved_invalid(verdict, person):
    a = person()
    for who in (None, a, person()):
        assert verdict(who, f"n{uuid.uuid4().hex[:12]}") is None
        assert verdict(who, a.handle.upper()) == "handle_taken"
        assert verdict(who, "support") == "handle_reserved"
        assert verdict(who, "☃☃☃") == "handle_invalid"


def test_a_handle_given_up_is_free_for_its_owner_alone(verdict, acting_as, person):
    a = person()
    with acting_as(a, commit=True) as call:
        call(functions.change_handle, actor=a.id, user_handle=f"n{uuid.uuid4().hex[:12]}")
    assert verdict(a, a.handle) is None
    assert verdict(None, a.handle) == verdict(person(), a.handle) == "handle_taken"
