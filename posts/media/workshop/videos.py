"""A video: its picture and its sound copied into a new container that holds nothing else; a poster."""

from pathlib import Path
from typing import Any

import av
from av.container import InputContainer
from PIL import Image

from . import pictures, wholeness
from .refusals import FileRefusal, broken

# Forms beside the original: still pictures.
POSTERS = {"poster": 1080, "thumb": 320}
_MP4 = ("mov", "mp4", {"h264", "hevc", "av1"}, {"aac", "mp3", "opus", "alac"})
_WEBM = ("matroska", "webm", {"vp8", "vp9", "av1"}, {"opus", "vorbis"})
_LONGEST_SIDE = 4096


def convert(source: Path, folder: Path, rules: dict[str, int]) -> dict[str, Any]:
    """Writes the forms; returns kind, mime, width, height, duration, blurhash, variants and bytes.

    Raises FileRefusal. The demuxer is named by the file's first bytes, never guessed: some follow addresses.
    """
    with source.open("rb") as file:
        container = _MP4 if file.read(12)[4:8] == b"ftyp" else _WEBM
        if wholeness.breaks_off(file):
            raise broken()
        try:
            with av.open(file, "r", format=container[0]) as opened:
                _check(opened, container, rules)
                seconds = _remux(opened, container, folder / "original", rules["duration"])
                poster = _poster(opened, seconds)
        except (av.FFmpegError, MemoryError, EOFError, OSError):
            raise broken() from None
    width, height = poster.size
    facts = pictures.write_forms(poster, folder, POSTERS)
    facts["bytes"] += (folder / "original").stat().st_size
    facts |= {"kind": "video", "mime": f"video/{container[1]}", "duration": round(seconds, 3)}
    return facts | {"width": width, "height": height}


def _check(opened: InputContainer, container: tuple[str, str, set[str], set[str]], rules: dict[str, int]) -> None:
    if not opened.streams.video:
        raise FileRefusal(415, "media_type_not_supported", "The file has no video in it.")
    _, name, pictures_of, sounds = container
    codecs = [stream.codec_context.name for stream in opened.streams.video[:1]]
    codecs += [stream.codec_context.name for stream in opened.streams.audio[:1]]
    if codecs[0] not in pictures_of | {"libdav1d"} or not set(codecs[1:]) <= sounds | {"mp3float"}:
        raise FileRefusal(415, "media_type_not_supported", f"{name} with {' and '.join(codecs)} is not taken.")
    video = opened.streams.video[0].codec_context
    if max(video.width, video.height) > _LONGEST_SIDE:
        size = f"{video.width} x {video.height} pixels; at most {_LONGEST_SIDE} on a side are taken."
        raise FileRefusal(422, "media_too_many_pixels", "The video has " + size)
    if opened.duration and opened.duration / av.time_base > rules["duration"]:
        raise _too_long(opened.duration / av.time_base, rules["duration"])


def _too_long(seconds: float, most: int) -> FileRefusal:
    return FileRefusal(
        422, "media_too_long", "The video lasts " + f"{seconds:.0f} seconds; at most {most} are taken."
    )


def _remux(
    opened: InputContainer, container: tuple[str, str, set[str], set[str]], target: Path, most: int
) -> float:
    """Copies the first picture and the first sound, packet by packet, unopened; returns the seconds they last.

    Tags, chapters, subtitles, and the tracks that cameras write places into, have no way across.
    """
    chosen = [*opened.streams.video[:1], *opened.streams.audio[:1]]
    options = {"movflags": "+faststart"} if container[1] == "mp4" else {}
    end = 0.0
    with av.open(str(target), "w", format=container[1], options=options) as made:
        copies = {stream.index: made.add_stream_from_template(stream) for stream in chosen}
        for packet in opened.demux(chosen):
            if packet.dts is None:
                continue
            if packet.pts is not None and packet.time_base is not None:
                end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
            if end > most:
                raise _too_long(end, most)
            packet.stream = copies[packet.stream.index]
            made.mux(packet)
    if end <= 0:
        raise broken()
    return end


def _poster(opened: InputContainer, seconds: float) -> Image.Image:
    """The frame a second in, or a tenth of the way; else the first that can be decoded; upright."""
    stream = opened.streams.video[0]
    stream.codec_context.thread_count = 1
    opened.seek(int(min(1.0, seconds / 10) * av.time_base))
    frame = next(opened.decode(stream), None)
    if frame is None:
        raise broken()
    picture: Image.Image = frame.to_image()  # type: ignore[no-untyped-call]
    return picture.rotate(frame.rotation, expand=True) if frame.rotation else picture
