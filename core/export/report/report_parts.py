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

    colours: "#rrggbb" of a swatch before each row; empty without. notes: below, one a line.
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


Part = Facts | Table | Words


@dataclass(frozen=True)
class Section:
    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Figure:
    """content: a PNG or JPEG, as `kind` says ("png", "jpeg"). alternative: for who cannot see it."""

    content: bytes
    kind: str
    caption: str
    alternative: str
    width: int
    height: int
