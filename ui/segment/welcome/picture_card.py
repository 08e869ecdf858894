"""PictureCard: a button that is a small picture with a name. CardStrip: as many as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPalette, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ui.widgets.building import fill, named
from ui.widgets.icons import line_drawing
from ui.widgets.theme import plot_colours

_CORNER = 7.0
GAP = 12
_FAINT = 0.35
_ICON = 28


class PictureCard(QToolButton):
    """value: what it stands for. Greyed where it cannot be opened."""

    def __init__(self, value: str, name: str, size: QSize) -> None:
        """size: of the picture, which fills it; the name stands below."""
        super().__init__()
        self.value, self._name, self._size = value, name, size
        self._picture: QPixmap | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(size.width(), size.height() + self.fontMetrics().height() + 6)

    def set_picture(self, picture: QPixmap | None) -> None:
        """None: a drawing stands in its place."""
        self._picture = picture
        self.update()

    @property
    def has_picture(self) -> bool:
        return self._picture is not None

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        palette, colours = self.palette(), plot_colours(self.palette())
        chosen = self.isEnabled() and (self.underMouse() or self.hasFocus())
        frame = QRectF(0, 0, self.width(), self._size.height()).adjusted(1, 1, -1, -1)
        outline = QPainterPath()
        outline.addRoundedRect(frame, _CORNER, _CORNER)
        painter.save()
        painter.setClipPath(outline)
        painter.fillPath(outline, colours.surround)
        painter.setOpacity(1.0 if self.isEnabled() else _FAINT)
        self._draw_picture(painter, frame.toRect(), colours.muted)
        painter.restore()
        painter.setPen(QPen(colours.line, 2) if chosen else QPen(palette.color(QPalette.ColorRole.Mid), 1))
        painter.drawPath(outline)
        text = QRect(0, self._size.height() + 4, self.width(), self.height() - self._size.height() - 4)
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        shown = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideMiddle, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, shown)

    def _draw_picture(self, painter: QPainter, frame: QRect, muted: QColor) -> None:
        if self._picture is None:
            drawing = line_drawing("picture", _ICON, muted, self.devicePixelRatioF())
            painter.drawPixmap(frame.center() - QRect(0, 0, _ICON, _ICON).center(), drawing)
            return
        # What of it has the shape of the frame, from its middle.
        part = QSize(frame.size()).scaled(self._picture.size(), Qt.AspectRatioMode.KeepAspectRatio)
        source = QRect(0, 0, part.width(), part.height())
        source.moveCenter(self._picture.rect().center())
        painter.drawPixmap(frame, self._picture, source)


class CardStrip(QWidget):
    """chosen(value): a card was pressed."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        named(self, name)
        self.cards: tuple[PictureCard, ...] = ()
        self._row = fill(QHBoxLayout(self), 1, margins=0, spacing=GAP)
        self.setMinimumWidth(1)

    def set_cards(self, cards: Sequence[PictureCard]) -> None:
        """Show these in place of those before."""
        for old in self.cards:
            self._row.removeWidget(old)
            old.deleteLater()
        self.cards = tuple(cards)
        for at, card in enumerate(self.cards):
            card.clicked.connect(self._press)
            self._row.insertWidget(at, card)
        self.setFixedHeight(max((card.height() for card in self.cards), default=0))
        self._show_what_fits()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(1, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._show_what_fits()

    def _show_what_fits(self) -> None:
        left = self.width() + GAP
        for card in self.cards:
            left -= card.width() + GAP
            card.setVisible(left >= 0)

    def _press(self) -> None:
        card = self.sender()
        if isinstance(card, PictureCard):
            self.chosen.emit(card.value)
