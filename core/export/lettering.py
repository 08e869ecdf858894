"""Text on exported pictures and pages: Floe's own fonts, so that it looks the same on every machine."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

Weight = Literal["regular", "bold"]

# Of words, of words beside them, of what is to be looked at, and of what they stand on: sRGB.
INK, FAINT, WARN, PAPER = (28, 32, 36), (93, 100, 108), (178, 60, 0), (255, 255, 255)

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
LATIN: dict[Weight, Path] = {
    "regular": _FOLDER / "NotoSans-Regular.ttf",
    "bold": _FOLDER / "NotoSans-Bold.ttf",
}
CHINESE = _FOLDER / "NotoSansCJKsc-Regular.otf"
# What stands for a character that none of the fonts has.
MISSING = "□"


@cache
def _characters(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def font_for(letter: str, weight: Weight) -> Path | None:
    """The first font that has the character; None where there is none."""
    for path in (LATIN[weight], CHINESE):
        if ord(letter) in _characters(path):
            return path
    return None


def printable(text: str) -> str:
    """The text with a box for every character that no font has."""
    return "".join(letter if font_for(letter, "regular") else MISSING for letter in text)


@cache
def _font(path: Path, size: int) -> Any:
    from PIL import ImageFont

    # The basic layout needs no library that only some systems have.
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


class Lettering:
    """Lines of text in one size (pixels) and weight, drawn with Pillow."""

    def __init__(self, size: int, weight: Weight = "regular") -> None:
        self._size, self._weight = size, weight
        ascent, descent = _font(LATIN[weight], size).getmetrics()
        self.ascent, self.height = int(ascent), int(ascent + descent)

    def width(self, text: str) -> int:
        return round(sum(float(font.getlength(part)) for font, part in self._runs(text)))

    def draw(self, draw: Any, place: tuple[int, int], text: str, colour: tuple[int, int, int]) -> None:
        """place: left end of the line, top of its height."""
        x, top = float(place[0]), place[1]
        for font, part in self._runs(text):
            draw.text((x, top + self.ascent), part, font=font, fill=colour, anchor="ls")
            x += font.getlength(part)

    def fitting(self, text: str, width: int) -> str:
        """The text, cut with an ellipsis where it is wider than `width`."""
        if self.width(text) <= width:
            return text
        while text and self.width(text + "…") > width:
            text = text[:-1]
        return text.rstrip() + "…"

    def _runs(self, text: str) -> Iterator[tuple[Any, str]]:
        shown = printable(text)
        for path, letters in groupby(shown, lambda letter: font_for(letter, self._weight)):
            yield _font(path or LATIN[self._weight], self._size), "".join(letters)
