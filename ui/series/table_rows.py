"""The rows of the one table of a series, one a picture and class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QCoreApplication

from core.accuracy.checked_area import checked_by
from core.document.plain_json import Json
from core.series.checked_areas import KnownArea
from core.series.entry import Entry, classes_of
from core.series.series import Found
from core.series.table import interval_from
from core.writing.number_words import area_in_words, grouped, share
from ui.series.picture_model import state_words
from ui.series.series_state import RowState
from ui.series.table_model import Cell, TableRow

# Columns of the table after picture, date, state and class; and what of a class stands in them.
_PIXELS, _SHARE, _UNIT, _SCALE, _REASON, _CHECKED = 4, 5, 9, 10, 11, 12
# What points say is shown before what is mapped.
MAPPED, CHECKED_COLUMNS = _PIXELS, range(_CHECKED, 15)
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
        (_words("Checked"), _words("The area by the points that were looked at in the picture.")),
        *checked_ends(),
    )


def checked_ends() -> tuple[tuple[str, str], ...]:
    """The titles of the ends of an interval by points, with what they mean."""
    return (
        (
            _words("Checked from"),
            _words("The lower end of the interval that holds the true area in 95 of 100 samples of points."),
        ),
        (
            _words("Checked to"),
            _words("The upper end of the interval that holds the true area in 95 of 100 samples of points."),
        ),
    )


class TableRows:
    """Rows of a table that grows while pictures are measured: those of each picture are made once."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[tuple[object, ...], list[TableRow]]] = {}

    def rows(
        self,
        found: Found,
        states: Mapping[str, RowState],
        colours: Mapping[str, str],
        checked: Mapping[str, Mapping[str, KnownArea]],
    ) -> list[TableRow]:
        """states, checked: of the pictures, by their paths; colours: of the classes."""
        made: dict[str, tuple[tuple[object, ...], list[TableRow]]] = {}
        shown = tuple(colours.items())
        words = {state: state_words(state) for state in {*states.values(), _UNKNOWN}}
        for entry in found.entries:
            known = checked.get(entry.path, {})
            of = entry.record, entry.date, entry.reason, states.get(entry.path), shown, known
            before = self._made.get(entry.path)
            state = words[states.get(entry.path, _UNKNOWN)]
            if before is None or before[0] != of:
                before = of, _rows_of(entry, state, colours, known)
            made[entry.path] = before
        self._made = made
        return [row for _of, rows in made.values() for row in rows]


def _rows_of(
    entry: Entry, state: str, colours: Mapping[str, str], known: Mapping[str, KnownArea]
) -> list[TableRow]:
    """state: in words. known: of the classes by points."""
    head = entry.name, entry.date.text, state
    words = "\n".join((*head, entry.reason)).casefold()
    rows: list[TableRow] = []
    for each in classes_of(entry) or (None,):
        name = "" if each is None else str(each["name"])
        rows.append(_ClassRow(entry, each, head, words, colours.get(name, ""), known.get(name)))
    return rows


@dataclass(frozen=True, eq=False)
class _ClassRow:
    """of_class: None of a picture that failed. head: name, date and state; of_picture: what a filter looks at
    of the picture; colour: of the class; known: its area by points.
    """

    entry: Entry
    of_class: Json | None
    head: tuple[str, str, str]
    of_picture: str
    colour: str
    known: KnownArea | None = None

    @property
    def path(self) -> str:
        return self.entry.path

    @property
    def tooltip(self) -> str:
        by = "" if self.known is None else checked_so(self.known.points)
        return "\n".join(line for line in (self.entry.reason, by) if line)

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
        if column >= _CHECKED:
            known = self.known
            return "" if known is None else (known.area, known.low, known.high)[column - _CHECKED]
        return "" if self.of_class is None else self._mapped(self.of_class, column)

    def _mapped(self, of_class: Json, column: int) -> str | float:
        if column == _SCALE:
            source = str(self.entry.record["calibration"]["source"])
            return _words("none") if source == "none" else source
        value = of_class.get(_KEYS[column])
        if value is None:
            return ""
        return value if isinstance(value, str) else float(value)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        values = [self.value(column) for column in range(CHECKED_COLUMNS.stop)]
        return tuple(map(Cell, self._texts(values), values, [*[""] * 3, self.colour, *[""] * 11]))

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
        if (known := self.known) is not None:
            texts[_CHECKED:] = in_words(known.area, known.low, known.high)
        return texts


def in_words(area: float, low: float, high: float) -> list[str]:
    """With as many digits as half the width of the interval lets mean anything."""
    return [area_in_words(each, (high - low) / 2) for each in (area, low, high)]


def checked_so(points: int) -> str:
    """ "Checked by 20 points"."""
    words = checked_by(points)
    return f"{words[:1].upper()}{words[1:]}"


def _words(text: str) -> str:
    return QCoreApplication.translate("SeriesTable", text)
