"""Text in lines and columns of a terminal, on which Chinese, Japanese and Korean signs are twice as wide."""

from __future__ import annotations

import re
import textwrap
import unicodedata

_WIDE = r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60"
_OPENING, _CLOSING = r"（【《“", r"，。；：、！？）】》”…"
# What is not broken: a wide sign, or a word of narrow ones, with the marks and spaces that belong to it.
_PIECES = re.compile(
    rf"[{_OPENING}]*(?:[{_WIDE}]|[^\s{_WIDE}{_OPENING}{_CLOSING}]+|(?<=[{_OPENING}]))[{_CLOSING}]*\s*|\S\s*"
)


def width_of(text: str) -> int:
    """How many a line of text takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """The lines of a text, each of at most `width` columns; a Chinese one breaks where no mark forbids it.

    first, rest: what the first line and the further ones begin with. Names are not broken at their hyphens.
    """
    text = " ".join(text.split())
    if width_of(text) == len(text):
        return textwrap.wrap(
            text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
        )
    lines, line, begins = [], first, True
    for piece in _PIECES.findall(text):
        if not begins and width_of(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = rest
        line, begins = line + piece, False
    return [*lines, line.rstrip()]
