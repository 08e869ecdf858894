"""The list of the pictures that were opened together: a click shows another one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from ui.canvas.picture_rows import RESULT, WORDS, PictureDelegate, PictureWords, rows_in_sight
from ui.widgets.building import fill, named

_PREVIEW = QSize(48, 36)


class PictureList(QWidget):
    """seen: others are in sight. chosen: the path that the user went to. alike_wanted: all are to be measured
    as a series; kinds_wanted: they are to be sorted by kind.
    """

    seen = Signal()
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
        self._delegate = PictureDelegate(self.list, _PREVIEW, 2, title_below=True)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.verticalScrollBar().valueChanged.connect(self.seen)
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
        """Room for two thumbnails and the begin of a name: a list itself asks for more than can be spared."""
        return QSize(28 * self.fontMetrics().averageCharWidth(), 192)

    def paths(self) -> list[str]:
        return [self._path(row) for row in range(self.list.count())]

    def set_paths(self, paths: list[str]) -> None:
        """List these, in this order; announces nothing."""
        blocker = QSignalBlocker(self.list)
        self.list.clear()
        self._delegate.has_results = False
        for path in paths:
            item = QListWidgetItem(Path(path).name)
            item.setData(Qt.ItemDataRole.UserRole, path)
            item.setToolTip(path)
            item.setData(WORDS, PictureWords(item.text()))
            self.list.addItem(item)
        blocker.unblock()
        self.seen.emit()

    def in_sight(self) -> list[str]:
        """The paths of those that are seen."""
        return [self._path(row) for row in rows_in_sight(self.list)] if self.isVisible() else []

    def show_preview(self, path: str, preview: QPixmap) -> None:
        self._put(path, Qt.ItemDataRole.DecorationRole, preview)

    def show_result(self, path: str, result: QPixmap) -> None:
        """What was measured, beside the picture."""
        self._put(path, RESULT, result)
        self._put(path, WORDS, PictureWords(Path(path).name, (self.tr("measured"),)))
        self._delegate.has_results = True

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.seen.emit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.seen.emit()

    def mark(self, path: str) -> None:
        """Show which one is open; announces nothing."""
        blocker = QSignalBlocker(self.list)
        paths = self.paths()
        self.list.setCurrentRow(paths.index(path) if path in paths else -1)
        blocker.unblock()

    def _put(self, path: str, role: int, value: object) -> None:
        paths = self.paths()
        if path in paths:
            blocker = QSignalBlocker(self.list)
            self.list.item(paths.index(path)).setData(role, value)
            blocker.unblock()
            self.list.viewport().update()

    def _path(self, row: int) -> str:
        return str(self.list.item(row).data(Qt.ItemDataRole.UserRole))

    def _changed(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))
