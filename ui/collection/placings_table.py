"""A table of folders, and how many pictures each of them gets or gives back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from core.writing.number_words import grouped
from ui.widgets.building import named

if TYPE_CHECKING:
    from core.collection.sorting_plan import Placing


class PlacingsTable(QTableWidget):
    """For reading alone."""

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(0, 2, parent)
        named(self, name, words)
        self.setHorizontalHeaderLabels([self.tr("Folder"), self.tr("Pictures")])
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)

    def show_placings(self, placings: Sequence[Placing]) -> None:
        """A row for each folder that they lead to."""
        counts = Counter(each.target.parent for each in placings)
        self.setRowCount(len(counts))
        for row, (folder, number) in enumerate(counts.items()):
            name, count = QTableWidgetItem(folder.name), QTableWidgetItem(grouped(number))
            name.setToolTip(str(folder))
            count.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for column, item in enumerate((name, count)):
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self.setItem(row, column, item)
