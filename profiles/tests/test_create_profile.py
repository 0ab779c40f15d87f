"""private.create_profile: an account and its profile are made together or not at all."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from topin.core.testing.refusals import refused

_SIGN_UP = "SELECT private.create_user(%s, 'x', %s::jsonb) AS id"


@pytest.fixture
def sign_up(sql):
    """Signs up under a new address; gives the profile."""

    def act(metadata="{}"):
        email = f"{uuid.uuid4().hex}@example.test"
        (made,) = sql(_SIGN_UP, [email, metadata], login="auth")
        return sql("SELECT * FROM public.profiles WHERE id = %s", [made["id"]])[0]

    return act


def test_handle_and_name_are_taken_from_the_sign_up(sign_up, sql):
    handle = f"Mixed_{uuid.uuid4().hex[:8]}"
    profile = sign_up(f'{{"user_handle": "{handle}", "display_name": " Ada\\u0007 Lovelace "}}')
    assert (profile["user_handle"], profile["handle_key"]) == (handle, handle.lower())
    assert profile["display_name"] == "Ada Lovelace"
    for table, column in (("private.profile_stats", "user_id"), ("public.user_settings", "user_id")):
        assert len(sql(f"SELECT 1 FROM {table} WHERE {column} = %s", [profile["id"]])) == 1


def test_without_a_handle_one_is_made_from_the_id(sign_up):
    profile = sign_up()
    assert profile["user_handle"] == f"user_{profile['id'].hex[-10:]}"
    assert profile["display_name"] == profile["user_handle"]


@pytest.mark.parametrize("name", ["\\u200b", "\\u202e\\u2066", " \\ufeff\\u00ad ", "\\u3164", "\\u2028"])
def test_a_name_of_which_nothing_can_be_seen_is_none(sign_up, name):
    profile = sign_up(f'{{"display_name": "{name}"}}')
    assert profile["display_name"] == profile["user_handle"]


def test_a_name_turns_nothing_round(sign_up):
    assert sign_up('{"name": "\\u202egnp.exe\\u2069 \\u05d0"}')["display_name"] == "gnp.exe \u05d0"
    assert (
        sign_up('{"name": "\\ud83d\\udc69\\u200d\\ud83d\\ude80"}')["display_name"] == "\U0001f469\u200d\U0001f680"
    )


def test_a_long_name_is_cut(sign_up):
    assert sign_up(f'{{"name": "{"x" * 200}"}}')["display_name"] == "x" * 50


@pytest.mark.parametrize(
    ("handle", "status", "code"),
    [
        ("ab", 400, "handle_invalid"),
        ("", 400, "handle_invalid"),
        ("x" * 31, 400, "handle_invalid"),
        ("has space", 400, "handle_invalid"),
        ("аdmin1", 400, "handle_invalid"),  # the first letter is Cyrillic
        ("admin", 400, "handle_reserved"),
        ("Adm1n_", 400, "handle_reserved"),
    ],
)
def test_a_bad_handle_names_its_field_and_leaves_no_account(sign_up, sql, handle, status, code):
    with refused(status, code, "user_handle"):
        sign_up(f'{{"user_handle": "{handle}"}}')
    assert sql("SELECT 1 FROM auth.users WHERE raw_user_meta_data ->> 'user_handle' = %s", [handle]) == []


def test_a_taken_handle_in_any_case_leaves_no_account(sign_up, sql):
    handle = f"h{uuid.uuid4().hex[:10]}"
    sign_up(f'{{"user_handle": "{handle}"}}')
    with refused(409, "handle_taken", "user_handle"):
        sign_up(f'{{"handle": "{handle.upper()}"}}')
    assert sql("SELECT 1 FROM auth.users WHERE raw_user_meta_data ->> 'handle' = %s", [handle.upper()]) == []


def test_32_claims_of_one_handle_at_once_make_one_account(person, sql):
    handle = f"h{uuid.uuid4().hex[:10]}"

    def claim(number):
        try:
            return person(handle.upper() if number % 2 else handle)
        except psycopg.Error as error:
            return error.diag.message_primary

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(claim, range(32)))
    assert outcomes.count("handle_taken") == 31
    assert len(sql("SELECT 1 FROM public.profiles WHERE handle_key = %s", [handle])) == 1
