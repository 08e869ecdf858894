"""The one table of a series as a model: a row a picture and class; and the summary, a row a class."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QObject, Qt
from PySide6.QtGui import QColor

from core.document.plain_json import Json
from core.series.entry import Entry, classes_of
from core.series.series import Found
from core.series.table import interval_from, summary_columns
from core.writing.number_words import area_in_words, error_in_words, grouped, share
from ui.series.picture_model import state_words
from ui.series.series_state import RowState
from ui.widgets.model_index import NO_INDEX, AnyIndex

SORT, PATH = int(Qt.ItemDataRole.UserRole), int(Qt.ItemDataRole.UserRole) + 1
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Cell:
    """text: as it is read; value: by which it is sorted. colour: of a swatch, or ""."""

    text: str = ""
    value: str | float = ""
    colour: str = ""

    @property
    def is_number(self) -> bool:
        return isinstance(self.value, float)


def _alignment(cell: Cell) -> Qt.AlignmentFlag:
    return _RIGHT if cell.is_number else _LEFT


def _swatch(cell: Cell) -> QColor | None:
    return QColor(cell.colour) if cell.colour else None


_OF_A_CELL: dict[int, Callable[[Cell], Any]] = {
    int(Qt.ItemDataRole.DisplayRole): attrgetter("text"),
    int(Qt.ItemDataRole.TextAlignmentRole): _alignment,
    int(Qt.ItemDataRole.DecorationRole): _swatch,
    SORT: attrgetter("value"),
}


class TableRow:
    """path: of the picture; tooltip: why it is doubtful or failed. make: its cells, once they are seen."""

    def __init__(self, path: str, make: Callable[[], tuple[Cell, ...]], tooltip: str = "") -> None:
        self.path, self.tooltip, self._make = path, tooltip, make

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        return self._make()


class TableModel(QAbstractTableModel):
    """Titles and rows, set whole."""

    def __init__(self, titles: Sequence[tuple[str, str]], parent: QObject | None = None) -> None:
        """titles: with their tooltips."""
        super().__init__(parent)
        self._titles = tuple(titles)
        self.rows: tuple[TableRow, ...] = ()

    def set_rows(self, rows: Sequence[TableRow]) -> None:
        rows, before = tuple(rows), self.rows
        if rows == before:
            return
        if len(before) < len(rows) and rows[: len(before)] == before:
            self.beginInsertRows(NO_INDEX, len(before), len(rows) - 1)
            self.rows = rows
            self.endInsertRows()
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = NO_INDEX) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._titles)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section][0]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._titles[section][1]
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == PATH:
            return row.path
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.tooltip or None
        made = _OF_A_CELL.get(int(role))
        return None if made is None else made(row.cells[index.column()])


def table_titles() -> tuple[tuple[str, str], ...]:
    """Of the table, with what they mean."""
    return (
        (_words("Picture"), _words("The file; its row in the list is selected with it.")),
        (_words("Date"), _words("When it was taken: as the camera, the scene or its name say.")),
        (_words("State"), _words("Measured, edited by hand, or to be looked at: the reason says why.")),
        (_words("Class"), _words("What is measured, in the colour of the legend.")),
        (_words("Pixels"), _words("How many pixels are of this class.")),
        (_words("Share"), _words("Of the pixels that were measured.")),
        (_words("Area"), _words("In the unit beside it.")),
        (
            _words("From"),
            _words("The lower end of the interval that holds the true area in 95 of 100 cases."),
        ),
        (_words("To"), _words("The upper end of the interval that holds the true area in 95 of 100 cases.")),
        (_words("Unit"), _words("px: the picture has no scale.")),
        (_words("Scale"), _words("Where the size of a pixel is known from.")),
        (_words("Reason"), _words("Why it is doubtful or failed, and what helps.")),
    )


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
    )


class TableRows:
    """Rows of a table that grows while pictures are measured: those of each picture are made once."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[tuple[object, ...], list[TableRow]]] = {}

    def rows(
        self, found: Found, states: Mapping[str, RowState], colours: Mapping[str, str]
    ) -> list[TableRow]:
        """states: of the pictures, by their paths; colours: of the classes."""
        made: dict[str, tuple[tuple[object, ...], list[TableRow]]] = {}
        shown = tuple(colours.items())
        for entry in found.entries:
            of = entry.record, entry.date, entry.reason, states.get(entry.path), shown
            before = self._made.get(entry.path)
            rows = before[1] if before is not None and before[0] == of else _rows_of(entry, states, colours)
            made[entry.path] = of, rows
        self._made = made
        return [row for _of, rows in made.values() for row in rows]


def _rows_of(entry: Entry, states: Mapping[str, RowState], colours: Mapping[str, str]) -> list[TableRow]:
    state = states.get(entry.path, "outdated")
    classes: Sequence[Json | None] = classes_of(entry) or (None,)
    return [
        TableRow(entry.path, partial(_cells, entry, each, state, colours), entry.reason) for each in classes
    ]


def _cells(
    entry: Entry, of_class: Json | None, state: RowState, colours: Mapping[str, str]
) -> tuple[Cell, ...]:
    """of_class: None of a picture that failed."""
    words = state_words(state)
    name, date = Cell(entry.name, entry.name.casefold()), Cell(entry.date.text, entry.date.text)
    head, reason = (name, date, Cell(words, words)), Cell(entry.reason, entry.reason)
    if of_class is None:
        return (*head, *(Cell() for _ in range(8)), reason)
    source = str(entry.record["calibration"]["source"])
    scale = _words("none") if source == "none" else source
    error = of_class.get("area_error") if interval_from(of_class) else None
    low, high = of_class.get("area_low"), of_class.get("area_high")
    return (
        *head,
        Cell(str(of_class["name"]), str(of_class["name"]), colours.get(of_class["name"], "")),
        Cell(grouped(of_class["pixels"]), float(of_class["pixels"])),
        Cell(share(of_class["fraction"]), float(of_class["fraction"])),
        Cell(area_in_words(of_class["area"], error), float(of_class["area"])),
        Cell("" if low is None else area_in_words(low, error), -1.0 if low is None else float(low)),
        Cell("" if high is None else area_in_words(high, error), -1.0 if high is None else float(high)),
        Cell(str(of_class["unit"]), str(of_class["unit"])),
        Cell(scale, scale),
        reason,
    )


def summary_table(found: Found, colours: Mapping[str, str]) -> list[TableRow]:
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
        rows.append(
            TableRow("", partial(tuple, (Cell(name, name, colour), count, *numbers, Cell(unit, unit))))
        )
    return rows


def _number(value: object, deviation: object, key: str) -> Cell:
    """With as many digits as the deviation lets mean anything."""
    if not isinstance(value, int | float):
        return Cell()
    spread = float(deviation) if isinstance(deviation, int | float) else None
    words = error_in_words(value) if key == "sd" else area_in_words(value, spread)
    return Cell(words, float(value))


def _words(text: str) -> str:
    return QCoreApplication.translate("SeriesTable", text)
