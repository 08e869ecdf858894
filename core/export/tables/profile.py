"""A line profile as the bytes of a CSV file, a row a place; numbers have 12 significant digits."""

from __future__ import annotations

import csv
import io

from core.measure.line_profile import LineProfile, profile_columns
from core.writing.spreadsheet_text import harmless


def profile_csv(profile: LineProfile, *, delimiter: str = ",") -> bytes:
    """UTF-8, newline; with a tab as delimiter as a spreadsheet takes it from the clipboard."""
    columns = profile_columns(profile)
    text = io.StringIO(newline="")
    table = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    table.writerow([harmless(name) for name in columns])
    table.writerows([_cell(each) for each in row] for row in zip(*columns.values(), strict=True))
    return text.getvalue().encode("utf-8", "backslashreplace")


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.12g}"
    return harmless(value) if isinstance(value, str) else value
