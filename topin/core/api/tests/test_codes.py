"""Every code that can be refused with is documented, and documented with the status it comes with."""

import re

from topin.core.api.codes import CODES
from topin.core.db.rooms import ROOT

_SQL = re.compile(r"refuse\(\s*(\d{3}),\s*'([a-z_]+)'")
_PYTHON = re.compile(r"Refusal\(\s*(\d{3}),\s*\"([a-z_]+)\"|\((\d{3}), \"([a-z_]+)\", \"")

_OTHERS = (".", "topin/auth", "topin/core/admin", "bench")
_STAFF = "TO topin_staff;"  # what only the admin may run refuses in the admin
# Of the accounts: what runs before every endpoint, and what closes an account under /api/users.
_OURS = {
    "topin/auth/sql/functions/check_session.sql",
    "topin/auth/sql/functions/auth_close_account.sql",
    "topin/auth/closing.py",
}


def for_staff():
    """SQL files of functions that only the admin comes to: granted to staff, or to nobody and called by such."""
    files = {path: path.read_text() for path in ROOT.glob("*/**/sql/**/*.sql")}
    found = {path for path, text in files.items() if text.rstrip().endswith(_STAFF)}
    for path in (
        path for path, text in files.items() if "GRANT EXECUTE" not in text and path.parent.name == "functions"
    ):
        callers = {other for other, text in files.items() if other != path and f".{path.stem}(" in text}
        if callers and callers <= found:
            found.add(path)
    return found


def refused():
    """(file, status, code) of every refusal outside /api/auth, whose codes are GoTrue's."""
    staff = for_staff()
    for path in [*ROOT.glob("*/**/*.sql"), *ROOT.glob("*/**/*.py")]:
        relative = path.relative_to(ROOT).as_posix()
        if relative not in _OURS and (relative.startswith(_OTHERS) or "/tests/" in relative):
            continue
        if path in staff:
            continue
        pattern, text = _SQL if path.suffix == ".sql" else _PYTHON, path.read_text()
        for match in pattern.findall(text):
            status, code = [part for part in match if part]
            yield relative, int(status), code


def test_every_refusal_is_documented_with_its_status():
    found = list(refused())
    assert len(found) > 30
    undocumented = [(file, status, code) for file, status, code in found if CODES.get(code, (0,))[0] != status]
    assert undocumented == []


def test_no_code_is_documented_that_nobody_refuses_with():
    assert set(CODES) - {code for _, _, code in refused()} == set()


def test_the_page_that_a_problem_points_to_explains_its_code(api):
    pointer = api.get("/api/nothing").json()["type"]
    page = api.get(pointer)
    assert page.status_code == 200
    assert "id='not_found'" in page.text


def test_the_page_of_errors_tells_of_both_families(api):
    page = api.get("/api/docs/errors").text
    assert "<tr id='stale_version'><td><code>stale_version</code><td>412" in page
    assert "<code>Retry-After</code>" in page and "`" not in page
    assert page.index("Under /api/auth") < page.index("<code>otp_expired</code>")
