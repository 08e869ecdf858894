"""The rows of the one table of a series, one a picture and class; and of its summary, one a class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QCoreApplication

from core.document.plain_json import Json
from core.series.entry import Entry, classes_of
from core.series.series import Found
from core.series.table import interval_from, summary_columns
from core.writing.number_words import area_in_words, error_in_words, grouped, share
from ui.series.picture_model import state_words
from ui.series.series_state import RowState
from ui.series.table_model import Cell, TableRow

# Columns of the table after picture, date, state and class; and what of a class stands in them.
_PIXELS, _SHARE, _UNIT, _SCALE, _REASON = 4, 5, 9, 10, 11
_KEYS = ("", "", "", "name", "pixels", "fraction", "area", "area_low", "area_high", "unit")
# Of a picture that is in the list no more.
_UNKNOWN: RowState = "outdated"


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
        words = {state: state_words(state) for state in {*states.values(), _UNKNOWN}}
        for entry in found.entries:
            of = entry.record, entry.date, entry.reason, states.get(entry.path), shown
            before = self._made.get(entry.path)
            state = words[states.get(entry.path, _UNKNOWN)]
            rows = before[1] if before is not None and before[0] == of else _rows_of(entry, state, colours)
            made[entry.path] = of, rows
        self._made = made
        return [row for _of, rows in made.values() for row in rows]


def _rows_of(entry: Entry, state: str, colours: Mapping[str, str]) -> list[TableRow]:
    """state: in words."""
    head = entry.name, entry.date.text, state
    words = "\n".join((*head, entry.reason)).casefold()
    return [
        _ClassRow(entry, each, head, words, "" if each is None else colours.get(each["name"], ""))
        for each in classes_of(entry) or (None,)
    ]


@dataclass(frozen=True, eq=False)
class _ClassRow:
    """of_class: None of a picture that failed. head: name, date and state; of_picture: what a filter looks at
    of the picture; colour: of the class.
    """

    entry: Entry
    of_class: Json | None
    head: tuple[str, str, str]
    of_picture: str
    colour: str

    @property
    def path(self) -> str:
        return self.entry.path

    @property
    def tooltip(self) -> str:
        return self.entry.reason

    @property
    def words(self) -> str:
        return self.of_picture if self.of_class is None else f"{self.of_picture}\n{self._name.casefold()}"

    @property
    def _name(self) -> str:
        return "" if self.of_class is None else str(self.of_class["name"])

    def value(self, column: int) -> str | float:
        if column < len(self.head):
            return self.head[column]
        if column == _REASON:
            return self.entry.reason
        if self.of_class is None:
            return ""
        if column == _SCALE:
            source = str(self.entry.record["calibration"]["source"])
            return _words("none") if source == "none" else source
        value = self.of_class.get(_KEYS[column])
        if value is None:
            return ""
        return value if isinstance(value, str) else float(value)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        values = [self.value(column) for column in range(_REASON + 1)]
        return tuple(map(Cell, self._texts(values), values, [*[""] * 3, self.colour, *[""] * 8]))

    def _texts(self, values: Sequence[str | float]) -> list[str]:
        """As they are read."""
        of_class = self.of_class or {}
        error = of_class.get("area_error") if of_class and interval_from(of_class) else None
        texts = list(map(str, values))
        for column in range(_PIXELS, _UNIT):
            value = values[column]
            if isinstance(value, str):
                continue
            if column == _PIXELS:
                texts[column] = grouped(int(value))
            else:
                texts[column] = share(value) if column == _SHARE else area_in_words(value, error)
        return texts


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
        rows.append(_SummaryRow((Cell(name, name, colour), count, *numbers, Cell(unit, unit))))
    return rows


@dataclass(frozen=True, eq=False)
class _SummaryRow:
    cells: tuple[Cell, ...]
    path: str = ""
    tooltip: str = ""
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
