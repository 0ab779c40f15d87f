"""After an erasure nothing of a person is left: every table, the file store and Redis are searched for them.

The certificate itself: profiles/export/tests/test_certificates.py.
"""

import os
from collections import Counter

import psycopg
import pytest
import redis
from django.conf import settings

from engagement.analytics import tracking
from posts.media.tests.conftest import drain, upload  # noqa: F401 (a fixture)
from profiles import tasks as profiles
from profiles.export import tasks as exports
from profiles.export.tests.test_certificates import certified
from topin.auth import tasks  # noqa: F401 (registers the handlers, as the worker does)
from topin.core.realtime.tasks import prune
from topin.core.storage.store import store
from topin.core.testing.people import PASSWORD

_TABLES = """
SELECT c.oid::regclass::text, coalesce(pg_partition_root(c.oid), c.oid)::regclass::text
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname IN ('auth', 'public', 'private', 'django') AND c.relkind IN ('r', 'm') AND c.relispopulated
 ORDER BY 1
"""
# Tables of what is on its way and gone after minutes, a day or a week, long before 30 days are over.
PASSING = {
    "private.outbox",
    "private.idempotency_key",
    "private.stream_event",
    "private.pending_event",
    "private.view_batches",
}
# A handle may stand in what others wrote, which is theirs.
OTHERS_WORDS = {"public.posts", "private.post_words"}


@pytest.fixture
def found():
    """`found(*needles)`: {table: rows in which one of the texts stands}, in any column, partitions as one."""

    def search(*needles):
        rows = Counter()
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as database:  # sees past every policy
            database.execute("SET search_path = ''")
            for table, root in database.execute(_TABLES).fetchall():
                rows[root] += database.execute(
                    f"SELECT count(*) FROM {table} t WHERE t::text ILIKE ANY (%s)",  # type: ignore[arg-type]
                    [[f"%{needle}%" for needle in needles]],
                ).fetchone()[0]
        return {table: count for table, count in rows.items() if count}

    return search


def live(api, who, friend, upload):  # noqa: F811
    """What somebody leaves behind in a life, over HTTP."""

    def post(path, body=None, as_=who, method="POST"):
        answer = api.request(method, f"/api/{path}", as_=as_, json=body)
        assert answer.status_code < 300, (path, answer.text)
        return answer.json() if answer.content else {}

    theirs = post("posts", {"type": "text", "content": f"hello @{who.handle}"}, friend)["id"]
    picture, avatar = upload(who)["id"], upload(who)["id"]
    post("users/me", {"bio": "a bio", "display_name": "Ada"}, method="PUT")
    post("users/me/avatar", {"media_id": avatar}, method="PUT")
    mine = post("posts", {"type": "image", "content": f"#words @{friend.handle}", "media_ids": [picture]})["id"]
    post(f"posts/{mine}", {"content": "other words"}, method="PUT")
    for one, other in ((who, friend), (friend, who)):
        post(f"social/follow/{other.id}", as_=one)
        post(f"users/{other.id}/like", as_=one)
    for content, viewer in ((theirs, who), (mine, friend)):
        post(f"engagement/like/{content}", as_=viewer)
        post(f"engagement/comment/{content}", {"content": "a comment"}, viewer)
        post(f"posts/{content}/repost", as_=viewer)
        post(f"posts/{content}/bookmark", as_=viewer)
        post(f"posts/{content}/view", {}, viewer)
    post("posts/marker", {"head": api.get("/api/posts", as_=who).json()["head"]}, method="PUT")
    post(f"users/{friend.id}/mute")
    post("users/me/verification", {"category": "artist", "full_name": "Ada L", "note": "please"})
    post("users/me/handle", {"user_handle": f"{who.handle}x"[:24]}, method="PUT")
    post("settings/privacy", {"searchable": False}, method="PUT")
    post("users/me/export")
    for path in ("otp", "recover"):
        api.post(f"/api/auth/{path}", json={"email": who.email})
    api.post("/api/auth/token?grant_type=password", json={"email": who.email, "password": PASSWORD})
    api.post("/api/auth/verify", json={"type": "email", "email": who.email, "token": "000000"})


def work():
    """What workers do."""
    for queue in ("default", "bulk", "realtime"):
        drain(queue)
    exports.make_exports.apply(throw=True)
    prune.apply(throw=True)
    tracking.flush()


def everything():
    """The keys of all files of people."""
    return {key for prefix in ("media", "uploads", "exports") for key, _ in store().every(prefix)}


def test_nothing_is_left_of_whom_was_erased(api, person, upload, found, sql):  # noqa: F811
    who, friend = person(), person()
    needles = who.id, who.email, who.handle
    live(api, who, friend, upload)
    work()
    before = found(*needles)
    assert len(before) > 25, before
    files = sql("SELECT id::text FROM public.media WHERE owner_id = %s", [who.id])
    export = sql("SELECT id::text FROM private.data_exports WHERE user_id = %s", [who.id])[0]["id"]
    kept = everything()
    assert all(any(one["id"] in key for key in kept) for one in files) and any(export in key for key in kept)

    body = {"password": PASSWORD}
    assert api.request("DELETE", "/api/users/me", as_=who, json=body).status_code == 204
    sql("UPDATE private.account_closures SET closed_at = now() - interval '31 days' WHERE user_id = %s", [who.id])
    profiles.erase_closed_accounts.apply(throw=True)
    work()
    exports.sweep_exports.apply(throw=True)

    certificate = certified(who)
    explained = PASSING | certificate["kept"].keys()
    assert found(who.id, who.email).keys() <= explained
    assert found(who.handle).keys() <= explained | OTHERS_WORDS
    assert certificate["unexplained"] == {}
    kept = everything()
    assert not any(one["id"] in key for one in [*files, {"id": export}] for key in kept)
    cache = redis.Redis.from_url(settings.REDIS_URL)
    named = [key for key in cache.scan_iter(count=1000) if any(needle.encode() in key for needle in needles)]
    assert all(0 < cache.ttl(key) <= 86400 for key in named), named
