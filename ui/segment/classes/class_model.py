"""The class table's model: shows area rows, asks for new names, decides nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from core.measure.area_words import error_of
from core.measure.areas import AreaRow
from core.writing.number_words import area_decimals
from ui.segment.classes.class_tooltips import area_tooltip, class_tooltip, error_tooltip, other_area
from ui.widgets.model_index import NO_INDEX, AnyIndex
from ui.widgets.number_text import (
    area_text,
    cluster_ids,
    count_text,
    difference_text,
    error_text,
    share_text,
)

SORT_ROLE = Qt.ItemDataRole.UserRole
ROW_ROLE = Qt.ItemDataRole.UserRole + 1  # the AreaRow itself
DOUBT_ROLE = Qt.ItemDataRole.UserRole + 2  # a sentence, empty where nothing is doubtful


class Column(IntEnum):
    """The columns, from left to right."""

    NAME = 0
    CLUSTERS = 1
    PIXELS = 2
    SHARE = 3
    AREA = 4
    ERROR = 5
    OTHER = 6
    DIFFERENCE = 7


# Asked for hundreds of times in a paint: an enum would count its members and compare by name each time.
_COLUMNS = len(Column)
_ROLES = frozenset(
    int(role)
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.EditRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.ToolTipRole,
        SORT_ROLE,
        ROW_ROLE,
        DOUBT_ROLE,
    )
)


class ClassModel(QAbstractTableModel):
    """One row a class. A new name typed is announced by `renamed`; the old one stays until `set_rows`."""

    renamed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[AreaRow] = []
        self._decimals = 0
        self._unclear: dict[str, str] = {}
        self._errors_coming = True

    @property
    def rows(self) -> tuple[AreaRow, ...]:
        return tuple(self._rows)

    def set_rows(self, rows: Sequence[AreaRow]) -> None:
        """Show `rows`, changing only what differs: a class keeps its row by its name, or by its clusters."""
        keys = self._keys(rows)
        self._remove(keys, {row.name for row in rows})
        kept = set(keys)
        self._reorder(keys, [row.name for row in rows if row.name in kept])
        self._insert(rows, kept)
        self._update(rows)

    def set_errors_coming(self, coming: bool) -> None:
        """Whether errors that are not there are on their way; of a level there are none."""
        self._errors_coming = coming

    def set_unclear(self, unclear: Mapping[str, str]) -> None:
        """What is doubtful, a sentence by the name of the class."""
        if unclear != self._unclear:
            self._unclear = dict(unclear)
            if self._rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    def _keys(self, rows: Sequence[AreaRow]) -> list[str]:
        """The name that each present row has in `rows`: a renamed class is known by its clusters."""
        old = {row.name for row in self._rows}
        new = {row.name for row in rows}
        renamed = {row.clusters: row.name for row in rows if row.name not in old}
        return [row.name if row.name in new else renamed.get(row.clusters, row.name) for row in self._rows]

    def _remove(self, keys: list[str], wanted: set[str]) -> None:
        for at in reversed(range(len(keys))):
            if keys[at] not in wanted:
                self.beginRemoveRows(NO_INDEX, at, at)
                del keys[at], self._rows[at]
                self.endRemoveRows()

    def _reorder(self, keys: list[str], target: list[str]) -> None:
        for to, key in enumerate(target):
            at = keys.index(key)
            if at != to:
                self.beginMoveRows(NO_INDEX, at, at, NO_INDEX, to)
                keys.insert(to, keys.pop(at))
                self._rows.insert(to, self._rows.pop(at))
                self.endMoveRows()

    def _insert(self, rows: Sequence[AreaRow], kept: set[str]) -> None:
        at = 0
        for is_kept, group in groupby(rows, key=lambda row: row.name in kept):
            run = list(group)
            if not is_kept:
                self.beginInsertRows(NO_INDEX, at, at + len(run) - 1)
                self._rows[at:at] = run
                self.endInsertRows()
            at += len(run)

    def _update(self, rows: Sequence[AreaRow]) -> None:
        decimals = area_decimals([row.area for row in rows])
        changed = [i for i, row in enumerate(rows) if row != self._rows[i]]
        if decimals != self._decimals:
            changed = list(range(len(rows)))
        self._rows, self._decimals = list(rows), decimals
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], _COLUMNS - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, Column.OTHER, Column.OTHER)

    @property
    def has_both_areas(self) -> bool:
        """Whether planar and true areas are two numbers."""
        return any(row.true_area is not None for row in self._rows)

    def longest(self, column: Column) -> str:
        """The text with the most letters in the column: what its width is made for."""
        return max((self._text(row, column) for row in self._rows), key=len, default="")

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = NO_INDEX) -> int:  # noqa: N802
        return 0 if parent.isValid() else _COLUMNS

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == Column.NAME else flags

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            planar_leads = any(row.method == "planar" for row in self._rows)
            return (
                self.tr("Class"),
                self.tr("Ids"),
                self.tr("Pixels"),
                self.tr("Share"),
                self.tr("Area"),
                self.tr("±"),
                self.tr("True") if planar_leads else self.tr("Planar"),
                self.tr("Differs"),
            )[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return (
                self.tr("What you call it. Double-click a name to change it."),
                self.tr("The clusters that the class is made of, from dark to light."),
                self.tr("How many pixels belong to the class."),
                self.tr("The class's part of all pixels that hold data."),
                self.tr("Ground area, by the scale named below the table."),
                self.tr(
                    "What mixed pixels along borders, other starts of k-means and the scale leave open.\n"
                    "Whether the classes are what their names say is not in it: a check by points tells that."
                ),
                self.tr("The other kind of area: of the map's plane, or true on the ellipsoid."),
                self.tr("By how much the planar area is larger than the true one."),
            )[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES or not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        value: Any = None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                value = self._text(row, column)
            case Qt.ItemDataRole.EditRole:
                value = row.name
            case Qt.ItemDataRole.TextAlignmentRole:
                value = _alignment(column)
            case Qt.ItemDataRole.DecorationRole if column == Column.NAME:
                value = row.colour
            case Qt.ItemDataRole.ToolTipRole:
                value = self._tooltip(row, column)
            case _ if role == ROW_ROLE:
                value = row
            case _ if role == DOUBT_ROLE:
                value = self._unclear.get(row.name, "")
            case _ if role == SORT_ROLE:
                ordered = (row.name, row.clusters[0], row.pixels, row.fraction, row.area, _error(row))
                value = (*ordered, other_area(row) or 0.0, row.planar_difference or 0.0)[column]
        return value

    def _text(self, row: AreaRow, column: Column) -> str:
        match column:
            case Column.NAME:
                text = row.name
            case Column.CLUSTERS:
                text = cluster_ids(row.clusters)
            case Column.PIXELS:
                text = count_text(row.pixels)
            case Column.SHARE:
                text = share_text(row.fraction, None if row.error is None else row.error.fraction)
            case Column.AREA:
                text = area_text(row.area, row.unit, error_of(row), self._decimals)
            case Column.ERROR:
                coming = "…" if self._errors_coming else ""
                text = coming if row.error is None else error_text(row.error.error)
            case Column.OTHER:
                other = other_area(row)
                text = "" if other is None else area_text(other, row.unit, error_of(row))
            case Column.DIFFERENCE:
                text = difference_text(row.planar_difference)
        return text

    def _tooltip(self, row: AreaRow, column: Column) -> str:
        if column in (Column.AREA, Column.OTHER, Column.DIFFERENCE):
            return area_tooltip(row)
        if column == Column.ERROR:
            return error_tooltip(row, coming=self._errors_coming)
        return class_tooltip(row, self._unclear.get(row.name, ""))

    def setData(  # noqa: N802
        self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Announce a new name; nothing changes here, so the answer is always no."""
        new = str(value).strip()
        if role == Qt.ItemDataRole.EditRole and index.isValid() and index.column() == Column.NAME:
            old = self._rows[index.row()].name
            if new and new != old:
                self.renamed.emit(old, new)
        return False


def _error(row: AreaRow) -> float:
    return -1.0 if row.error is None else row.error.error


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column <= Column.CLUSTERS else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
