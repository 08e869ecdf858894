"""How a picture stands in a list: small, beside what was measured in it, with what is to be said of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.widgets.notices import COLOURS
from ui.widgets.theme import is_dark

# Beside DecorationRole, which has the picture: PictureWords, and the pixmap of what was measured.
WORDS, RESULT = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
_ROOM, _GAP = 6, 4


@dataclass(frozen=True)
class PictureWords:
    """lines: below the title, in the colour of the kind of notice that they are; "" for none."""

    title: str
    lines: tuple[str, ...] = ()
    kind: str = ""


class PictureDelegate(QStyledItemDelegate):
    """has_results: whether any picture has a result; the words of all begin to the right of it then.

    preview: of the picture and of the result; lines: of words at most.
    """

    def __init__(self, view: QListView, preview: QSize, lines: int) -> None:
        super().__init__(view)
        self._view, self._preview, self._lines = view, preview, lines
        self._has_results = False

    @property
    def has_results(self) -> bool:
        return self._has_results

    @has_results.setter
    def has_results(self, value: bool) -> None:
        self._has_results = value
        self._view.viewport().update()

    def sizeHint(  # noqa: N802
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        lines = self._lines * option.fontMetrics.height()
        return QSize(0, max(self._preview.height(), lines) + 2 * _ROOM)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text, shown.icon = "", shown.icon.__class__()
        widget = shown.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, widget)
        rect: QRect = shown.rect
        room = rect.adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM)
        roles = (int(Qt.ItemDataRole.DecorationRole), *((int(RESULT),) if self._has_results else ()))
        for role in roles:
            place = QRect(room.left(), room.top(), self._preview.width(), room.height())
            _draw_pixmap(painter, place, index.data(role))
            room.setLeft(place.right() + 1 + _GAP)
        words = index.data(WORDS)
        if isinstance(words, PictureWords):
            self._draw_words(painter, room.adjusted(_GAP, 0, 0, 0), words, shown)

    def _draw_words(
        self, painter: QPainter, room: QRect, words: PictureWords, shown: QStyleOptionViewItem
    ) -> None:
        palette: QPalette = shown.palette
        metrics, selected = shown.fontMetrics, bool(shown.state & QStyle.StateFlag.State_Selected)
        line = metrics.height()
        lines = (words.title, *words.lines)[: self._lines]
        top = room.top() + (room.height() - len(lines) * line) // 2
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.setPen(palette.color(role))
        for number, text in enumerate(lines):
            if number and not selected:
                painter.setPen(_colour(words.kind, palette))
            mode = Qt.TextElideMode.ElideRight if number else Qt.TextElideMode.ElideMiddle
            place = QRect(room.left(), top + number * line, room.width(), line)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignVCenter, metrics.elidedText(text, mode, room.width())
            )


def rows_in_sight(view: QListView) -> range:
    """The rows that are seen, at least in part."""
    first, count = view.indexAt(QPoint(1, 1)), view.model().rowCount()
    if not first.isValid():
        return range(0)
    last = view.indexAt(QPoint(1, view.viewport().height() - 2))
    return range(first.row(), last.row() + 1 if last.isValid() else count)


def _draw_pixmap(painter: QPainter, place: QRect, pixmap: QPixmap | None) -> None:
    if pixmap is None:
        return
    size = pixmap.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRect(place.topLeft(), size)
    target.moveCenter(place.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(target, pixmap)


def _colour(kind: str, palette: QPalette) -> QColor:
    if not kind:
        return palette.color(QPalette.ColorRole.PlaceholderText)
    return QColor(COLOURS[kind][is_dark(palette)])
