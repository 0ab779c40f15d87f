"""In a real browser a moderator suspends somebody and undoes it; nothing is blocked or comes from elsewhere."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from .staff import PASSWORD, make_staff

CHROMIUM = "/usr/bin/chromium"
STATE = "SELECT suspended_at FROM public.profiles WHERE id = %s"


@pytest.fixture
def cast(person):
    """The moderator and the person: made first, as Django refuses the ORM in a thread that runs a browser."""
    return make_staff(), person()


@pytest.fixture
def page(api_url, cast):
    """A page of Chromium; the test fails if it met an error or asked another host for anything."""
    assert Path(CHROMIUM).exists(), "install chromium"
    faults = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: faults.append(request.url) if _foreign(request.url, api_url) else None)
        yield page
        browser.close()
    assert faults == []


def _foreign(url, home):
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and parts.netloc != urlsplit(home).netloc


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_moderator_suspends_and_restores_an_account(page, api_url, cast, sql):
    user, target = cast
    page.goto(f"{api_url}/admin/")
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Sign-ups, last 14 days")).to_be_visible()
    page.get_by_role("link", name="Profiles").first.click()
    page.get_by_placeholder("Handle (an old one, too), e-mail or any id").fill(target.handle)
    page.keyboard.press("Enter")
    page.get_by_role("link", name=f"@{target.handle}").click()
    page.get_by_role("link", name="Suspend").click()
    page.get_by_label("Reason").fill("Sells followers")
    page.get_by_label("For how long").select_option("7")
    page.get_by_role("button", name="Suspend").click()
    expect(page.get_by_text("The account is suspended.")).to_be_visible()
    assert sql(STATE, [target.id])[0]["suspended_at"] is not None
    page.get_by_role("link", name="Restore").click()
    page.get_by_label("Reason").fill("It was somebody else")
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_text("The account is restored.")).to_be_visible()
    assert sql(STATE, [target.id])[0]["suspended_at"] is None
    page.get_by_role("link", name="Audit log").last.click()
    expect(page.get_by_text("It was somebody else")).to_be_visible()
