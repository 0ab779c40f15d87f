"""Pictures and videos for tests, made here, with all that must not come through."""

import io
import struct
import tempfile
import zlib
from pathlib import Path

import av
from PIL import Image, ImageDraw

SECRET = "Kilroy 48.2082N"


def picture(kind="JPEG", width=640, height=400, **options):
    """A picture, red above and blue below; with EXIF: a place, a camera's name, and how it was held."""
    image = Image.new("RGB", (width, height), "red")
    ImageDraw.Draw(image).rectangle((0, height // 2, width, height), fill="blue")
    if kind == "JPEG":
        options.setdefault("exif", _exif(options.pop("orientation", 1)))
    return _saved(image, kind, **options)


def _exif(orientation):
    exif = Image.Exif()
    exif[0x010F], exif[0x0112], exif[0x9286] = SECRET, orientation, SECRET
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 12.0, 29.5), 3: "E", 4: (16.0, 22.0, 25.7)})
    return exif


def _saved(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def bomb(width=13000, height=13000):
    """A PNG of a few kilobytes that says it has 169 million pixels."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = zlib.compress(b"\0" * 10_000_000, 9)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def video(seconds=1.0, container="mp4", codec="libx264", size=(320, 240), rotation=0, sound=True):
    """A video with tags that name a place, and a sound; `rotation` as a phone held upright writes it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"video.{container}")
        with av.open(str(path), "w", format=container) as made:
            made.metadata.update({"location": "+48.2082+016.3738/", "title": SECRET, "comment": SECRET})
            pictures = made.add_stream(codec, rate=10)
            pictures.width, pictures.height = size
            pictures.pix_fmt = "yuv420p"
            if rotation:
                pictures.set_display_rotation(rotation)
            sounds = _sound_stream(made, container) if sound else None
            for number in range(int(seconds * 10)):
                frame = av.VideoFrame.from_image(Image.new("RGB", size, (0, 40, 200)))
                frame.pts = number
                made.mux(pictures.encode(frame))
            made.mux(pictures.encode(None))
            if sounds:
                _write_silence(made, sounds, seconds)
        return path.read_bytes()


def _sound_stream(made, container):
    return made.add_stream("aac" if container == "mp4" else "libopus", rate=48000)


def _write_silence(made, stream, seconds):
    for number in range(int(seconds * 48000 / 960)):
        frame = av.AudioFrame(
            format="fltp" if stream.codec_context.name == "aac" else "flt", layout="stereo", samples=960
        )
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        frame.sample_rate, frame.pts = 48000, number * 960
        made.mux(stream.encode(frame))
    made.mux(stream.encode(None))
