"""What every store promises, of a folder and of a bucket alike."""

from datetime import UTC, datetime, timedelta

import pytest

from topin.core.db.errors import Refusal


def fetched(store, key, target, most=100):
    return target.read_bytes() if store.fetch(key, target, most) else None


def test_what_is_put_is_fetched_and_replaced_as_a_whole(either, file, tmp_path):
    target = tmp_path / "target"
    assert fetched(either, "media/ab/one", target) is None
    for content in (b"first", b"the second", b""):
        either.put("media/ab/one", file(content), "image/webp")
        assert fetched(either, "media/ab/one", target) == content


def test_too_large_is_not_fetched(either, file, tmp_path):
    either.put("uploads/x", file(b"x" * 101), "image/webp")
    with pytest.raises(Refusal) as caught:
        either.fetch("uploads/x", tmp_path / "target", 100)
    assert (caught.value.status, caught.value.code) == (413, "media_too_large")
    assert "101 bytes; at most 100" in caught.value.detail


def test_every_file_is_listed_with_its_time(either, file):
    keys = {f"media/ab/{number}/thumb" for number in range(5)}
    for key in keys | {"uploads/one"}:
        either.put(key, file(), "image/webp")
    found = dict(either.every("media"))
    assert found.keys() == keys
    assert all(abs(datetime.now(UTC) - when) < timedelta(minutes=1) for when in found.values())


def test_names_are_found_below_a_prefix(either, file):
    for name in ("original", "thumb"):
        either.put(f"media/ab/one/{name}", file(), "image/webp")
    assert either.has("media/ab/one", {"original", "thumb"})
    assert not either.has("media/ab/one", {"original", "medium"})
    assert not either.has("media/ab/two", {"original"})


def test_deleting_takes_one_file_or_all_below_and_may_be_done_again(either, file):
    for key in ("media/ab/one/a", "media/ab/one/b", "media/ab/one/c", "media/ab/two/a", "uploads/one"):
        either.put(key, file(), "image/webp")
    for _ in range(2):
        either.delete("media/ab/one")
        either.delete("uploads/one")
    assert {key for prefix in ("media", "uploads") for key, _ in either.every(prefix)} == {"media/ab/two/a"}
