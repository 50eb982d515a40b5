"""Draws the newsroom's pictures: calm paper-cut scenes, each from its happening's name, so always the same."""

import math
import random
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

SIZE = (960, 540)
_SCALE = 2  # drawn larger and made smaller again: smooth edges
_PALETTES = {
    "politics": ("#e9dfcf", "#c7b299", "#8a5a44", "#3b2f2f", "#b8860b"),
    "world": ("#dbe6ea", "#9fbcc8", "#4f7f94", "#1f3f4d", "#e0b04c"),
    "economy": ("#e7e9d8", "#b9c29b", "#77875a", "#37432c", "#d99a2b"),
    "society": ("#efe3dc", "#d9b8a8", "#a8735f", "#4c3430", "#5f9ea0"),
    "sport": ("#dcebdd", "#9ccfa4", "#4d9560", "#1d4a2e", "#e8c547"),
    "culture": ("#ece2ee", "#c7aacb", "#8b5f92", "#42284a", "#e3a857"),
    "science": ("#1d2440", "#343f6b", "#5a6aa5", "#0f1428", "#f2e6b1"),
    "other": ("#eee8da", "#cfc3a5", "#96845c", "#453b27", "#b5564a"),
}
_WATER = frozenset({"sea", "storm", "river", "pill", "date"})
_CITY = frozenset({"city", "bank", "train", "bus", "school", "road", "car", "lamp", "lock", "house", "key", "ballot"})
_ROUND = frozenset({"ball", "medal", "coin", "telescope", "heart", "film", "mic", "volleyball", "scale"})

Colour = tuple[int, int, int]


@lru_cache(maxsize=128)
def draw(name: str, motif: str, section: str) -> bytes:
    """A JPEG of 960 by 540 pixels."""
    chance = random.Random(name)  # noqa: S311 - a picture, not a secret
    colours = [_rgb(text) for text in _PALETTES.get(section, _PALETTES["other"])]
    width, height = SIZE[0] * _SCALE, SIZE[1] * _SCALE
    image = Image.new("RGB", (width, height), colours[0])
    pen = ImageDraw.Draw(image)
    _sun(pen, chance, colours[4], width, height, motif in _ROUND)
    if motif in _CITY:
        _skyline(pen, chance, colours, width, height)
    else:
        _hills(pen, chance, colours, width, height, motif in _WATER)
    small = image.resize(SIZE, Image.Resampling.LANCZOS).filter(ImageFilter.SMOOTH)
    out = BytesIO()
    small.save(out, "JPEG", quality=82)
    return out.getvalue()


def _sun(pen: ImageDraw.ImageDraw, chance: random.Random, colour: Colour, width: int, height: int, large: bool) -> None:
    radius = height * (0.30 if large else 0.13)
    x, y = width * chance.uniform(0.25, 0.75), height * (0.45 if large else chance.uniform(0.22, 0.38))
    for ring in range(3 if large else 1):
        inner = radius * (1 - ring * 0.28)
        shade = colour if ring % 2 == 0 else tuple(int(part * 0.82) for part in colour)
        pen.ellipse((x - inner, y - inner, x + inner, y + inner), fill=shade)


def _hills(
    pen: ImageDraw.ImageDraw, chance: random.Random, colours: list[Colour], width: int, height: int, water: bool
) -> None:
    for layer in range(5):
        share = layer / 4
        base = height * (0.48 + 0.12 * layer)
        lift = height * (0.035 if water else 0.13 - 0.02 * layer)
        waves = [(chance.uniform(0.6, 3.2), chance.uniform(0, math.tau), chance.uniform(0.4, 1)) for _ in range(3)]
        points = [
            (x, base - lift * sum(size * math.sin(rate * x / width * math.tau + turn) for rate, turn, size in waves))
            for x in range(0, width + 8, 8)
        ]
        pen.polygon([*points, (width, height), (0, height)], fill=_between(colours[1], colours[3], share))


def _skyline(pen: ImageDraw.ImageDraw, chance: random.Random, colours: list[Colour], width: int, height: int) -> None:
    for layer in range(3):
        colour = _between(colours[1], colours[3], layer / 2)
        x = -chance.uniform(0, 80)
        while x < width:
            wide = chance.uniform(70, 190)
            top = height * chance.uniform(0.30 + 0.14 * layer, 0.58 + 0.13 * layer)
            pen.rectangle((x, top, x + wide, height), fill=colour)
            if layer == 2:
                _windows(pen, chance, (x, top, wide), height, colours[4])
            x += wide + chance.uniform(4, 36)


def _windows(
    pen: ImageDraw.ImageDraw, chance: random.Random, house: tuple[float, float, float], height: int, colour: Colour
) -> None:
    x, top, wide = house
    for row in range(int(top) + 30, height - 30, 46):
        for column in range(int(x) + 18, int(x + wide) - 26, 40):
            if chance.random() < 0.35:
                pen.rectangle((column, row, column + 14, row + 20), fill=colour)


def _between(first: Colour, second: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def _rgb(text: str) -> Colour:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)
