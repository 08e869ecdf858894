"""The gallery: small pictures in rows that fill the width; thousands of them cost what is in sight."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QColor, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QListView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.base.arrays import Ints
from ui.collection.gallery_model import TILE, GalleryModel, Tile
from ui.widgets.building import named

# Of a tile: the picture, and the line below it.
SIDE, _ROOM, _BAR = 92, 5, 3
_Flag = QItemSelectionModel.SelectionFlag


class TileDelegate(QStyledItemDelegate):
    """A picture, a bar in the colour of its cluster, its name."""

    def sizeHint(  # noqa: N802
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        return tile_size(option.fontMetrics.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tile: Tile | None = index.data(TILE)
        if tile is None:
            return
        palette: QPalette = option.palette
        rect = option.rect.adjusted(1, 1, -1, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(rect, 4, 4)
        elif option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, 4, 4)
        room = QRect(rect.left() + _ROOM, rect.top() + _ROOM, rect.width() - 2 * _ROOM, SIDE)
        self._draw_picture(painter, room, tile, palette)
        words = QRect(room.left(), room.bottom() + 1, room.width(), rect.bottom() - room.bottom() - 2)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.PlaceholderText
        painter.setPen(palette.color(role))
        text = option.fontMetrics.elidedText(tile.name, Qt.TextElideMode.ElideMiddle, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def _draw_picture(self, painter: QPainter, room: QRect, tile: Tile, palette: QPalette) -> None:
        if tile.pixmap is None:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1.0, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room.adjusted(2, 10, -2, -10), 3, 3)
            return
        size = tile.pixmap.size().scaled(room.size() - QSize(0, _BAR + 1), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(room.topLeft(), size)
        place.moveCenter(room.center() - QPoint(0, _BAR))
        painter.drawPixmap(place, tile.pixmap)
        bar = QRect(place.left(), place.bottom() + 2, place.width(), _BAR)
        painter.fillRect(bar, QColor(tile.colour))


class GalleryView(QListView):
    """chosen(rows): of the collection. opened(row): in Segment. pointed(row): the keyboard is there."""

    chosen = Signal(object)
    opened = Signal(int)
    pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "collection_gallery", self.tr("Gallery"))
        self.tiles = GalleryModel(self)
        self.menu_actions: list[QAction] = []
        self.setModel(self.tiles)
        self.setItemDelegate(TileDelegate(self))
        # Not in the mode of icons: with a grid this one asks for no size and lays out a hundred thousand.
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setGridSize(tile_size(self.fontMetrics().height()))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(self._tell_chosen)
        self.selectionModel().currentChanged.connect(self._tell_current)

    @property
    def current(self) -> int:
        """The row of the collection that the keyboard is at; −1 for none."""
        index = self.currentIndex()
        return int(self.tiles.rows[index.row()]) if index.isValid() else -1

    def chosen_rows(self) -> Ints:
        """In the order in which they stand."""
        places = np.sort([index.row() for index in self.selectionModel().selectedIndexes()])
        found: Ints = self.tiles.rows[places.astype(np.int64)]
        return found

    def go_to(self, row: int) -> None:
        """Bring a picture into sight and the keyboard to it, and mark it."""
        place = self.tiles.place_of(row)
        if place < 0:
            return
        index = self.tiles.index(place)
        model = self.selectionModel()
        blocked = self.blockSignals(True)
        model.select(QItemSelection(index, index), _Flag.ClearAndSelect)
        model.setCurrentIndex(index, _Flag.NoUpdate)
        self.blockSignals(blocked)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """The list lets Enter pass."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current >= 0:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(int(self.tiles.rows[index.row()]))

    def _tell_chosen(self) -> None:
        if not self.signalsBlocked():
            self.chosen.emit(self.chosen_rows())

    def _tell_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.pointed.emit(int(self.tiles.rows[index.row()]))

    def _show_menu(self, place: QPoint) -> None:
        if not self.indexAt(place).isValid():
            return
        menu = named(QMenu(self), "collection_picture_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self.menu_actions))
        menu.popup(self.viewport().mapToGlobal(place))


def tile_size(line: int) -> QSize:
    """Of a tile, with a line of words so high."""
    return QSize(SIDE + 2 * _ROOM + 2, SIDE + line + 2 * _ROOM + 2)
