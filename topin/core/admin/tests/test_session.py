"""Sessions of staff: claims in every transaction, ends, second factor, and locks after wrong passwords."""

import json
import time
from contextlib import contextmanager

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session as Kept
from django.db import connections
from django.http import HttpResponse
from django.test import RequestFactory
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from topin.core.admin import middleware
from topin.core.db.session import Session
from topin.core.testing.server import serving

from .staff import PASSWORD, browsing, make_staff

CLAIMS = "SELECT current_setting('request.jwt.claims', true)"


@contextmanager
def signed_in(url, user):
    """A browser whose session the sign-in page has made."""
    with browsing(url) as browser:
        assert browser.sign_in(user).url.path == "/admin/"
        yield browser


def session_of(browser):
    return SessionStore(session_key=browser.cookies["staff"])


def test_the_members_id_is_in_the_claims_of_the_whole_requests_one_transaction():
    user, seen, transactions = make_staff(), [], []
    user.is_verified = lambda: False

    def look():
        transactions.append(Session("staff").execute("SELECT pg_current_xact_id()::text", []))
        return json.loads(Session("staff").execute(CLAIMS, []) or "null")

    def view(request):
        seen.append(look())
        return HttpResponse()

    def chain(request):  # what lies between the two: sessions and messages write after the view
        request.user, request.session = user, SessionStore()
        inner = middleware.StaffClaims(view)
        response = inner.process_view(request, view, [], {})
        seen.append(look())
        return response

    middleware.StaffTransaction(chain)(RequestFactory().get("/admin/"))
    assert [claims["staff_id"] for claims in seen] == [user.pk, user.pk] and len(set(transactions)) == 1
    assert not connections["staff"].in_atomic_block
    assert not Session("staff").execute(CLAIMS, [])


def test_a_fault_undoes_the_whole_request():
    user = make_staff()

    def fail(request):
        type(user).objects.filter(pk=user.pk).update(first_name="Changed")
        return HttpResponse(status=500)

    middleware.StaffTransaction(fail)(RequestFactory().get("/admin/"))
    user.refresh_from_db()
    assert user.first_name == ""


@pytest.mark.parametrize(("field", "ago"), [("seen", 31 * 60), ("since", 8 * 3600 + 1)])
def test_a_session_ends_when_idle_and_at_its_age(api_url, field, ago):
    with signed_in(api_url, make_staff()) as browser:
        session = session_of(browser)
        session[field] = int(time.time()) - ago
        session.save()
        page = browser.get("/admin/profiles/profile/")
        assert page.url.path == "/admin/login/" and "signed out" in page.text
        assert not Kept.objects.filter(session_key=session.session_key).exists()


def test_a_used_session_goes_on(api_url):
    with signed_in(api_url, make_staff()) as browser:
        session = session_of(browser)
        session["seen"] = int(time.time()) - 29 * 60
        session.save()
        assert browser.get("/admin/").url.path == "/admin/"
        assert session_of(browser)["seen"] > time.time() - 60


def test_cookies_are_for_the_admin_alone_and_out_of_scripts_reach(api_url):
    with signed_in(api_url, make_staff()) as browser:
        cookies = {cookie.name: cookie for cookie in browser.cookies.jar}
        assert {cookie.path for cookie in cookies.values()} == {"/admin"}
        assert "HttpOnly" in cookies["staff"]._rest


def test_wrong_passwords_lock_that_name_from_that_address(api_url):
    user, other = make_staff(), make_staff()
    with browsing(api_url) as browser:
        for _ in range(4):
            assert browser.sign_in(user, "wrong").status_code == 200
        assert browser.sign_in(user, "wrong").status_code == 429
        locked = browser.sign_in(user)
        assert locked.status_code == 429 and "15 minutes" in locked.text
        assert browser.sign_in(other).url.path == "/admin/"


def test_who_is_not_staff_or_switched_off_gets_in_with_no_password(api_url):
    for fields in ({"is_active": False}, {}):
        user = make_staff(**fields)
        if not fields:
            type(user).objects.filter(pk=user.pk).update(is_staff=False)
        with browsing(api_url) as browser:
            assert browser.sign_in(user).url.path == "/admin/login/"
            assert browser.get("/admin/").url.path == "/admin/login/"


def code(device, offset=0):
    return f"{TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift + offset).token():06d}"


def test_a_second_factor_that_is_set_up_is_asked_for_and_takes_no_code_twice(api_url):
    user = make_staff()
    with signed_in(api_url, user) as browser:
        assert "Scan this" in browser.get("/admin/second-factor/").text
        device = TOTPDevice.objects.get(user=user)
        assert "wrong" in browser.submit("/admin/second-factor/", code="000000").text
        device.refresh_from_db()
        device.throttle_reset()
        used = code(device)
        assert browser.submit("/admin/second-factor/", code=used).url.path == "/admin/"
    with browsing(api_url) as browser:
        asked = browser.sign_in(user)
        assert asked.url.path == "/admin/second-factor/" and "Scan this" not in asked.text
        assert browser.get("/admin/profiles/profile/").url.path == "/admin/second-factor/"
        assert "was used" in browser.submit("/admin/second-factor/", code=used).text
        TOTPDevice.objects.get(user=user).throttle_reset()
        TOTPDevice.objects.filter(user=user).update(last_t=-1)
        entered = browser.submit("/admin/second-factor/?next=/admin/posts/post/", code=code(device))
        assert entered.url.path == "/admin/posts/post/"
        assert session_of(browser)[SESSION_KEY] == str(user.pk)


@pytest.mark.slow
def test_where_it_is_required_nobody_gets_in_without_setting_it_up():
    with serving("api", TOPIN_STAFF_OTP="required") as url, browsing(url) as browser:
        user = make_staff(None)
        asked = browser.sign_in(user)
        assert asked.url.path == "/admin/second-factor/" and "Scan this" in asked.text
        assert browser.get("/admin/auth/user/").url.path == "/admin/second-factor/"
        device = TOTPDevice.objects.get(user=user)
        assert browser.submit("/admin/second-factor/", code=code(device)).url.path == "/admin/"
        assert "Development" not in browser.get("/admin/").text


def test_signing_in_leads_to_the_admin_wherever_else_one_is_sent(api_url):
    """A target elsewhere is not followed; what Django leads to instead does not exist here."""
    user = make_staff()
    with browsing(api_url) as browser:
        page = browser.submit("/admin/login/?next=//elsewhere.example/", username=user.username, password=PASSWORD)
    assert (page.url.host in ("127.0.0.1", "localhost"), page.url.path, page.status_code) == (True, "/admin/", 200)
