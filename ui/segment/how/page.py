"""Page: what “How it works” tells at a time; and how its parts are written as rich text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from core.base.sentences import N_, with_commas
from core.writing.number_words import NO_BREAK, fixed, short

# What the window can show to a page.
Sight = Literal["start", "distance", "assign", "move", "again", "stop", "choosing", "learning"]
# By topic, in the order in which they are told.
TOPICS = {
    "picture": N_("k-means on this picture"),
    "example": N_("Six points with a pencil"),
    "choosing": N_("How many clusters?"),
    "learned": N_("Learned features"),
}
# Of a table, and of the axes of a space: more would be no page to be read in a minute.
MOST_ROWS, MOST_AXES = 8, 3
_DIGITS = 4


@dataclass(frozen=True)
class Page:
    """key: of no other page. text: HTML. seen: what the window shows to it, in words; empty: nothing.

    drawing: which of the drawings of the six points stands above it; None: none.
    """

    key: str
    topic: str
    title: str
    text: str
    sight: Sight | None = None
    seen: str = ""
    drawing: int | None = None


def paragraphs(*sentences: str) -> str:
    """One each; those that are empty are left out."""
    return "".join(f"<p>{escape(each)}</p>" for each in sentences if each)


def formula(text: str) -> str:
    """What is computed, on a line of its own."""
    return f"<blockquote>{escape(text)}</blockquote>"


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], colours: Sequence[str] = (), more: str = ""
) -> str:
    """colours: "#rrggbb" before each row, or none. more: what is said of rows that are left out."""
    side = ["left", *["right"] * (len(head) - 1)]
    first = "<td></td>" if colours else ""
    top = "".join(f'<td align="{at}">{escape(each)}</td>' for at, each in zip(side, head, strict=True))
    lines = [f"<tr>{first}{top}</tr>"]
    for i, row in enumerate(rows):
        swatch = f'<td bgcolor="{colours[i]}">{NO_BREAK * 4}</td>' if colours else ""
        cells = "".join(f'<td align="{at}">{escape(each)}</td>' for at, each in zip(side, row, strict=True))
        lines.append(f"<tr>{swatch}{cells}</tr>")
    return f'<table cellpadding="3" cellspacing="0">{"".join(lines)}</table>{paragraphs(more)}'


def number(value: float) -> str:
    """A coordinate of a pixel or centroid."""
    return short(value, _DIGITS)


def place(names: Sequence[str], values: Sequence[float]) -> str:
    """ "red 29, green 72.4, blue 104": the first axes of a point."""
    told = [f"{name}{NO_BREAK}{number(value)}" for name, value in zip(names, values, strict=True)]
    return with_commas(told, MOST_AXES)


def distance_formula(one: Sequence[float], other: Sequence[float], distance: str) -> str:
    """ "√((29 − 12.3)² + (72 − 40)²) ≈ 36.1"; of many axes the first. distance: as it is shown elsewhere."""
    terms = [f"({number(a)} − {_after_minus(b)})²" for a, b in zip(one, other, strict=True)]
    if len(terms) > MOST_AXES:
        terms = [*terms[:MOST_AXES], "…"]
    return f"√({' + '.join(terms)}) ≈ {distance}"


def mean_formula(values: Sequence[float], mean: float) -> str:
    """ "(2 + 6 + 7 + 6) ÷ 4 = 5.25"."""
    total = " + ".join(number(value) for value in values)
    return f"({total}) ÷ {len(values)} = {fixed(mean, 2)}"


def _after_minus(value: float) -> str:
    return f"({number(value)})" if value < 0 else number(value)
