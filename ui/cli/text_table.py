"""Columns of text under each other, on a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def aligned(columns: Sequence[Sequence[str]], *, words: int) -> list[str]:
    """The lines of a table, indented. words: so many columns hold words, set to the left; numbers to the
    right. A cell of several lines, as a file's name may be, becomes one.
    """
    lines = [[" ".join(cell.splitlines()) for cell in column] for column in columns]
    padded = [_padded(column, to_the_right=i >= words) for i, column in enumerate(lines)]
    return ["  " + "  ".join(cells).rstrip() for cells in zip(*padded, strict=True)]


def _padded(column: Sequence[str], *, to_the_right: bool) -> list[str]:
    width = max(map(_width, column))
    gaps = [" " * (width - _width(text)) for text in column]
    return [gap + text if to_the_right else text + gap for text, gap in zip(column, gaps, strict=True)]


def _width(text: str) -> int:
    """Columns on a terminal: Chinese, Japanese and Korean characters take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
