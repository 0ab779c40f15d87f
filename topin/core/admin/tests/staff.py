"""Staff for tests: accounts of their own, and a client that does what a browser does."""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User
from django.contrib.sessions.backends.db import SessionStore

PASSWORD = "correct horse battery"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def make_staff(group: str | None = "Moderators", **fields) -> User:
    """A member of the group; None: an administrator."""
    user = User.objects.create(
        username=f"s{uuid.uuid4().hex[:10]}", is_staff=True, is_superuser=group is None,
        password=make_password(PASSWORD), **fields,
    )  # fmt: skip
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


class Browser(httpx.Client):
    """httpx that keeps cookies, follows redirects and posts forms with their CSRF token."""

    def submit(self, path: str, **fields: str | list[str]) -> httpx.Response:
        """Loads the form at `path` and posts it."""
        page = self.get(path)
        found = _TOKEN.search(page.text)
        token = found.group(1) if found else ""
        return self.post(path, data={"csrfmiddlewaretoken": token, **fields}, headers={"Referer": str(page.url)})

    def sign_in(self, user: User, password: str = PASSWORD) -> httpx.Response:
        return self.submit("/admin/login/?next=/admin/", username=user.username, password=password)


@contextmanager
def browsing(url: str, user: User | None = None) -> Iterator[Browser]:
    """A browser; where there is a user, with a session of theirs, as `sign_in` gives it by three pages more."""
    with Browser(base_url=url, follow_redirects=True, timeout=20) as browser:
        if user:
            place = {"domain": browser.base_url.host, "path": settings.SESSION_COOKIE_PATH}
            browser.cookies.set(settings.SESSION_COOKIE_NAME, _session_of(user), **place)
        yield browser


def _session_of(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)
