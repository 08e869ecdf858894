"""Text that a spreadsheet takes for text."""

from __future__ import annotations

# A cell that begins so is computed by spreadsheets (OWASP: CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """The text of a cell; one that would be taken for a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(_FORMULA) else text
