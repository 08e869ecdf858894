"""What a report is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """Labels and what they say, in two columns. code: the values are for machines, in a type of one width."""

    rows: tuple[tuple[str, str], ...]
    code: bool = False


@dataclass(frozen=True)
class Table:
    """rows: cells of text. numbers: which columns hold numbers, set to the right.

    colours: "#rrggbb" of a swatch before each row, "" for none there; empty without. notes: below.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int]
    colours: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Bar:
    """A scale bar. share: of the width of the picture, 0…1. text: how long it is, and what is to be known."""

    share: float
    text: str


@dataclass(frozen=True)
class Figure:
    """content: a PNG or JPEG, as `kind` says ("png", "jpeg"). alternative: for who cannot see it.

    bar, legend ("#rrggbb" and name): below it, in the type of the text.
    """

    content: bytes
    kind: str
    caption: str
    alternative: str
    width: int
    height: int
    bar: Bar | None = None
    legend: tuple[tuple[str, str], ...] = ()


Part = Facts | Table | Words | Figure


@dataclass(frozen=True)
class Section:
    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Report:
    """kind: what is reported on. title: of the picture, or of the series. lead: the result in a sentence or
    two. warnings: whole sentences. byline: who reports, and when. note: theirs. Both may be empty.
    """

    kind: str
    title: str
    lead: str
    calibrated: bool
    warnings: tuple[str, ...]
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    byline: str = ""
    note: str = ""
