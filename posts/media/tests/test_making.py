"""What the workshop makes of files: nothing but the picture comes through, whatever came with it."""

import io
import json
import uuid
import zipfile

import av
import pytest
from PIL import Image, ImageCms

from posts.media import kinds, making, places
from posts.media.tests.files import SECRET, SVG, bomb, picture, video
from topin.core.db.errors import Refusal
from topin.core.storage.store import store


@pytest.fixture
def made(tmp_path):
    """`made(kind, content)`: the facts, and the stored forms by name as bytes."""

    def act(kind, content):
        media_id, source = str(uuid.uuid4()), tmp_path / "source"
        source.write_bytes(content)
        facts = making.make(media_id, kind, source)
        names = ["original", *facts["variants"]]
        return facts, {name: store().open(places.form(media_id, name)).read_bytes() for name in names}

    return act


@pytest.fixture
def refused(made):
    """`refused(kind, content)`: the refusal, which stored nothing."""

    def act(kind, content):
        with pytest.raises(Refusal) as caught:
            made(kind, content)
        return caught.value

    return act


def opened(form):
    return Image.open(io.BytesIO(form))


def test_no_form_of_a_picture_holds_anything_but_its_pixels(made):
    content = picture()
    assert SECRET.encode() in content
    facts, forms = made("image", content)
    assert list(forms) == ["original", "medium", "thumb"]
    for form in forms.values():
        assert SECRET.encode() not in form
        assert dict(opened(form).getexif()) == {}
        assert "icc_profile" not in opened(form).info
    assert facts | {"blurhash": ""} == {
        "kind": "image", "mime": "image/webp", "width": 640, "height": 400, "blurhash": "",
        "variants": ["medium", "thumb"], "bytes": sum(map(len, forms.values())),
    }  # fmt: skip
    assert len(facts["blurhash"]) == 28


def test_forms_have_their_sizes_and_are_never_larger_than_what_came(made):
    _, forms = made("image", picture(width=3000, height=1500, kind="PNG"))
    assert [opened(form).size for form in forms.values()] == [(2560, 1280), (1080, 540), (320, 160)]
    _, forms = made("image", picture(width=200, height=100, kind="PNG"))
    assert {opened(form).size for form in forms.values()} == {(200, 100)}


def test_a_picture_is_turned_as_its_camera_was_held(made):
    facts, forms = made("image", picture(orientation=6))
    assert (facts["width"], facts["height"]) == (400, 640)
    red, _, blue = opened(forms["original"]).convert("RGB").getpixel((390, 320))
    assert red > blue  # what was above is on the right


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_each_format_is_taken_by_its_content(made, kind):
    content = picture(kind)
    assert kinds.sniff(content[:32])[0] == "image"
    assert made("image", content)[0]["mime"] == "image/webp"


def test_a_transparent_picture_stays_so(made):
    file = io.BytesIO()
    Image.new("RGBA", (60, 60), (255, 0, 0, 0)).save(file, "PNG")
    assert opened(made("image", file.getvalue())[1]["original"]).convert("RGBA").getpixel((5, 5))[3] == 0


def test_a_colour_that_stands_for_transparent_does_so_with_a_profile_too(made):
    file, profile = io.BytesIO(), ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.new("RGB", (60, 60), (9, 20, 30)).save(file, "PNG", transparency=(9, 20, 30), icc_profile=profile)
    assert opened(made("image", file.getvalue())[1]["original"]).convert("RGBA").getpixel((5, 5))[3] == 0


def test_greys_of_16_bits_keep_their_lightness(made):
    file = io.BytesIO()
    Image.frombytes("I;16", (60, 60), b"\x00\x80" * 1800 + b"\x00\x08" * 1800).save(file, "PNG")
    picture = opened(made("image", file.getvalue())[1]["original"]).convert("L")
    light, dark = picture.getpixel((30, 5)), picture.getpixel((30, 55))
    assert (abs(light - 128) < 4, dark < 16) == (True, True), (light, dark)


