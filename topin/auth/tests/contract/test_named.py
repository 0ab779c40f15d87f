"""The OpenAPI document names for each operation of /api/auth what it can answer with.

That no answer goes beyond it is held by every test of the accounts: topin/auth/tests/conftest.py.
"""

import pytest
from django.conf import settings

from topin.auth.meanings import MEANINGS
from topin.auth.openapi import OPERATIONS, errors_of
from topin.auth.shapes import NONE, SCHEMAS
from topin.auth.views.body import Body
from topin.core.api.examples import Composer


def named(path: str, method: str) -> set[tuple[int, str]]:
    return {(status, code) for status, codes in errors_of(path, method).items() for code in codes}


def test_each_code_that_an_operation_names_has_its_meaning() -> None:
    told = {code for operation in OPERATIONS for _, code in named(*operation)}
    assert sorted(told ^ MEANINGS.keys()) == []


@pytest.mark.parametrize("operation", OPERATIONS, ids=[one.name for one in OPERATIONS.values()])
def test_who_is_asking_is_told_where_it_is_asked(operation: tuple[str, str]) -> None:
    key, told = OPERATIONS[operation].key, named(*operation)
    if operation[0] != "token":  # where a bearer token is for linking an identity alone
        assert ((401, "no_authorization") in told) == bool(key)
    assert ((403, "not_admin") in told) == (key == "service" or operation == ("user", "put"))


def test_what_stands_open_in_the_code_is_told_as_it_comes() -> None:
    """Statuses that a caller gives, refusals that are returned, another's trigger, the limits."""
    assert (422, "insufficient_aal") in named("factors/{factor}", "delete")
    assert (401, "insufficient_aal") in named("user", "put")
    assert (403, "otp_expired") in named("verify", "post")
    assert (422, "handle_taken") in named("signup", "post")
    assert {(400, "email_provider_disabled")} == {
        one for one in named("resend", "post") if one[1] == "email_provider_disabled"
    }
    assert (503, "limits_unavailable") in named("token", "post")


def test_what_cannot_come_is_not_told() -> None:
    assert (429, "over_sms_send_rate_limit") not in named("recover", "post")
    assert not {(409, "conflict"), (429, "over_request_rate_limit")} & named("user", "get")
    assert named("health", "get") == {(500, "unexpected_failure"), (503, "unexpected_failure")}


def test_each_example_of_a_body_has_fields_of_the_types_that_are_read() -> None:
    composer = Composer(SCHEMAS, settings.TYPICAL_VALUES)
    for operation in OPERATIONS.values():
        for way in (operation.takes or {}).get("anyOf", [operation.takes or NONE]):
            Body(composer.example(way))
