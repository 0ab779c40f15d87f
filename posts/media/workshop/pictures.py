"""A picture: decoded whole, turned upright, and written anew as WebP in three sizes, from its pixels alone."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps

from . import blurhash
from .refusals import FileRefusal, broken

MIME = "image/webp"
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
# The longest side of each form; nothing is ever made larger than it came.
SIZES = {"original": 2560, "medium": 1080, "thumb": 320}
_ELSE = re.compile(rb"<script|<!doctype|<\?php\s|%pdf-1\.|<svg\s+xmlns", re.IGNORECASE)


def convert(source: Path, folder: Path, rules: dict[str, int]) -> dict[str, Any]:
    """Writes the forms; returns kind, mime, width, height, blurhash, variants and bytes. Raises FileRefusal."""
    _be_one_thing(source)
    return write_forms(_decoded(source, rules["pixels"]), folder, SIZES) | {"kind": "image", "mime": MIME}


def write_forms(picture: Image.Image, folder: Path, sizes: dict[str, int]) -> dict[str, Any]:
    """Each size of a picture as a file of its name; what `convert` says of them. Larger sizes come first."""
    facts: dict[str, Any] = {"variants": [name for name in sizes if name != "original"]}
    for name, longest in sizes.items():
        picture.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
        if "width" not in facts:
            facts |= {"width": picture.width, "height": picture.height}
        picture.save(folder / name, "WEBP", quality=80, method=2)
    small = picture.convert("RGB").resize((32, 32))
    raw = small.tobytes()
    pixels = [(raw[at], raw[at + 1], raw[at + 2]) for at in range(0, len(raw), 3)]
    return facts | {
        "blurhash": blurhash.encode(pixels, 32, 32),
        "bytes": sum((folder / name).stat().st_size for name in sizes),
    }


def _be_one_thing(source: Path) -> None:
    """Refuses what is a picture to us, and a page, a script or an archive to somebody else."""
    found = _ELSE.search(source.read_bytes())
    if found or zipfile.is_zipfile(source):
        what = found.group().decode(errors="replace") if found else "an archive"
        raise FileRefusal(422, "media_ambiguous", f"The file is a picture and something else too: {what}.")


def _decoded(source: Path, pixels: int) -> Image.Image:
    """The first frame, upright, in sRGB, without anything that came beside the pixels."""
    Image.MAX_IMAGE_PIXELS = None  # asked below, before anything is decoded, with a better answer
    try:
        with Image.open(source, formats=FORMATS) as opened:
            if opened.width * opened.height > pixels:
                size = f"{opened.width} x {opened.height} pixels; at most {pixels} in all are taken."
                raise FileRefusal(422, "media_too_many_pixels", "The picture has " + size)
            opened.draft(opened.mode, (SIZES["original"], SIZES["original"]))  # a large JPEG is read smaller
            plain = _in_srgb(ImageOps.exif_transpose(opened))
            plain.info = {}  # else WebP would take some of it along
            return plain
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError):
        raise broken() from None


def _in_srgb(picture: Image.Image) -> Image.Image:
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    if picture.mode.startswith("I;16"):  # greys of 16 bits, which Pillow would cut off at white, not scale
        picture = picture.point(lambda grey: grey / 256).convert("L")
    profile = picture.info.get("icc_profile")
    if picture.mode != "CMYK":
        picture = picture.convert(mode)  # a colour that stands for transparent is lost between profiles
    if not profile:
        return picture.convert(mode)
    try:
        target = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(
            picture, ImageCms.ImageCmsProfile(io.BytesIO(profile)), target, outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError):  # a broken profile: its colours are a little off, no more
        return picture.convert(mode)
    return converted or picture.convert(mode)
