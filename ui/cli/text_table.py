"""Columns of text under each other, on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from ui.cli.terminal_text import width_of


def aligned(columns: Sequence[Sequence[str]], *, words: int) -> list[str]:
    """The lines of a table, indented. words: so many columns hold words, set to the left; numbers to the
    right. A cell of several lines, as a file's name may be, becomes one.
    """
    lines = [[" ".join(cell.splitlines()) for cell in column] for column in columns]
    padded = [_padded(column, to_the_right=i >= words) for i, column in enumerate(lines)]
    return ["  " + "  ".join(cells).rstrip() for cells in zip(*padded, strict=True)]


def _padded(column: Sequence[str], *, to_the_right: bool) -> list[str]:
    width = max(map(width_of, column))
    gaps = [" " * (width - width_of(text)) for text in column]
    return [gap + text if to_the_right else text + gap for text, gap in zip(column, gaps, strict=True)]
