"""Blurhash: a picture's colours in 28 characters, to paint until it has come. Source: woltapp/blurhash."""

import math
from collections.abc import Sequence

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~"
Colour = tuple[float, float, float]


def encode(pixels: Sequence[tuple[int, int, int]], width: int, height: int, across: int = 4, down: int = 3) -> str:
    """The hash of an image given row by row as 8-bit sRGB; 32 pixels a side are enough."""
    linear = [tuple(_LINEAR[value] for value in pixel) for pixel in pixels]
    waves_x = [[math.cos(math.pi * i * x / width) for x in range(width)] for i in range(across)]
    waves_y = [[math.cos(math.pi * j * y / height) for y in range(height)] for j in range(down)]
    factors = [_factor(linear, wave_x, wave_y) for wave_y in waves_y for wave_x in waves_x]
    average, rest = factors[0], [(2 * r, 2 * g, 2 * b) for r, g, b in factors[1:]]
    largest = max((abs(value) for factor in rest for value in factor), default=0.0)
    scale = max(0, min(82, int(largest * 166 - 0.5)))
    most = (scale + 1) / 166
    head = _base83((across - 1) + (down - 1) * 9, 1) + _base83(scale, 1)
    return head + _base83(_whole(average), 4) + "".join(_base83(_detail(factor, most), 2) for factor in rest)


def _factor(linear: list[tuple[float, ...]], wave_x: list[float], wave_y: list[float]) -> Colour:
    width = len(wave_x)
    total = [0.0, 0.0, 0.0]
    for y, strength_y in enumerate(wave_y):
        for x, strength_x in enumerate(wave_x):
            strength, pixel = strength_y * strength_x, linear[y * width + x]
            for channel in range(3):
                total[channel] += strength * pixel[channel]
    count = width * len(wave_y)
    return total[0] / count, total[1] / count, total[2] / count


def _whole(colour: Colour) -> int:
    red, green, blue = (_srgb(value) for value in colour)
    return (red << 16) + (green << 8) + blue


def _detail(factor: Colour, most: float) -> int:
    red, green, blue = (max(0, min(18, math.floor(_root(value / most) * 9 + 9.5))) for value in factor)
    return red * 19 * 19 + green * 19 + blue


def _root(value: float) -> float:
    return math.copysign(math.sqrt(abs(value)), value)


def _srgb(value: float) -> int:
    value = max(0.0, min(1.0, value))
    if value <= 0.0031308:
        return int(value * 12.92 * 255 + 0.5)
    return int((1.055 * value ** (1 / 2.4) - 0.055) * 255 + 0.5)


def _base83(value: int, length: int) -> str:
    return "".join(_DIGITS[value // 83 ** (length - place) % 83] for place in range(1, length + 1))


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


_LINEAR = [_linear(value / 255) for value in range(256)]
