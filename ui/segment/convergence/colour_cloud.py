"""The colours of a picture as the colour-space view draws them: a cloud, or a histogram of greys."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QWidget
from PySide6.QtWidgets import QStyleOptionGraphicsItem as Option

from ui.segment.convergence.point_raster import packed, rasterised, reaches

MAX_BINS = 256
# Bars of a few values far apart stand for these alone, not for all between them.
_WIDEST_BAR = 24.0


class PlotLayer(QGraphicsItem):
    """An item in data coordinates that draws in screen coordinates."""

    def __init__(self) -> None:
        super().__init__()
        self._area = QRectF(0, 0, 1, 1)

    def set_area(self, area: QRectF) -> None:
        self.prepareGeometryChange()
        self._area = area

    def boundingRect(self) -> QRectF:  # noqa: N802
        return self._area


class CloudItem(PlotLayer):
    """Up to some thousand points, each in its own colour, drawn as one image."""

    def __init__(self) -> None:
        super().__init__()
        self._points: NDArray[np.float64] = np.zeros((0, 2))
        self._packed: NDArray[np.uint32] = np.zeros(0, np.uint32)
        self._reach: NDArray[np.int64] = np.zeros(0, np.int64)
        self._bars = False
        self._outline = QColor(Qt.GlobalColor.transparent)
        self._drawn: tuple[object, QImage, NDArray[np.uint32]] | None = None

    def set_points(
        self, points: NDArray[np.float64], colours: NDArray[np.uint8], weights: NDArray[np.float64]
    ) -> None:
        """Points (n, 2); those that stand for more pixels are larger and lie on top."""
        order = np.argsort(weights, kind="stable")
        self._points, self._packed = points[order], packed(colours[order])
        self._reach = reaches(weights[order])
        self._bars = False
        self._redraw()

    def set_bars(self, tops: NDArray[np.float64], colours: NDArray[np.uint8]) -> None:
        """Tops of bars (n, 2) that stand on 0."""
        self._points, self._packed, self._bars = tops, packed(colours), True
        self._redraw()

    def set_outline(self, outline: QColor) -> None:
        """Of the bars: those that are as dark or as light as what lies behind them are seen by it."""
        self._outline = outline
        self._redraw()

    def _redraw(self) -> None:
        self._drawn = None
        self.update()

    def paint(self, painter: QPainter, option: Option, widget: QWidget | None = None) -> None:  # noqa: ARG002
        if not len(self._points):
            return
        transform = painter.transform()
        painter.save()
        painter.resetTransform()
        if self._bars:
            self._paint_bars(painter, transform)
        else:
            ratio = painter.device().devicePixelRatio()
            size = painter.viewport().size()
            key = (transform.m11(), transform.m22(), transform.dx(), transform.dy(), size.toTuple(), ratio)
            if self._drawn is None or self._drawn[0] != key:
                pixels = round(size.width() * ratio), round(size.height() * ratio)
                at = mapped(self._points, transform)
                self._drawn = key, *rasterised(at, self._packed, self._reach, size=pixels, ratio=ratio)
            painter.drawImage(QPointF(0, 0), self._drawn[1])
        painter.restore()

    def _paint_bars(self, painter: QPainter, transform: QTransform) -> None:
        tops = mapped(self._points, transform)
        floor = transform.map(QPointF(0, 0)).y()
        step = min(float(np.diff(tops[:, 0]).min()), _WIDEST_BAR) if len(tops) > 1 else 8.0
        width = max(1.0, step - 1.0 if step > 4 else step)
        for (x, y), colour in zip(tops.tolist(), self._packed.tolist(), strict=True):
            painter.fillRect(QRectF(x - width / 2, y, width, floor - y), QColor.fromRgba(colour))
        painter.setPen(QPen(self._outline, 1))
        painter.drawPath(_skyline(tops, step, floor))


def _skyline(tops: NDArray[np.float64], step: float, floor: float) -> QPainterPath:
    """The upper edge of bars (n, 2) of a width of `step`, down to `floor` where there is none between two."""
    path, end = QPainterPath(), -math.inf
    for x, y in tops.tolist():
        left, right = x - step / 2, x + step / 2
        if left - end > step / 2:
            if end > -math.inf:
                path.lineTo(end, floor)
            path.moveTo(left, floor)
        path.lineTo(left, y)
        path.lineTo(right, y)
        end = right
    if end > -math.inf:
        path.lineTo(end, floor)
    return path


def as_histogram(
    values: NDArray[np.float32], colours: NDArray[np.uint8], weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    """(value, share in %) of at most MAX_BINS whole or evenly spaced values, and the colour of each."""
    if not len(values):
        return np.zeros((0, 2)), np.zeros((0, 3), np.uint8)
    low, high = float(values.min()), float(values.max())
    whole = bool((values == np.rint(values)).all())
    # Whole numbers get a bar each; anything else as many as there may be, however small its range.
    width = max(float(whole), (high - low) / (MAX_BINS - 1)) or 1.0
    bins = np.rint((values - low) / width).astype(np.int64)
    sums = np.bincount(bins, weights)
    filled = np.flatnonzero(sums > 0)
    tops = np.stack([low + filled * width, 100 * sums[filled] / sums.sum()], 1)
    means = np.stack([np.bincount(bins, weights * colours[:, c])[filled] / sums[filled] for c in range(3)], 1)
    return tops, np.rint(means).astype(np.uint8)


def mapped(points: NDArray[np.float64], transform: QTransform) -> NDArray[np.float64]:
    """Points (…, 2) through a transform that scales and moves."""
    return points * (transform.m11(), transform.m22()) + (transform.dx(), transform.dy())
