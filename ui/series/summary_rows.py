"""The rows of the summary over all pictures of a series, one a class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from core.series.series import Found
from core.series.table import summary_columns
from core.writing.number_words import area_in_words, error_in_words
from ui.series.table_model import Cell, TableRow
from ui.series.table_rows import checked_ends, checked_so, in_words

# The sum by points, with its ends, is shown before what is mapped.
MAPPED, CHECKED_COLUMNS = 2, range(7, 10)
_SUMS = "checked sum", "checked low", "checked high"


def summary_titles() -> tuple[tuple[str, str], ...]:
    """Of the summary over all pictures."""
    return (
        (_words("Class"), _words("Over all pictures that were measured; or a ratio.")),
        (_words("Pictures"), _words("In how many of them it was measured.")),
        (_words("Mean"), _words("Of its area, or of the ratio.")),
        (_words("SD"), _words("The standard deviation from picture to picture.")),
        (_words("Median"), _words("Half of the pictures have more, half have less.")),
        (_words("Sum"), _words("Of its areas.")),
        (_words("Unit"), _words("Empty for a ratio.")),
        (_words("Checked sum"), _words("Of its areas, by the points over all pictures.")),
        *checked_ends(),
    )


def summary_table(found: Found, colours: Mapping[str, str]) -> Sequence[TableRow]:
    """A row a class and unit, then a row a ratio."""
    columns = summary_columns(found)
    rows = []
    for values in zip(*columns.values(), strict=True):
        row = dict(zip(columns, values, strict=True))
        name = str(row["class"])
        colour = colours.get(name, "") if row["of"] == "area" else ""
        numbers = [_number(row[key], row["sd"], key) for key in ("mean", "sd", "median", "sum")]
        count = Cell(str(row["n"]), float(str(row["n"])))
        unit = str(row["unit"] or "")
        sums, tooltip = _checked_sum(found, row)
        rows.append(
            _SummaryRow((Cell(name, name, colour), count, *numbers, Cell(unit, unit), *sums), tooltip)
        )
    return rows


def has_checked_sums(rows: Sequence[TableRow]) -> bool:
    """Whether points say of any class how much there is in all: not where pictures have several units."""
    return any(row.value(CHECKED_COLUMNS.start) != "" for row in rows)


def _checked_sum(found: Found, row: Mapping[str, object]) -> tuple[list[Cell], str]:
    """With its ends, and by what it is known, where it is."""
    ends = [each for key in _SUMS if isinstance(each := row.get(key), float)]
    if found.check is None or len(ends) < len(_SUMS):
        return [Cell()] * len(_SUMS), ""
    words = _words("{0}, in {1} of {2} pictures.")
    by = checked_so(found.check.whole.points)
    tooltip = words.format(by, row["checked pictures"], row["n"])
    return list(map(Cell, in_words(*ends), ends)), tooltip


@dataclass(frozen=True, eq=False)
class _SummaryRow:
    cells: tuple[Cell, ...]
    tooltip: str
    path: str = ""
    words: str = ""

    def value(self, column: int) -> str | float:
        return self.cells[column].value


def _number(value: object, deviation: object, key: str) -> Cell:
    """With as many digits as the deviation lets mean anything."""
    if not isinstance(value, int | float):
        return Cell()
    spread = float(deviation) if isinstance(deviation, int | float) else None
    words = error_in_words(value) if key == "sd" else area_in_words(value, spread)
    return Cell(words, float(value))


def _words(text: str) -> str:
    return QCoreApplication.translate("SeriesTable", text)
