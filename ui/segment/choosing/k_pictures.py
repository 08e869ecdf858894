"""Small pictures of every k side by side; one click takes one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QStyle, QStyleOption, QWidget

from core.base.sentences import with_commas
from ui.widgets.building import named
from ui.widgets.theme import plot_colours

if TYPE_CHECKING:
    from workers.choosing_k import KSample

_GAP = 4
_MARGIN = 4
LEAST = 56
LEAST_HIGH = 48


class KPicture(QAbstractButton):
    """The segmentation with k clusters, k below it, and marks: the recommended one, the present one."""

    chosen = Signal(int)

    def __init__(self, sample: KSample, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.k = sample.row.k
        self.setObjectName(f"k_picture_{self.k}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._tell)
        self.sample = sample
        self.is_recommended = self.is_present = self.is_offered = False
        height, width = sample.picture.shape[:2]
        form = QImage.Format.Format_ARGB32_Premultiplied
        self._image = QImage(sample.picture.data, width, height, 4 * width, form)
        self._say()

    @property
    def picture_size(self) -> QSize:
        return self._image.size()

    def mark(self, *, recommended: bool, present: bool, offered: bool) -> None:
        if (recommended, present, offered) != (self.is_recommended, self.is_present, self.is_offered):
            self.is_recommended, self.is_present, self.is_offered = recommended, present, offered
            self._say()
            self.update()

    def caption_height(self) -> int:
        return self.fontMetrics().height() + 2

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        palette, colours = self.palette(), plot_colours(self.palette())
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.is_present or self.underMouse():
            painter.setBrush(palette.color(QPalette.ColorRole.Midlight))
            edge = colours.line if self.is_present else palette.color(QPalette.ColorRole.Mid)
            painter.setPen(QPen(edge, 2 if self.is_present else 1))
            painter.drawRoundedRect(frame, 3, 3)
        painter.drawImage(self._picture_place(), self._image)
        self._draw_caption(painter)
        if self.hasFocus():
            option = QStyleOption()
            option.initFrom(self)
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, self)

    def _draw_caption(self, painter: QPainter) -> None:
        line = QRect(0, self.height() - self.caption_height() - 2, self.width(), self.caption_height())
        text = f"{self.k} ☆" if self.is_offered else f"{self.k}"
        font = self.font()
        font.setBold(self.is_recommended or self.is_present)
        painter.setFont(font)
        if not self.is_recommended:
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text)
            return
        text = f"{self.k} ★"
        width = painter.fontMetrics().horizontalAdvance(text) + 14
        badge = QRectF(line.center().x() - width / 2, line.top() + 0.5, width, line.height() - 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Highlight))
        painter.drawRoundedRect(badge, badge.height() / 2, badge.height() / 2)
        painter.setPen(self.palette().color(QPalette.ColorRole.HighlightedText))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)

    def _picture_place(self) -> QRectF:
        room = QSizeF(self.width() - 2 * _MARGIN, self.height() - self.caption_height() - 2 * _MARGIN)
        size = QSizeF(self._image.size()).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(
            (self.width() - size.width()) / 2,
            _MARGIN + (room.height() - size.height()) / 2,
            size.width(),
            size.height(),
        )

    def _say(self) -> None:
        row = self.sample.row
        name = self.tr("{0} clusters").format(self.k)
        marks = [self.tr("recommended")] * self.is_recommended
        marks += [self.tr("nearly as good")] * self.is_offered + [self.tr("chosen now")] * self.is_present
        self.setAccessibleName(with_commas([name, *marks]))
        self.setToolTip(
            self.tr("Take {0} clusters.\nSilhouette {1}, weakest cluster {2}, stability {3}").format(
                self.k, f"{row.silhouette:.2f}", f"{row.weakest:.2f}", f"{row.stability:.2f}"
            )
        )

    def _tell(self) -> None:
        self.chosen.emit(self.k)


class KPictures(QScrollArea):
    """As large as there is room for all; where that would be too small, with a scroll bar."""

    k_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("k_pictures")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = named(QWidget(), "k_pictures_content")
        self.setWidget(self._content)
        self.pictures: list[KPicture] = []
        self._total = 0

    def set_samples(self, samples: Sequence[KSample], total: int) -> None:
        """Those that are there, of how many; those shown already stay."""
        if [p.sample for p in self.pictures] != list(samples[: len(self.pictures)]):
            self.clear()
        self._total = max(total, len(samples))
        for sample in samples[len(self.pictures) :]:
            picture = KPicture(sample, self._content)
            picture.chosen.connect(self.k_chosen)
            picture.show()
            self.pictures.append(picture)
        self._arrange()

    def mark(self, recommended: int | None, present: int | None, offered: int | None = None) -> None:
        for picture in self.pictures:
            k = picture.k
            picture.mark(recommended=k == recommended, present=k == present, offered=k == offered)

    def clear(self) -> None:
        for picture in self.pictures:
            picture.hide()
            picture.deleteLater()
        self.pictures = []
        self._total = 0

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if not self.pictures:
            return
        first, room = self.pictures[0], self.viewport().size()
        picture = QSizeF(first.picture_size)
        caption = first.caption_height() + 2 * _MARGIN
        columns = max(range(1, self._total + 1), key=lambda n: self._scale(n, room, picture, caption))
        if self._scale(columns, room, picture, caption) * picture.width() < LEAST:
            columns = max(1, room.width() // (LEAST + 2 * _MARGIN + _GAP))
        width = (room.width() + _GAP) // columns - _GAP
        high = int((width - 2 * _MARGIN) * picture.height() / picture.width()) + caption
        rows = -(-self._total // columns)
        height = min(high, max(LEAST_HIGH, (room.height() + _GAP) // rows - _GAP))
        for i, each in enumerate(self.pictures):
            each.setGeometry(i % columns * (width + _GAP), i // columns * (height + _GAP), width, height)
        self._content.resize(room.width(), rows * (height + _GAP) - _GAP)

    def _scale(self, columns: int, room: QSize, picture: QSizeF, caption: int) -> float:
        """How large the pictures get in so many columns."""
        rows = -(-self._total // columns)
        width = (room.width() + _GAP) / columns - _GAP - 2 * _MARGIN
        height = (room.height() + _GAP) / rows - _GAP - caption
        return min(width / picture.width(), height / picture.height())
