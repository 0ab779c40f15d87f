"""POST and GET /api/users/me/export: from the request to the zip, over real HTTP and through the job."""

import io
import json
import zipfile
from dataclasses import dataclass

import pytest

import posts.media.export
from profiles.export import archive, functions, places, tasks
from topin.celery import app
from topin.core.jobs.outbox import _handlers
from topin.core.storage import signed
from topin.core.storage.store import store
from topin.core.testing.people import PASSWORD

EXPORT = "/api/users/me/export"


@dataclass
class Stored:
    name: str
    key: str


@pytest.fixture
def made(api, person):
    """A person with a ready export, and what the API says of it."""
    who = person()
    assert api.post(EXPORT, as_=who).status_code == 201
    tasks.make_exports.apply(throw=True)
    return who, api.get(EXPORT, as_=who).json()


def opened(api, told):
    response = api.get(told["url"])
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/zip"
    assert int(response.headers["content-length"]) == told["bytes"] == len(response.content)
    return zipfile.ZipFile(io.BytesIO(response.content))


def test_asked_for_made_and_fetched_without_a_token(api, made):
    who, told = made
    assert told["status"] == "ready"
    with opened(api, told) as found:
        assert found.testzip() is None
        (profile,) = json.loads(found.read("data/public.profiles.json"))
        assert profile["user_handle"] == who.handle
        (account,) = json.loads(found.read("data/auth.users.json"))
        assert account["email"] == who.email
        assert json.loads(found.read("data/public.mutes.json")) == []
        index = json.loads(found.read("export.json"))
    assert index["account"] == who.id
    assert index["tables"]["public.profiles"] == 1
    assert "public.profiles" not in index["left_out"]
    assert index["left_out"]["private.outbox"].startswith("work on its way")


def test_before_it_is_asked_for_there_is_none(api, person):
    told = api.get(EXPORT, as_=person()).json()
    assert told == dict.fromkeys(told) | {"status": "none"}


def test_one_on_its_way_or_fresh_is_given_again(api, person):
    who = person()
    first = api.post(EXPORT, as_=who)
    assert (first.status_code, first.json()["status"], first.json()["url"]) == (201, "pending", None)
    again = api.post(EXPORT, as_=who)
    assert (again.status_code, again.json()["id"]) == (200, first.json()["id"])
    tasks.make_exports.apply(throw=True)
    ready = api.post(EXPORT, as_=who)
    assert (ready.status_code, ready.json()["id"], ready.json()["status"]) == (200, first.json()["id"], "ready")


def test_a_person_s_files_are_in_it_and_a_lost_one_is_told(api, person, tmp_path, monkeypatch):
    who, source = person(), tmp_path / "picture"
    source.write_bytes(b"pixels")
    store().put(f"media/{who.id}", source, "image/webp")
    files = {who.id: [Stored("media/a.webp", f"media/{who.id}"), Stored("media/b.webp", "media/lost")]}
    monkeypatch.setattr(archive, "file_sources", [lambda person: files.get(person, [])])
    api.post(EXPORT, as_=who)
    tasks.make_exports.apply(throw=True)
    with opened(api, api.get(EXPORT, as_=who).json()) as found:
        assert found.read("files/media/a.webp") == b"pixels"
        index = json.loads(found.read("export.json"))
    assert index["files"] == [
        {"name": "files/media/a.webp", "missing": False},
        {"name": "files/media/b.webp", "missing": True},
    ]


def test_what_people_upload_is_joined_to_the_export():
    assert app.tasks["profiles.export"]
    assert posts.media.export.files_of in archive.file_sources


def test_an_address_dies_with_its_session(api, made, sql):
    who, told = made
    assert api.get(told["url"]).status_code == 200
    sql("DELETE FROM auth.sessions WHERE user_id = %s", [who.id])
    api.problem(api.get(told["url"]), 401, "session_ended")


def test_an_address_ends_and_cannot_be_made_up(api, made):
    _, told = made
    api.problem(api.get(told["url"][:-3] + "abc"), 404, "not_found")
    other = signed.sign("file", {"export": told["id"]}, 300)
    api.problem(api.get(f"/api/exports/{other}"), 404, "not_found")
    past = signed.sign("export", {"export": told["id"]}, -10)
    api.problem(api.get(f"/api/exports/{past}"), 404, "not_found")


def test_gone_after_a_week(api, made, sql):
    _, told = made
    sql("UPDATE private.data_exports SET expires_at = now() WHERE id = %s", [told["id"]])
    tasks.sweep_exports.apply(throw=True)
    assert store().open(places.key(told["id"])) is None
    assert sql("SELECT 1 FROM private.data_exports WHERE id = %s", [told["id"]]) == []
    api.problem(api.get(told["url"]), 404, "not_found")


def test_gone_with_the_account(made, sql):
    who, told = made
    sql("DELETE FROM auth.users WHERE id = %s", [who.id])
    tasks.sweep_exports.apply(throw=True)
    assert store().open(places.key(told["id"])) is None


def test_one_that_cannot_be_made_fails_after_three_tries_and_can_be_asked_for_again(api, person, sql, monkeypatch):
    who = person()
    asked = api.post(EXPORT, as_=who).json()

    def broken(person, target):
        raise OSError("no space")

    monkeypatch.setattr(archive, "write", broken)
    sql("UPDATE private.data_exports SET tries = 2 WHERE id = %s", [asked["id"]])
    for _ in range(2):
        tasks.make_exports.apply()
    assert api.get(EXPORT, as_=who).json()["status"] in ("running", "failed")
    sql("UPDATE private.data_exports SET status = 'failed', finished_at = now() WHERE id = %s", [asked["id"]])
    assert api.post(EXPORT, as_=who).status_code == 201


def test_the_request_wakes_the_job(api, person, sql):
    asked = api.post(EXPORT, as_=person()).json()
    kept = sql(
        "SELECT queue FROM private.outbox WHERE kind = 'profiles.export' AND unique_key = %s", [asked["id"]]
    )
    assert kept == [{"queue": "bulk"}]
    assert "profiles.export" in _handlers


def test_nobody_exports_for_another(api, person, acting_as):
    a, b = person(), person()
    api.problem(api.post(EXPORT), 401, "authentication_required")
    with acting_as(a) as call, pytest.raises(Exception, match="actor"):
        call(functions.request_export, actor=b.id)
    with acting_as(a) as call, pytest.raises(Exception, match="actor"):
        call(functions.get_export, actor=b.id)
    assert api.get(EXPORT, as_=b).json()["status"] == "none"


def test_an_account_that_closes_meanwhile_gets_none(api, person, sql):
    who = person()
    asked = api.post(EXPORT, as_=who).json()
    assert api.request("DELETE", "/api/users/me", as_=who, json={"password": PASSWORD}).status_code == 204
    sql("DELETE FROM auth.users WHERE id = %s", [who.id])
    tasks.make_exports.apply(throw=True)
    assert sql("SELECT status FROM private.data_exports WHERE id = %s", [asked["id"]]) == [{"status": "failed"}]
