"""The list of the pictures of a series, with its keys and its menu, and their dates beneath it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QVBoxLayout, QWidget

from ui.canvas.picture_rows import PictureDelegate, rows_in_sight
from ui.series.dates_panel import DatesPanel
from ui.series.picture_model import PictureModel
from ui.widgets.building import fill, named

_PREVIEW = QSize(48, 44)
_Flag = QItemSelectionModel.SelectionFlag


class PicturesPanel(QWidget):
    """chosen_changed: others are selected. seen: others are in sight. opened(Path): by Enter, a double click.
    removal_wanted: by Delete.

    menu_actions: what its context menu has, given once.
    """

    chosen_changed = Signal()
    seen = Signal()
    opened = Signal(object)
    removal_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = PictureModel(self)
        self.view = named(
            QListView(),
            "series_pictures",
            self.tr("Pictures"),
            self.tr("The pictures that are measured by one legend. Enter opens one in Segment."),
        )
        self.view.setModel(self.model)
        # What tells names of a series apart is in their middle, or at their end: they have all of the width.
        self._delegate = PictureDelegate(self.view, _PREVIEW, 4, title_below=True)
        self.view.setItemDelegate(self._delegate)
        self.view.verticalScrollBar().valueChanged.connect(self.seen)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.setTabKeyNavigation(False)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.doubleClicked.connect(self._open)
        self.view.selectionModel().selectionChanged.connect(self._tell)
        self.menu_actions: Sequence[QAction] = ()
        # Room for a thumbnail and a usual file name.
        self.setMinimumWidth(42 * self.fontMetrics().averageCharWidth())
        self.dates = DatesPanel()
        fill(QVBoxLayout(self), (self.view, 1), self.dates, margins=(8, 0, 0, 8), spacing=0)

    def chosen(self) -> tuple[Path, ...]:
        """In the order of the list."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedIndexes())
        return tuple(self.model.rows[row].path for row in rows)

    def in_sight(self) -> tuple[Path, ...]:
        return tuple(self.model.rows[row].path for row in rows_in_sight(self.view))

    def show_results(self, results: Mapping[Path, QPixmap]) -> None:
        """What was measured, beside the pictures."""
        self.model.set_results(results)
        self._delegate.has_results = bool(results)

    def choose(self, paths: Sequence[Path]) -> None:
        """Select these and bring the first into sight; tells so."""
        places = [place for path in paths if (place := self.model.place_of(path)) >= 0]
        selection = QItemSelection()
        for place in places:
            selection.select(self.model.index(place), self.model.index(place))
        self.view.selectionModel().select(selection, _Flag.ClearAndSelect)
        if places:
            self.view.selectionModel().setCurrentIndex(self.model.index(places[0]), _Flag.NoUpdate)
            self.view.scrollTo(self.model.index(places[0]))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.seen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """The list lets Enter and Delete pass."""
        chosen = self.chosen()
        if event.key() == Qt.Key.Key_Delete and chosen:
            self.removal_wanted.emit()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and len(chosen) == 1:
            self.opened.emit(chosen[0])
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.model.rows[index.row()].path)

    def _show_menu(self, place: QPoint) -> None:
        if not self.view.indexAt(place).isValid():
            return
        menu = named(QMenu(self), "series_picture_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self.menu_actions))
        menu.popup(self.view.viewport().mapToGlobal(place))

    def _tell(self) -> None:
        self.chosen_changed.emit()