def test_a_decompression_bomb_is_refused_before_it_is_opened(refused):
    content = bomb()
    assert len(content) < 20_000
    refusal = refused("image", content)
    assert (refusal.status, refusal.code) == (422, "media_too_many_pixels")
    assert "13000 x 13000" in refusal.detail
    assert "25000000" in refusal.detail


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_a_truncated_picture_is_refused(refused, kind):
    content = picture(kind, width=900, height=700)
    for length in (40, len(content) // 2):
        assert refused("image", content[:length]).code == "media_broken"


@pytest.mark.parametrize(
    "behind", [b"<script>alert(1)</script>", b"<!DOCTYPE html><p>", b"<?php system($_GET[0]); ?>", b"%PDF-1.7\n"]
)
def test_a_picture_that_is_something_else_too_is_refused(refused, behind):
    refusal = refused("image", picture("GIF") + behind)
    assert (refusal.status, refusal.code) == (422, "media_ambiguous")


def test_a_picture_that_is_an_archive_too_is_refused(refused):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("classes.dex", "x" * 100)
    assert refused("image", picture() + archive.getvalue()).code == "media_ambiguous"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (SVG, "SVG"), (b"<html><body>", "HTML"), (b"%PDF-1.4", "PDF"), (b"\0\0\0\x18ftypheic\0\0\0\0mif1", "HEIC"),
        (b"MZ\x90\0", "none"), (b"", "none"), (b"#EXTM3U\nhttp://localhost/\n", "none"),
    ],
)  # fmt: skip
def test_what_is_no_picture_and_no_video_is_refused_by_its_content(content, said):
    with pytest.raises(Refusal) as caught:
        kinds.sniff(content[: kinds.HEAD])
    assert (caught.value.status, caught.value.code) == (415, "media_type_not_supported")
    assert said in caught.value.detail


def test_a_workshop_that_dies_of_its_limits_refuses_the_file_alone(refused, made, monkeypatch):
    monkeypatch.setitem(making._COSTS, "image", {"seconds": 20, "memory": 96 * 1024**2})
    assert refused("image", picture("PNG", 4900, 4900)).code == "media_broken"


def test_the_workshop_is_told_no_secret():
    assert making._environment().keys() <= {
        "PATH",
        "LANG",
        "LD_LIBRARY_PATH",
        "MALLOC_ARENA_MAX",
        "PYTHONDONTWRITEBYTECODE",
    }


def test_a_video_keeps_its_streams_and_loses_what_was_told_beside_them(made):
    content = video()
    assert SECRET.encode() in content
    facts, forms = made("video", content)
    assert list(forms) == ["original", "poster", "thumb"]
    for form in forms.values():
        assert SECRET.encode() not in form
        assert b"+48.2" not in form
    with av.open(io.BytesIO(forms["original"])) as again:
        assert [stream.type for stream in again.streams] == ["video", "audio"]
        assert "location" not in json.dumps(again.metadata)
        assert len(list(again.decode(video=0))) == 10
    assert forms["original"].find(b"moov") < forms["original"].find(b"mdat")  # plays before it has come whole
    assert opened(forms["poster"]).size == (320, 240)
    assert (facts["kind"], facts["mime"], facts["width"], facts["height"]) == ("video", "video/mp4", 320, 240)
    assert 0.9 < facts["duration"] < 1.2


def test_a_video_held_upright_has_an_upright_poster(made):
    facts, forms = made("video", video(rotation=90))
    assert (facts["width"], facts["height"]) == (240, 320)
    with av.open(io.BytesIO(forms["original"])) as again:
        assert abs(next(again.decode(video=0)).rotation) == 90


def test_webm_is_taken(made):
    facts, _ = made("video", video(container="webm", codec="libvpx"))
    assert facts["mime"] == "video/webm"


@pytest.mark.parametrize("container", ["mp4", "webm"])
def test_a_video_that_breaks_off_is_refused_where_its_index_came_first_too(made, refused, container):
    codec = {"mp4": "libx264", "webm": "libvpx"}[container]
    content = made("video", video(seconds=3, container=container, codec=codec))[1]["original"]
    assert made("video", content)[0]["duration"] > 2.9
    for length in (len(content) * 6 // 10, len(content) - 9):
        assert refused("video", content[:length]).code == "media_broken"


def test_what_stands_behind_a_video_or_is_recorded_live_is_no_fault(made):
    content = video()
    assert made("video", content + b"\0\0\xff\xffSEFT and more")[0]["duration"] > 0.9
    live = bytearray(video(container="webm", codec="libvpx"))
    at = live.index(b"\x18\x53\x80\x67") + 4
    live[at : at + 8] = b"\x01" + b"\xff" * 7
    assert made("video", bytes(live))[0]["duration"] > 0.9


def test_videos_that_are_not_taken(refused, settings):
    assert refused("video", video()[:600]).code == "media_broken"
    assert refused("video", b"\0\0\0\x18ftypmp42" + b"\0" * 4000).code == "media_broken"
    assert refused("video", video(codec="mpeg4")).code == "media_type_not_supported"
    settings.VIDEO_SECONDS = 1
    refusal = refused("video", video(seconds=2))
    assert (refusal.code, "2 seconds; at most 1" in refusal.detail) == ("media_too_long", True)
