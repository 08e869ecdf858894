"""A table as a model: titles, and rows that are sorted and filtered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtGui import QColor

from ui.widgets.model_index import NO_INDEX, AnyIndex

PATH = Qt.ItemDataRole.UserRole
# So many new rows are put among the others by themselves: more come at once.
_MOST_ADDED = 64
_Key = tuple[bool, str | float]
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
}


class TableRow(Protocol):
    """path: of the picture, "" without. tooltip: why it is doubtful or failed."""

    @property
    def path(self) -> str: ...

    @property
    def tooltip(self) -> str: ...

    @property
    def words(self) -> str:
        """What a filter looks at, in small letters."""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Made once they are seen."""

    def value(self, column: int) -> str | float:
        """By which it is sorted, and what is copied; "" for nothing."""


class TableModel(QAbstractTableModel):
    """Titles and rows, set whole; `shown`: those that the filter lets pass, sorted.

    Sorted and filtered here by what rows know without their cells: a QSortFilterProxyModel asks for each cell
    by way of Qt, which takes half a second for a thousand pictures of six classes.
    """

    def __init__(self, titles: Sequence[tuple[str, str]], parent: QObject | None = None) -> None:
        """titles: with their tooltips."""
        super().__init__(parent)
        self._titles = tuple(titles)
        self._rows: tuple[TableRow, ...] = ()
        self._filter = ""
        self._column, self._order = -1, Qt.SortOrder.AscendingOrder
        # Of rows by this column: a table grows while pictures are measured.
        self._keys: dict[TableRow, _Key] = {}
        self.shown: tuple[TableRow, ...] = ()

    def set_rows(self, rows: Sequence[TableRow]) -> None:
        if (new := tuple(rows)) != self._rows:
            self._rows = new
            self._show()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """column: −1 for the order in which the rows were given."""
        if column != self._column:
            self._keys = {}
        self._column, self._order = column, order
        self._show()

    def filter(self, text: str) -> None:
        """Show only rows with these letters, small or large."""
        self._filter = text.casefold()
        self._show()

    def place_of(self, path: str) -> int:
        """The first row of a picture; −1 where none is shown."""
        return next((number for number, row in enumerate(self.shown) if row.path == path), -1)

    def titles(self) -> tuple[str, ...]:
        return tuple(title for title, _tooltip in self._titles)

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.shown)

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
        row = self.shown[index.row()]
        if role == PATH:
            return row.path
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.tooltip or None
        made = _OF_A_CELL.get(int(role))
        return None if made is None else made(row.cells[index.column()])

    def _show(self) -> None:
        rows: Sequence[TableRow] = self._rows
        if self._filter:
            rows = [row for row in rows if self._filter in row.words]
        if self._column >= 0:
            # Equal ones stay as they were given, in both directions.
            down = self._order == Qt.SortOrder.DescendingOrder
            known = self._keys
            self._keys = {row: known.get(row) or _sort_key(row, self._column) for row in rows}
            rows = sorted(rows, key=self._keys.__getitem__, reverse=down)
        new, before = tuple(rows), self.shown
        if new == before:
            return
        there = set(map(id, before))
        added = [place for place, row in enumerate(new) if id(row) not in there]
        if len(added) <= _MOST_ADDED and tuple(row for row in new if id(row) in there) == before:
            self._insert(new, added)
            return
        self.beginResetModel()
        self.shown = new
        self.endResetModel()

    def _insert(self, new: tuple[TableRow, ...], places: Sequence[int]) -> None:
        """Among those that stay where they are: they stay selected, too."""
        for place in places:
            self.beginInsertRows(NO_INDEX, place, place)
            self.shown = (*self.shown[:place], new[place], *self.shown[place:])
            self.endInsertRows()


def _sort_key(row: TableRow, column: int) -> _Key:
    """Numbers before what has none; text without regard to capitals."""
    value = row.value(column)
    return (True, value.casefold()) if isinstance(value, str) else (False, value)
