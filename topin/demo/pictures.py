"""Pictures for the demo: drawn from the seed alone, and made safe and stored as every upload is."""

import colorsys
import json
import math
import random
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw

from posts.media import functions, places
from posts.media.workshop import pictures
from topin.core.db.session import Session, become
from topin.core.storage.store import store

Colour = tuple[int, int, int]
_RULES = {"pixels": 1_000_000}


def give(session: Session, person: str, drawn: Image.Image) -> str:
    """Upload a picture as this person, made safe as every upload is; returns the medium's id."""
    with tempfile.TemporaryDirectory(prefix="topin-demo-") as name:
        folder = Path(name)
        drawn.save(folder / "upload.png", compress_level=1)
        size = (folder / "upload.png").stat().st_size
        row = session.call(functions.start_upload, actor=person, kind="image", bytes=size)
        media = str(json.loads(row["body"])["id"])
        facts = pictures.convert(folder / "upload.png", folder, _RULES)
        for form in ("original", *facts["variants"]):
            store().put(places.form(media, form), folder / form, facts["mime"])
    become(session, None)  # people may not say it of their own uploads
    session.call(functions.settle_upload, actor=person, media=media, outcome="ready", facts=facts)
    become(session, "authenticated")
    return media


def landscape(seed: str) -> tuple[Image.Image, str]:
    """Hills under a sky with a sun or a moon, and what somebody who cannot see it is told."""
    dice = random.Random(seed)  # noqa: S311 (nothing depends on it)
    hue, night = dice.random(), dice.random() < 0.3
    image = Image.new("RGB", (720, 540))
    draw = ImageDraw.Draw(image)
    for y in range(540):
        light = (0.12 + 0.25 * y / 540) if night else (0.65 + 0.33 * y / 540)
        draw.line((0, y, 720, y), _colour(hue + 0.08 * y / 540, light, 0.45))
    x, y, radius = dice.randint(90, 630), dice.randint(60, 220), dice.randint(26, 56)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), _colour(0.13, 0.9, 0.25 if night else 0.9))
    layers = dice.randint(3, 5)
    for layer in range(layers):
        base, light = 250 + 270 * (layer + 1) / (layers + 1), (0.1 if night else 0.62) - 0.09 * layer / layers
        waves = [(dice.uniform(12, 40), dice.uniform(50, 200), dice.uniform(0, 6.3)) for _ in range(3)]
        draw.polygon(_hills(base, waves), _colour(hue + 0.35 + 0.03 * layer, max(light, 0.08), 0.5))
    return image, f"A drawing of hills {'at night, under a moon' if night else 'under a low sun'}"


def avatar(seed: str) -> Image.Image:
    """A sign of its own for somebody: five by five fields, alike on both sides."""
    dice = random.Random(seed)  # noqa: S311
    hue = dice.random()
    image = Image.new("RGB", (320, 320), _colour(hue, 0.95, 0.18))
    draw = ImageDraw.Draw(image)
    for row in range(5):
        for column in range(3):
            if dice.random() < 0.55:
                for x in {column, 4 - column}:
                    left, top = 35 + 50 * x, 35 + 50 * row
                    draw.rectangle((left, top, left + 49, top + 49), _colour(hue + 0.03 * column, 0.6, 0.7))
    return image


def _hills(base: float, waves: list[tuple[float, float, float]]) -> list[tuple[float, float]]:
    def height(x: float) -> float:
        return base + sum(high * math.sin(x / length + shift) for high, length, shift in waves)

    return [(0, 540), *((x, height(x)) for x in range(0, 721, 6)), (720, 540)]


def _colour(hue: float, light: float, strength: float) -> Colour:
    red, green, blue = colorsys.hsv_to_rgb(hue % 1, strength, light)
    return int(255 * red), int(255 * green), int(255 * blue)
