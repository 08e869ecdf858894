"""The list of the pictures that were opened together: a click shows another one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from ui.widgets.building import fill, named


class PictureList(QWidget):
    """chosen: the path that the user went to. alike_wanted: all are to be measured as a series; kinds_wanted:
    they are to be sorted by kind.
    """

    chosen = Signal(str)
    alike_wanted = Signal()
    kinds_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picture_list")
        self.list = QListWidget()
        self.list.setObjectName("pictures")
        self.list.setAccessibleName(self.tr("Pictures"))
        self.list.setToolTip(self.tr("The pictures opened together; one at a time is measured."))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.alike = named(QPushButton(self.tr("Measure all alike")), "measure_alike")
        self.alike.setToolTip(self.tr("Make a series of these pictures: one legend, one table, one curve."))
        self.alike.clicked.connect(self.alike_wanted)
        self.kinds = named(QPushButton(self.tr("Sort by kind")), "sort_by_kind")
        self.kinds.setToolTip(self.tr("See in Collection which kinds of pictures these are."))
        self.kinds.clicked.connect(self.kinds_wanted)
        fill(QVBoxLayout(self), (self.list, 1), self.alike, self.kinds, margins=(8, 0, 0, 8))
        self.list.currentItemChanged.connect(self._changed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for a usual file name: a list itself asks for more than the pictures can spare."""
        return QSize(26 * self.fontMetrics().averageCharWidth(), 192)

    def paths(self) -> list[str]:
        return [self._path(row) for row in range(self.list.count())]

    def set_paths(self, paths: list[str]) -> None:
        """List these, in this order; announces nothing."""
        blocker = QSignalBlocker(self.list)
        self.list.clear()
        height = max(24, self.list.fontMetrics().height() + 8)  # as the rows of the class table
        for path in paths:
            item = QListWidgetItem(Path(path).name)
            item.setData(Qt.ItemDataRole.UserRole, path)
            item.setToolTip(path)
            item.setSizeHint(QSize(0, height))
            self.list.addItem(item)
        blocker.unblock()

    def mark(self, path: str) -> None:
        """Show which one is open; announces nothing."""
        blocker = QSignalBlocker(self.list)
        paths = self.paths()
        self.list.setCurrentRow(paths.index(path) if path in paths else -1)
        blocker.unblock()

    def _path(self, row: int) -> str:
        return str(self.list.item(row).data(Qt.ItemDataRole.UserRole))

    def _changed(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))
