"""How a picture of a series stands in the list: preview, name, date, state, and what is its own or wrong."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.series.picture_model import ROW, own_words, state_words
from ui.series.series_state import PictureRow
from ui.widgets.notices import COLOURS
from ui.widgets.theme import is_dark

PREVIEW = QSize(64, 48)
_ROOM = 6
_KINDS = {"failed": "error", "doubtful": "warning", "drifted": "warning", "outdated": "warning"}


class PictureDelegate(QStyledItemDelegate):
    """Beside the preview the name, date and state, what is its own and wrong, in the colour of that."""

    def sizeHint(  # noqa: N802
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        lines = 3 * option.fontMetrics.height()
        return QSize(0, max(PREVIEW.height(), lines) + 2 * _ROOM)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, pixmap = index.data(ROW), index.data(Qt.ItemDataRole.DecorationRole)
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text, shown.icon = "", shown.icon.__class__()
        widget = shown.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, widget)
        rect: QRect = shown.rect
        room = rect.adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM)
        self._draw_preview(painter, QRect(room.topLeft(), PREVIEW), pixmap)
        selected = bool(shown.state & QStyle.StateFlag.State_Selected)
        self._draw_words(painter, room.adjusted(PREVIEW.width() + 8, 0, 0, 0), row, shown, selected=selected)

    def _draw_preview(self, painter: QPainter, place: QRect, pixmap: QPixmap | None) -> None:
        if pixmap is None:
            return
        size = pixmap.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(place.topLeft(), size)
        target.moveCenter(place.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(target, pixmap)

    def _draw_words(
        self, painter: QPainter, room: QRect, row: PictureRow, shown: QStyleOptionViewItem, *, selected: bool
    ) -> None:
        palette: QPalette = shown.palette
        metrics = shown.fontMetrics
        line, reason = metrics.height(), " ".join(row.short_reason.split())
        words = " · ".join(part for part in (row.date.text[:10], state_words(row.state)) if part)
        more = " · ".join(part for part in (own_words(row), reason) if part)
        lines = [line for line in (row.path.name, words, more) if line]
        top = room.top() + (room.height() - len(lines) * line) // 2
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.setPen(palette.color(role))
        for number, text in enumerate(lines):
            if number and not selected:
                painter.setPen(_colour(row, palette))
            mode = Qt.TextElideMode.ElideRight if number else Qt.TextElideMode.ElideMiddle
            place = QRect(room.left(), top + number * line, room.width(), line)
            words = metrics.elidedText(text, mode, room.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)


def _colour(row: PictureRow, palette: QPalette) -> QColor:
    kind = _KINDS.get(row.state)
    if kind is None:
        return palette.color(QPalette.ColorRole.PlaceholderText)
    return QColor(COLOURS[kind][is_dark(palette)])
