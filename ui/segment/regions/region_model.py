"""The model of the table of regions: a view of a RegionTable, in any order, without a copy."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QObject, Qt

from core.base.sentences import with_commas
from core.regions.region_table import SKELETON_COLUMNS, RegionTable
from core.writing.number_words import column_decimals, fixed
from ui.segment.regions.region_columns import COLUMNS, CONTEXT, RegionColumn
from ui.widgets.model_index import NO_INDEX, AnyIndex

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WORDS = ("class", "touches_edge")


class RegionModel(QAbstractTableModel):
    """One row a region. Sorting orders row numbers; a cell is written when it is seen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: RegionTable | None = None
        self._order: NDArray[np.intp] = np.zeros(0, np.intp)
        self._places: NDArray[np.intp] = self._order
        self._decimals: dict[str, int] = {}
        self._colours: dict[str, str] = {}
        self._sorted = -1, Qt.SortOrder.AscendingOrder

    def set_table(self, table: RegionTable | None) -> None:
        """Another table, in the order that is chosen; where only names are others, nothing is sorted anew."""
        if table is not None and table.has_rows_of(self.table):
            self.table = table
            self._tell_classes()
            return
        self.beginResetModel()
        self.table = table
        self._decimals = {} if table is None else {c.name: _decimals(table, c) for c in columns_of(table)}
        self._arrange()
        self.endResetModel()

    def set_class_colours(self, colours: Mapping[str, str]) -> None:
        """ "#rrggbb" by the names of classes."""
        if colours != self._colours:
            self._colours = dict(colours)
            self._tell_classes()

    def rows(self, places: NDArray[np.intp]) -> NDArray[np.intp]:
        """Rows of the RegionTable that stand at these places of the model."""
        return self._order[places]

    def places(self, rows: NDArray[np.intp]) -> NDArray[np.intp]:
        """Where rows of the RegionTable stand in the model."""
        return self._places[rows]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.beginResetModel()
        self._sorted = column, order
        self._arrange()
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: AnyIndex = NO_INDEX) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            unit = self.table.unit_of(column.name) if self.table is not None else ""
            title = QCoreApplication.translate(CONTEXT, column.text)
            return f"{title} ({unit})" if unit else title
        if role == Qt.ItemDataRole.ToolTipRole:
            return QCoreApplication.translate(CONTEXT, column.tooltip)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if column.name in _WORDS else _RIGHT
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.table is None:
            return None
        column, row = COLUMNS[index.column()], int(self._order[index.row()])
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(self.table, column, row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if column.name in _WORDS else _RIGHT
        if role == Qt.ItemDataRole.DecorationRole and column.name == "class":
            return self._colours.get(self._class(self.table, row), "#808080")
        return None

    def _tell_classes(self) -> None:
        if len(self._order):
            self.dataChanged.emit(self.index(0, 1), self.index(len(self._order) - 1, 1))

    def _text(self, table: RegionTable, column: RegionColumn, row: int) -> str:
        if column.name == "class":
            return self._class(table, row)
        if column.name == "touches_edge":
            words = (
                (table["touches_edge"][row], self.tr("edge")),
                (table["touches_no_data"][row], self.tr("no data")),
            )
            return with_commas(word for is_so, word in words if is_so)
        if column not in columns_of(table):
            return ""
        value = float(table[column.name][row])
        return fixed(value, self._decimals[column.name]) if math.isfinite(value) else "–"

    @staticmethod
    def _class(table: RegionTable, row: int) -> str:
        return table.class_names[int(table.class_index[row])]

    def _arrange(self) -> None:
        table, (column, order) = self.table, self._sorted
        if table is None:
            self._order = np.zeros(0, np.intp)
        elif column < 0 or COLUMNS[column] not in columns_of(table):
            self._order = np.arange(len(table))
        else:
            down = order == Qt.SortOrder.DescendingOrder
            self._order = table.order(COLUMNS[column].name, descending=down)
        self._places = np.empty_like(self._order)
        self._places[self._order] = np.arange(len(self._order))


def columns_of(table: RegionTable | None) -> tuple[RegionColumn, ...]:
    """Those that a table has: values only of a label image, skeletons where they were asked for."""
    missing: tuple[str, ...] = () if table is not None and table.is_by_value else ("value",)
    if table is None or not table.has_skeletons:
        missing = (*missing, *SKELETON_COLUMNS)
    return tuple(column for column in COLUMNS if column.name not in missing)


def _decimals(table: RegionTable, column: RegionColumn) -> int:
    if column.decimals is not None or column.name in _WORDS or not len(table):
        return column.decimals or 0
    values = table[column.name]
    finite = values[np.isfinite(values) & (values > 0)]
    return column_decimals(finite.min(), finite.max()) if len(finite) else 0
