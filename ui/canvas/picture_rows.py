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

    preview: of the picture and of the result; lines: of words at most, the title among them. title_below:
    where the list is narrow, the title has all of its width below the previews.
    """

    def __init__(self, view: QListView, preview: QSize, lines: int, *, title_below: bool = False) -> None:
        super().__init__(view)
        self._view, self._preview, self._lines = view, preview, lines
        self._title_below = title_below
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
        title = option.fontMetrics.height() if self._title_below else 0
        return QSize(0, 2 * _ROOM + self._height_beside(option) + title)

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
        words, all_of_it = index.data(WORDS), QRect(room)
        if self._title_below:
            room.setHeight(self._height_beside(shown))
        roles = (int(Qt.ItemDataRole.DecorationRole), *((int(RESULT),) if self._has_results else ()))
        for role in roles:
            place = QRect(room.left(), room.top(), self._preview.width(), room.height())
            _draw_pixmap(painter, place, index.data(role))
            room.setLeft(place.right() + 1 + _GAP)
        if not isinstance(words, PictureWords):
            return
        beside = room.adjusted(_GAP, 0, 0, 0)
        if self._title_below:
            below = all_of_it.adjusted(0, self._height_beside(shown), 0, 0)
            _draw_words(painter, below, (words.title, ()), shown, words.kind)
            _draw_words(painter, beside, ("", words.lines[: self._lines - 1]), shown, words.kind)
        else:
            _draw_words(painter, beside, (words.title, words.lines[: self._lines - 1]), shown, words.kind)

    def _height_beside(self, option: QStyleOptionViewItem) -> int:
        """Of the previews, and of the words beside them."""
        lines = self._lines - 1 if self._title_below else self._lines
        return max(self._preview.height(), lines * option.fontMetrics.height())


def _draw_words(
    painter: QPainter,
    room: QRect,
    words: tuple[str, tuple[str, ...]],
    shown: QStyleOptionViewItem,
    kind: str,
) -> None:
    """A title, "" for none, and lines below it, in the middle of the room."""
    palette: QPalette = shown.palette
    metrics, selected = shown.fontMetrics, bool(shown.state & QStyle.StateFlag.State_Selected)
    title, lines = words
    texts = [(title, Qt.TextElideMode.ElideMiddle)] if title else []
    texts += [(text, Qt.TextElideMode.ElideRight) for text in lines]
    line = metrics.height()
    top = room.top() + (room.height() - len(texts) * line) // 2
    for number, (text, mode) in enumerate(texts):
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        plain = selected or (number == 0 and bool(title))
        painter.setPen(palette.color(role) if plain else _colour(kind, palette))
        place = QRect(room.left(), top + number * line, room.width(), line)
        # Not clipped: Chinese letters of another font are higher than a line.
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        painter.drawText(place, flags, metrics.elidedText(text, mode, room.width()))


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
