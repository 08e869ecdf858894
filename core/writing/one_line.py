"""Whether a text is one line, as names are."""

from __future__ import annotations

from unicodedata import category

# Nobody reads a longer one, and to draw it would take the window's time.
LONGEST_NAME = 10_000
# Control signs and line ends would break tables; halves of a character cannot be written at all.
_NO_NAME = ("Cc", "Cs", "Zl", "Zp")


def is_one_line(text: str) -> bool:
    """Also an empty one; one that is longer than a name may be is not."""
    return len(text) <= LONGEST_NAME and not any(category(sign) in _NO_NAME for sign in text)
