"""The store of a folder: no key leads out of it, and nothing is ever seen in part."""

import pytest

from topin.core.db.errors import Refusal
from topin.core.storage import signed
from topin.core.storage.files import FileStore


@pytest.fixture
def store(settings, tmp_path):
    settings.MEDIA_DIR = tmp_path / "store"
    return FileStore()


@pytest.mark.parametrize("key", ["../x", "a/../../x", "/etc/passwd", "a//b", "", "a/.", "a/..", "a\0", "a b", "é"])
def test_what_is_no_key_is_refused(store, file, key):
    for use in (lambda: store.put(key, file(), ""), lambda: store.open(key), lambda: store.delete(key)):
        with pytest.raises(ValueError, match="no key"):
            use()


def test_a_put_that_fails_leaves_what_was_there(store, file, tmp_path):
    store.put("a/b", file(b"old"), "")
    with pytest.raises(Refusal) as caught:
        store.put("a/b", tmp_path / "missing", "")
    assert (caught.value.status, caught.value.code) == (503, "storage_unavailable")
    assert store.open("a/b").read_bytes() == b"old"
    assert [key for key, _ in store.every("a")] == ["a/b"]


def test_a_folder_gives_no_addresses_of_its_own(store, file):
    store.put("a/b", file(), "")
    assert (store.link("a/b", "image/webp", 60), store.upload_link("a/b", "image/webp", 1)) == (None, None)


def test_signed_words_hold_for_their_purpose_and_time_alone(monkeypatch):
    word = signed.sign("file", {"media": "x"}, 60)
    assert signed.opened("file", word)["media"] == "x"
    assert signed.opened("upload", word) is None
    assert signed.opened("file", word[:-1] + ("A" if word[-1] != "A" else "B")) is None
    monkeypatch.setattr(signed.time, "time", lambda: signed_at + 121)
    signed_at = 10**9
    assert signed.opened("file", word) is not None
    signed_at = 10**10
    assert signed.opened("file", word) is None


def test_the_same_word_is_given_for_a_while(monkeypatch):
    monkeypatch.setattr(signed.time, "time", lambda: now)
    now = 600
    word = signed.sign("file", {"media": "x"}, 60)
    now = 659
    assert signed.sign("file", {"media": "x"}, 60) == word
    assert signed.opened("file", word)["end"] - now >= 60
    now = 661
    assert signed.sign("file", {"media": "x"}, 60) != word
