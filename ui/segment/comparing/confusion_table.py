"""Pixels by class here, a row each, and class there, a column each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from core.measure.comparison import Comparison
from ui.widgets.building import named
from ui.widgets.number_text import count_text

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LONGEST = 16


class ConfusionTable(QTableWidget):
    """What both agree on is bold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "comparison_confusion", self.tr("Pixels by class here and there"))
        self.setToolTip(self.tr("Pixels: a row for each class here, a column for each class there."))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def show_pixels(self, found: Comparison | None) -> None:
        self.clear()
        self.setRowCount(0 if found is None else len(found.here))
        self.setColumnCount(0 if found is None else len(found.there))
        if found is None:
            return
        self.setVerticalHeaderLabels([_short(name) for name in found.here])
        self.setHorizontalHeaderLabels([_short(name) for name in found.there])
        for i, row in enumerate(found.pixels.tolist()):
            for j, pixels in enumerate(row):
                item = QTableWidgetItem(count_text(pixels))
                item.setTextAlignment(_RIGHT)
                item.setToolTip(
                    self.tr("{0} pixels are “{1}” here and “{2}” there.").format(
                        count_text(pixels), found.here[i], found.there[j]
                    )
                )
                if found.pairs.here[i] == j:
                    font = item.font()
                    font.setBold(True)
                    item.setFont(font)
                self.setItem(i, j, item)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
