"""The job that makes the text of a table for the clipboard: thousands of rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from core.base.parallel import Cancel, raise_if_cancelled
from core.writing.spreadsheet_text import harmless


class Row(Protocol):
    """What stands in a row, column by column."""

    def value(self, column: int) -> str | float: ...


def table_text(titles: Sequence[str], rows: Sequence[Row], columns: Sequence[int], cancelled: Cancel) -> str:
    """For a spreadsheet: numbers with all their digits, no text that it would take for a formula.

    columns: those that are wanted, in their order. Raises Cancelled.
    """
    lines = ["\t".join(titles[column] for column in columns)]
    for row in rows:
        raise_if_cancelled(cancelled)
        lines.append("\t".join(_plain(row.value(column)) for column in columns))
    return "\n".join(lines) + "\n"


def _plain(value: str | float) -> str:
    if isinstance(value, str):
        return harmless(" ".join(value.split()))
    return repr(value).removesuffix(".0")
