"""The jobs of media: videos under retry, erasure of files, what is swept, and files against rows both ways."""

import os
import time
import uuid

import pytest

from posts.media import export, functions, places, tasks
from posts.media.tests.conftest import stored
from posts.media.tests.files import video
from profiles import tasks as profiles
from topin.core.db.session import call
from topin.core.jobs.base import WORKER, registry
from topin.core.storage.store import store


@pytest.fixture
def old(tmp_path):
    """`old(key)`: puts a file there that is two days old."""

    def act(key):
        source = tmp_path / "file"
        source.write_bytes(b"x")
        store().put(key, source, "image/webp")
        before = time.time() - 2 * 86400
        os.utime(store().open(key), (before, before))

    return act


@pytest.fixture
def age(sql):
    """`age(medium, interval)`: as if its last step were so long ago."""
    statement = "UPDATE public.media SET touched_at = now() - %s::interval WHERE id = %s"
    return lambda media_id, interval: sql(statement, [interval, media_id])


@pytest.fixture
def settled(sql):
    """What other tests left without files is not looked for."""
    sql("UPDATE public.media SET checked_at = now() WHERE checked_at = 'epoch'")


def exists(sql, media_id):
    return bool(sql("SELECT 1 FROM public.media WHERE id = %s", [media_id]))


def test_a_video_whose_message_comes_twice_is_settled_once(person, upload, work, sql):
    a = person()
    made = upload(a, video(0.5))
    work()
    facts = {"code": "media_broken", "detail": "x"}
    assert call(functions.finish_video, WORKER, media=made["id"], outcome="failed", facts=facts) is False
    assert sql("SELECT status FROM public.media WHERE id = %s", [made["id"]]) == [{"status": "ready"}]


def test_settle_media_knows_nothing_of_what_is_gone():
    assert call(functions.settle_media, WORKER, media=str(uuid.uuid4()), outcome="ready", facts={}) is False


def test_an_erased_account_leaves_no_file(person, upload, work, sql, api):
    a = person()
    made = upload(a)
    api.put("/api/users/me/avatar", as_=a, json={"media_id": made["id"]})
    post = upload(a)
    api.post("/api/posts", as_=a, json={"type": "image", "media_ids": [post["id"]]})
    begun = upload(a, video(0.5))
    assert api.request("DELETE", "/api/users/me", as_=a, json={"password": "correct horse"}).status_code == 204
    sql("UPDATE private.account_closures SET closed_at = now() - interval '31 days' WHERE user_id = %s", [a.id])
    profiles.erase_closed_accounts.apply(throw=True)
    work()
    assert not any(exists(sql, one["id"]) for one in (made, post, begun))
    assert [stored(one["id"]) for one in (made, post, begun)] == [set()] * 3
    assert store().open(places.upload(begun["id"])) is None


def test_unfinished_failed_and_unused_uploads_are_swept(person, upload, medium, age, sql):
    a = person()
    kept = {medium(a, status="pending"): "50 minutes", medium(a): "23 hours", medium(a, status="ready"): "2 hours"}
    gone = {
        medium(a, status="pending"): "70 minutes",
        medium(a): "25 hours",
        medium(a, status="processing"): "25 hours",
    }
    sql("UPDATE public.media SET mime = NULL WHERE status = 'pending' AND owner_id = %s", [a.id])
    used = upload(a)
    sql("UPDATE public.media SET used_as = 'avatar' WHERE id = %s", [used["id"]])
    for media_id, interval in {**kept, **gone, used["id"]: "90 days"}.items():
        age(media_id, interval)
    for _ in range(2):
        tasks.sweep.apply(throw=True)
        assert all(exists(sql, media_id) for media_id in [*kept, used["id"]])
        assert not any(exists(sql, media_id) for media_id in gone)


def test_evidence_goes_90_days_after_the_decision(api, person, upload, age, sql):
    a = person()
    made = upload(a)
    body = {"category": "artist", "full_name": "Ada", "evidence_media_id": made["id"]}
    assert api.post("/api/users/me/verification", as_=a, json=body).status_code == 201
    age(made["id"], "91 days")
    tasks.sweep.apply(throw=True)
    assert exists(sql, made["id"])
    sql(
        "UPDATE public.verification_requests SET status = 'rejected', decided_at = now() WHERE user_id = %s",
        [a.id],
    )
    tasks.sweep.apply(throw=True)
    assert not exists(sql, made["id"])


def test_files_of_no_medium_are_erased_and_young_ones_are_not(settled, person, upload, old, sql):
    a = person()
    made, ghost = upload(a), str(uuid.uuid4())
    orphans = [
        places.form(ghost, "thumb"),
        places.upload(ghost),
        f"{places.folder(ghost)}/.fresh-00ff",
        places.upload(made["id"]),
    ]
    for key in orphans:
        old(key)
    young = places.form(str(uuid.uuid4()), "thumb")
    old(young)
    os.utime(store().open(young))
    for _ in range(2):
        tasks.reconcile.apply(throw=True)
        assert [store().open(key) for key in orphans] == [None] * 4
        assert store().open(young) is not None
        assert len(stored(made["id"])) == 3
    assert sql(
        "SELECT outcome FROM private.job_run WHERE job = 'media.reconcile' ORDER BY started_at DESC LIMIT 1"
    ) == [{"outcome": "done"}]


def test_a_medium_whose_file_is_lost_is_marked(settled, api, person, upload):
    a = person()
    made, whole = upload(a), upload(a)
    store().delete(places.form(made["id"], "thumb"))
    for _ in range(2):
        tasks.reconcile.apply(throw=True)
    lost = api.get(f"/api/media/{made['id']}", as_=a).json()
    assert (lost["status"], lost["failure"]["code"]) == ("failed", "file_missing")
    assert api.get(f"/api/media/{whole['id']}", as_=a).json()["status"] == "ready"
    assert api.get(f"/api/media/{made['id']}/original", as_=a).status_code == 404


def test_a_wrong_store_marks_nothing(settled, person, medium, sql):
    a = person()
    ids = [medium(a) for _ in range(tasks._FEW + 1)]
    sql("UPDATE public.media SET checked_at = 'epoch' WHERE id = ANY (%s::uuid[])", [ids])
    with pytest.raises(RuntimeError, match="right store"):
        registry["media.reconcile"].function()
    failed = "SELECT 1 FROM public.media WHERE id = ANY (%s::uuid[]) AND status = 'failed'"
    assert sql(failed, [ids]) == []
    sql("DELETE FROM public.media WHERE id = ANY (%s::uuid[])", [ids])


def test_a_persons_files_are_found_for_their_export(api, person, upload, work):
    a = person()
    avatar, clip = upload(a), upload(a, video(0.5))
    api.put("/api/users/me/avatar", as_=a, json={"media_id": avatar["id"]})
    work()
    found = list(export.files_of(a.id))
    assert [(one.name, one.mime) for one in found] == [
        (f"media/avatar/{avatar['id']}.webp", "image/webp"), (f"media/uploads/{clip['id']}.mp4", "video/mp4"),
    ]  # fmt: skip
    assert all(store().open(one.key) for one in found)
