"""Pixels by class here, a row each, and class there, a column each."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView, QWidget

from core.measure.comparison import Comparison
from ui.widgets.building import named
from ui.widgets.model_index import AnyIndex
from ui.widgets.number_text import count_text

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LONGEST = 16
_ROOM = 18
# Columns that are measured for their width: the others are as wide as they need when they are looked at.
_LOOKED_AT = 20
_Role = Qt.ItemDataRole


class ConfusionModel(QAbstractTableModel):
    """Of 250 classes a side no cell is made before it is seen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._found: Comparison | None = None

    def show(self, found: Comparison | None) -> None:
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008, N802 - as Qt has it
        return 0 if self._found is None or parent.isValid() else len(self._found.here)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if self._found is None or parent.isValid() else len(self._found.there)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _Role.DisplayRole) -> Any:
        found, i, j = self._found, index.row(), index.column()
        if found is None:
            return None
        if role == _Role.TextAlignmentRole:
            return _RIGHT
        if role == _Role.FontRole and found.pairs.here[i] == j:
            font = QFont()
            font.setBold(True)
            return font
        if role not in (_Role.DisplayRole, _Role.ToolTipRole):
            return None
        pixels = count_text(int(found.pixels[i, j]))
        if role == _Role.DisplayRole:
            return pixels
        text = self.tr("{0} pixels are “{1}” here and “{2}” there.")
        return text.format(pixels, found.here[i], found.there[j])

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if self._found is None or role not in (_Role.DisplayRole, _Role.ToolTipRole):
            return None
        across = orientation == Qt.Orientation.Horizontal
        name = (self._found.there if across else self._found.here)[section]
        return name if role == _Role.ToolTipRole or len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


class ConfusionTable(QTableView):
    """What both agree on is bold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "comparison_confusion", self.tr("Pixels by class here and there"))
        self.pixels = ConfusionModel(self)
        self.setModel(self.pixels)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 4)
        columns.setResizeContentsPrecision(_LOOKED_AT)

    def show_pixels(self, found: Comparison | None) -> None:
        self.pixels.show(found)
        if found is None:
            return
        width = self.fontMetrics().horizontalAdvance(count_text(found.compared)) + _ROOM
        self.horizontalHeader().setDefaultSectionSize(width)
        for column in range(min(len(found.there), _LOOKED_AT)):
            self.resizeColumnToContents(column)
