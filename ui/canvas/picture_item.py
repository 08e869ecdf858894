"""What picture views draw: a pyramid of a picture, labels in the colours of clusters, doubt over them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QWidget
from PySide6.QtWidgets import QStyleOptionGraphicsItem as Option

from ui.canvas.camera import visible_part
from ui.canvas.label_reduction import MAX_REDUCED, packed_table, reduced_further, reduced_labels

CHECKER = 8
EMPTY = QSizeF(0, 0)
PREMULTIPLIED = QImage.Format.Format_ARGB32_Premultiplied


class PictureItem(QGraphicsItem):
    """A picture as a pyramid of premultiplied BGRA arrays, each half the size of the one before.

    The arrays are wrapped, never copied; do not write into them while they are shown.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.checker = QBrush()
        self._levels: tuple[NDArray[np.uint8], ...] = ()
        self._images: list[QImage] = []

    @property
    def size(self) -> QSizeF:
        return QSizeF(self._images[0].size()) if self._images else EMPTY

    def colour_at(self, column: int, row: int) -> tuple[int, int, int]:
        """Red, green and blue of a pixel."""
        blue, green, red = self._levels[0][row, column, :3].tolist()
        return red, green, blue

    def set_levels(self, levels: Sequence[NDArray[np.uint8]]) -> None:
        self.prepareGeometryChange()
        self._levels = tuple(np.ascontiguousarray(level) for level in levels)
        self._images = [_wrapped(level, PREMULTIPLIED) for level in self._levels]
        self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802
        return QRectF(QPointF(), self.size)

    def paint(self, painter: QPainter, option: Option, widget: QWidget | None = None) -> None:  # noqa: ARG002
        part = visible_part(option.exposedRect, self.size)
        if part.isEmpty():
            return
        draw_checker(painter, part, self.checker)
        scale = _device_scale(painter)
        index = 0
        while index + 1 < len(self._images) and scale * 2 ** (index + 1) <= 1:
            index += 1
        _draw_part(painter, self._images[index], part, self.size, smooth=scale < 1)


class LabelItem(QGraphicsItem):
    """Labels (height, width) uint8 in a table of 256 colours; id 0, no data, is transparent.

    Through clusters that are hidden the picture underneath is seen.
    Magnified, labels are drawn pixel by pixel; shrunk, as the mean colour of the labels under each
    point of the screen, which is calm where nearest sampling flickers.
    """

    def __init__(self, under: PictureItem | None = None) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.checker = QBrush()
        self._labels: NDArray[np.uint8] | None = None
        self._image = QImage()
        self._table = np.zeros(256, np.uint32)
        self._hidden: tuple[int, ...] = ()
        self._under = under
        self._reduced: tuple[QRect, int, QImage, NDArray[np.uint32]] | None = None
        self._opacity = 1.0
        self._curtain: float | None = None

    @property
    def size(self) -> QSizeF:
        return QSizeF(self._image.size())

    def set_labels(self, labels: NDArray[np.uint8] | None) -> None:
        self.prepareGeometryChange()
        self._labels = None if labels is None else np.ascontiguousarray(labels)
        self._image = (
            QImage() if self._labels is None else _wrapped(self._labels, QImage.Format.Format_Indexed8)
        )
        self._recolour()

    def set_table(self, colours: NDArray[np.uint8]) -> None:
        """Row i of `colours` (k, 3) is the colour of id i + 1; ids above k are transparent."""
        table = packed_table(colours)
        table[list(self._hidden)] = 0
        # Told at every change of the classes, of which most change no colour.
        if not np.array_equal(table, self._table):
            self._table = table
            self._recolour()

    def set_hidden(self, ids: tuple[int, ...]) -> None:
        """From the next table on, let the picture be seen where these ids are."""
        self._hidden = ids

    def set_over(self, opacity: float, curtain: float | None) -> None:
        """Cover the picture underneath with this opacity, 0…1.

        curtain: only right of this fraction of the view's width; None: everywhere.
        """
        self._opacity, self._curtain = opacity, curtain
        self.update()

    @property
    def is_seen(self) -> bool:
        """Whether the labels cover the picture at all."""
        return self._opacity > 0

    def clip_to_curtain(self, painter: QPainter, part: QRectF, widget: QWidget | None) -> None:
        """From here on the painter draws only on the side of the labels."""
        if self._curtain is not None and widget is not None:
            left = painter.worldTransform().inverted()[0].map(QPointF(self._curtain * widget.width(), 0)).x()
            painter.setClipRect(QRectF(part) & QRectF(left, part.y(), self.size.width(), part.height()))

    def _recolour(self) -> None:
        self._reduced = None
        if not self._image.isNull():
            self._image.setColorTable(self._table.tolist())
        self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802
        return QRectF(QPointF(), self.size)

    def paint(self, painter: QPainter, option: Option, widget: QWidget | None = None) -> None:
        part = visible_part(option.exposedRect, self.size)
        if part.isEmpty() or self._labels is None:
            return
        seen_through = bool(self._hidden) or self._opacity < 1 or self._curtain is not None
        if seen_through and self._under is not None and self._under.size == self.size:
            self._under.paint(painter, option)
        else:
            draw_checker(painter, part, self.checker)
        painter.save()
        painter.setOpacity(self._opacity)
        self.clip_to_curtain(painter, part, widget)
        self._paint_labels(painter, part, self._labels, widget)
        painter.restore()

    def _paint_labels(
        self, painter: QPainter, part: QRectF, labels: NDArray[np.uint8], widget: QWidget | None
    ) -> None:
        factor = int(1 / _device_scale(painter))
        seen = part if widget is None else self._seen(painter, widget)
        if factor < 2 or seen.width() * seen.height() / factor**2 > MAX_REDUCED:
            _draw_part(painter, self._image, part, self.size, smooth=False)
            return
        blocks, image = self._reduction(labels, seen.united(part).toRect(), factor)
        # The last blocks may reach past the picture.
        target = QRectF(blocks) & self.boundingRect()
        source = QRectF(0, 0, target.width() / factor, target.height() / factor)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
        painter.drawImage(_visible(target, painter), image, source)

    def _seen(self, painter: QPainter, widget: QWidget) -> QRectF:
        """All of the picture that the view shows: what is painted now may be a strip of it."""
        view = painter.worldTransform().inverted()[0].mapRect(QRectF(widget.rect()))
        return visible_part(view, self.size)

    def _reduction(self, labels: NDArray[np.uint8], part: QRect, factor: int) -> tuple[QRect, QImage]:
        """The reduced part, as far as it goes from the paint before: a pan adds a strip to it."""
        known = self._reduced
        if known is None or known[1] != factor or not known[0].contains(part):
            if known is None or known[1] != factor:
                rect, pixels = reduced_labels(labels, self._table, part, factor)
            else:
                old = known[0], known[3]
                rect, pixels = reduced_further(labels, self._table, part, factor, old)
            image = _wrapped(pixels.view(np.uint8).reshape(*pixels.shape, 4), PREMULTIPLIED)
            known = self._reduced = rect, factor, image, pixels
        return known[0], known[2]


