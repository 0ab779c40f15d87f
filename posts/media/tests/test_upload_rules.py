"""The rules of uploads in SQL (start_upload, claim_upload, settle_upload, claim_evidence): room, order, whose."""

import json
import uuid
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from posts.media import functions
from topin.core.db.session import Caller
from topin.core.db.session import call as run
from topin.core.testing.refusals import refused

_GB = 1024**3


@pytest.fixture
def start(acting_as):
    """`start(person, bytes)`: the id of a pending medium."""

    def act(who, size=1000):
        with acting_as(who, commit=True) as call:
            row = call(functions.start_upload, actor=who.id, kind="image", bytes=size)
        return json.loads(row["body"])["id"]

    return act


def count(sql, who):
    return len(sql("SELECT 1 FROM public.media WHERE owner_id = %s", [who.id]))


def test_there_is_room_for_5_gb(person, start, medium, sql):
    a = person()
    stored = medium(a)
    sql("UPDATE public.media SET bytes = %s WHERE id = %s", [5 * _GB - 1000, stored])
    with refused(403, "quota_exceeded"):
        start(a, 1001)
    assert count(sql, a) == 1
    start(a, 1000)
    with refused(403, "quota_exceeded"):
        start(a, 1)


def test_20_uploads_may_be_open_also_when_they_come_at_once(person, start, sql):
    a = person()

    def one(_):
        try:
            return start(a)
        except Exception as error:
            return str(error).splitlines()[0]

    with ThreadPoolExecutor(6) as pool:
        results = list(pool.map(one, range(24)))
    assert results.count("too_many_uploads") == 4
    assert count(sql, a) == 20


def test_who_is_suspended_uploads_nothing(person, start, suspend, sql):
    a = person()
    suspend(a)
    with refused(403, "account_suspended"):
        start(a)
    assert count(sql, a) == 0


def settle(**given):
    """As the API does it, under its own login."""
    return run(functions.settle_upload, Caller(None), **given)


def test_nobody_says_of_their_own_upload_what_it_is(person, start, acting_as, sql):
    a = person()
    media_id = start(a)
    facts = {"kind": "image", "mime": "image/webp", "width": 1, "height": 1, "variants": ["thumb"], "bytes": 0}
    with pytest.raises(psycopg.errors.InsufficientPrivilege), acting_as(a, commit=True) as call:
        call(functions.settle_upload, actor=a.id, media=media_id, outcome="ready", facts=facts)
    assert sql("SELECT status FROM public.media WHERE id = %s", [media_id]) == [{"status": "pending"}]


def test_an_upload_is_claimed_once_and_given_up_after_5_minutes(person, start, acting_as, sql):
    a = person()
    mine = {"actor": a.id, "media": start(a)}
    with acting_as(a, commit=True) as call:
        assert call(functions.claim_upload, **mine) is True
    with refused(409, "upload_in_progress"), acting_as(a) as call:
        call(functions.claim_upload, **mine)
    sql("UPDATE public.media SET touched_at = now() - interval '6 minutes' WHERE id = %s", [mine["media"]])
    for outcome, facts in (("pending", {}), ("failed", {"code": "media_broken", "detail": "x"})):
        with acting_as(a, commit=True) as call:
            assert call(functions.claim_upload, **mine) is True
        settle(**mine, outcome=outcome, facts=facts)
    with acting_as(a) as call:
        assert call(functions.claim_upload, **mine) is False


@pytest.mark.parametrize("function", [functions.claim_upload, functions.get_media])
def test_an_upload_of_somebody_else_is_unknown(person, start, acting_as, sql, function):
    a, b = person(), person()
    media_id = start(a)
    for unknown in (media_id, str(uuid.uuid4())):
        with refused(404, "not_found"), acting_as(b, commit=True) as call:
            call(function, actor=b.id, media=unknown)
        with refused(404, "not_found"):
            settle(actor=b.id, media=unknown, outcome="failed", facts={})
    assert sql("SELECT status FROM public.media WHERE id = %s", [media_id]) == [{"status": "pending"}]


def test_a_settled_upload_stays_as_it_is(person, medium):
    a = person()
    ready = medium(a)
    for outcome in ("failed", "processing", "pending"):
        row = settle(actor=a.id, media=ready, outcome=outcome, facts={"kind": "video"})
        assert (json.loads(row["body"])["status"], row["created"] or False) == ("ready", False)


def test_evidence_is_an_unused_picture_of_ones_own_and_then_seen_by_nobody_else(api, person, upload, medium, sql):
    a, b = person(), person()
    path, body = "/api/users/me/verification", {"category": "artist", "full_name": "Ada"}
    for media_id, status, code in (
        (upload(b)["id"], 400, "invalid_media"),
        (medium(a, kind="video"), 400, "media_wrong_kind"),
    ):
        problem = api.problem(api.post(path, as_=a, json={**body, "evidence_media_id": media_id}), status, code)
        assert problem["errors"][0]["field"] == "evidence_media_id"
    assert api.get(path, as_=a).json()["status"] == "none"
    made, other = upload(a), upload(a)
    for chosen in (made, other):  # the second finds the first one open, and claims nothing
        assert api.post(path, as_=a, json={**body, "evidence_media_id": chosen["id"]}).status_code in (200, 201)
    used = sql("SELECT id::text FROM public.media WHERE owner_id = %s AND used_as = 'evidence'", [a.id])
    assert used == [{"id": made["id"]}]
    api.problem(api.put("/api/users/me/avatar", as_=a, json={"media_id": made["id"]}), 409, "media_in_use")
    opened = [api.get(f"/api/media/{made['id']}/thumb", as_=who).status_code for who in (a, b, None)]
    assert opened == [302, 404, 404]