def checker_brush(one: QColor, other: QColor) -> QBrush:
    """A checkerboard of `one` and `other`, for where there is no data."""
    tile = QPixmap(2 * CHECKER, 2 * CHECKER)
    tile.fill(one)
    painter = QPainter(tile)
    painter.fillRect(0, 0, CHECKER, CHECKER, other)
    painter.fillRect(CHECKER, CHECKER, CHECKER, CHECKER, other)
    painter.end()
    return QBrush(tile)


def draw_checker(painter: QPainter, part: QRectF, brush: QBrush) -> None:
    """Fill `part` of the picture with squares that keep their size at any zoom."""
    transform = painter.transform()
    painter.save()
    painter.resetTransform()
    painter.setBrushOrigin(transform.map(QPointF(0, 0)))
    painter.fillRect(transform.mapRect(part), brush)
    painter.restore()


def _wrapped(array: NDArray[np.uint8], kind: QImage.Format) -> QImage:
    return QImage(array.data, array.shape[1], array.shape[0], array.strides[0], kind)


def _device_scale(painter: QPainter) -> float:
    return float(painter.deviceTransform().m11())


def _draw_part(painter: QPainter, image: QImage, part: QRectF, size: QSizeF, *, smooth: bool) -> None:
    """Draw what `part` of the picture needs of `image`, a version of the picture at any resolution."""
    x, y = image.width() / size.width(), image.height() / size.height()
    wanted = QRectF(part.x() * x, part.y() * y, part.width() * x, part.height() * y)
    # One pixel more all round, or smooth sampling would show a seam where a partial paint ends.
    source = visible_part(wanted.adjusted(-1, -1, 1, 1), QSizeF(image.size()))
    target = QRectF(source.x() / x, source.y() / y, source.width() / x, source.height() / y)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
    painter.drawImage(_visible(target, painter), image, source)


def _visible(target: QRectF, painter: QPainter) -> QRectF:
    """The target, at least one pixel of the screen in both directions: a line of pixels still shows."""
    least = 1 / _device_scale(painter)
    return QRectF(target.x(), target.y(), max(target.width(), least), max(target.height(), least))


class DoubtItem(PictureItem):
    """A picture in front of labels. Where the original is shown in their place, it is not drawn."""

    def __init__(self, labels: LabelItem) -> None:
        super().__init__()
        self._over = labels
        self.setParentItem(labels)  # behind what tools draw

    def paint(self, painter: QPainter, option: Option, widget: QWidget | None = None) -> None:
        part = visible_part(option.exposedRect, self.size)
        if part.isEmpty() or not self._over.is_seen:
            return
        painter.save()
        self._over.clip_to_curtain(painter, part, widget)
        super().paint(painter, option, widget)
        painter.restore()
