"""What the colour-space view draws: a cloud or histogram of colours, and centroids with their trails."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QGraphicsItem, QWidget
from PySide6.QtWidgets import QStyleOptionGraphicsItem as Option

MAX_BINS = 256
# Points of all trails together; of longer histories, iterations are left out, most of the late ones,
# in which centroids hardly move.
MAX_TRAIL = 1600
# Trails are drawn as several lines of width 1 side by side: one wide line costs Qt ten times as much.
LINE_OFFSETS = ((-0.4, -0.4), (0.4, 0.4))
EDGE_OFFSETS = ((-1.3, 0.0), (1.3, 0.0), (0.0, -1.3), (0.0, 1.3))
# More clusters than this have trails without an edge.
MANY = 64


class _PlotLayer(QGraphicsItem):
    """An item in data coordinates that draws in screen coordinates."""

    def __init__(self) -> None:
        super().__init__()
        self._area = QRectF(0, 0, 1, 1)

    def set_area(self, area: QRectF) -> None:
        self.prepareGeometryChange()
        self._area = area

    def boundingRect(self) -> QRectF:  # noqa: N802
        return self._area


class CloudItem(_PlotLayer):
    """Up to some thousand points, each in its own colour, drawn as one image."""

    def __init__(self) -> None:
        super().__init__()
        self._points: NDArray[np.float64] = np.zeros((0, 2))
        self._packed: NDArray[np.uint32] = np.zeros(0, np.uint32)
        self._reach: NDArray[np.int64] = np.zeros(0, np.int64)
        self._bars = False
        self._drawn: tuple[object, QImage, NDArray[np.uint32]] | None = None

    def set_points(
        self, points: NDArray[np.float64], colours: NDArray[np.uint8], weights: NDArray[np.float64]
    ) -> None:
        """Points (n, 2); those that stand for more pixels are larger and lie on top."""
        order = np.argsort(weights, kind="stable")
        heaviest = float(weights.max()) if len(weights) else 1.0
        size = np.sqrt(weights[order] / max(heaviest, 1e-12))
        self._points, self._packed = points[order], _packed(colours[order])
        self._reach = 1 + (size > 0.15).astype(np.int64) + (size > 0.5)
        self._bars = False
        self._redraw()

    def set_bars(self, tops: NDArray[np.float64], colours: NDArray[np.uint8]) -> None:
        """Tops of bars (n, 2) that stand on 0."""
        self._points, self._packed, self._bars = tops, _packed(colours), True
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
                width, height = round(size.width() * ratio), round(size.height() * ratio)
                self._drawn = key, *self._rasterised(transform, width, height, ratio)
            painter.drawImage(QPointF(0, 0), self._drawn[1])
        painter.restore()

    def _rasterised(
        self, transform: QTransform, width: int, height: int, ratio: float
    ) -> tuple[QImage, NDArray[np.uint32]]:
        pixels = np.zeros((height, width), np.uint32)
        at = np.rint(_mapped(self._points, transform) * ratio).astype(np.int64)
        for reach in (1, 2, 3):
            chosen = self._reach == reach
            side = round((reach + 1) * ratio)
            for dy in range(side):
                for dx in range(side):
                    x, y = at[chosen, 0] + dx - side // 2, at[chosen, 1] + dy - side // 2
                    inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
                    pixels[y[inside], x[inside]] = self._packed[chosen][inside]
        image = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        return image, pixels

    def _paint_bars(self, painter: QPainter, transform: QTransform) -> None:
        tops = _mapped(self._points, transform)
        floor = transform.map(QPointF(0, 0)).y()
        step = float(np.diff(tops[:, 0]).min()) if len(tops) > 1 else 8.0
        width = max(1.0, step - 1.0 if step > 4 else step)
        for (x, y), colour in zip(tops.tolist(), self._packed.tolist(), strict=True):
            painter.fillRect(QRectF(x - width / 2, y, width, floor - y), QColor.fromRgba(colour))


class CentroidItem(_PlotLayer):
    """Centroids of one iteration as discs in their colours, each with the way it came."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(10)
        self._history: NDArray[np.float64] = np.zeros((0, 0, 2))
        self._colours: list[QColor] = []
        self._step = 0
        self._outline = QColor("black")
        self._halo = QColor("white")

    def set_history(self, history: NDArray[np.float64], colours: NDArray[np.uint8]) -> None:
        """history: (steps, k, 2) in data coordinates; colours: (k, 3)."""
        self._history = history
        self._colours = [QColor(*map(int, colour)) for colour in colours]
        self.update()

    def set_outline(self, outline: QColor, halo: QColor) -> None:
        self._outline, self._halo = outline, halo
        self.update()

    def show_step(self, step: int) -> None:
        self._step = step
        self.update()

    def paint(self, painter: QPainter, option: Option, widget: QWidget | None = None) -> None:  # noqa: ARG002
        steps, k = self._history.shape[:2]
        if not steps or not k:
            return
        last = min(max(self._step, 0), steps - 1)
        ways = _mapped(self._history[_trail_steps(last, MAX_TRAIL // k)], painter.transform())
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if last:
            self._paint_trails(painter, ways)
        self._paint_discs(painter, ways[-1], 6.5 if k <= 16 else 5.0 if k <= MANY else 3.5)
        painter.restore()

    def _paint_trails(self, painter: QPainter, ways: NDArray[np.float64]) -> None:
        faint = QColor(self._outline)
        faint.setAlpha(110)
        k = ways.shape[1]
        edges = EDGE_OFFSETS if k <= MANY else ()
        for j, colour in zip(range(k), self._colours, strict=False):
            trail = _polygon(ways[:, j])
            painter.setPen(_thin(faint))
            for offset in edges:
                painter.drawPolyline(trail.translated(*offset))
            painter.setPen(_thin(colour))
            for offset in LINE_OFFSETS:
                painter.drawPolyline(trail.translated(*offset))

    def _paint_discs(self, painter: QPainter, places: NDArray[np.float64], radius: float) -> None:
        for (x, y), colour in zip(places.tolist(), self._colours, strict=False):
            painter.setPen(QPen(self._outline, 3.4))
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(x, y), radius, radius)
            painter.setPen(QPen(self._halo, 1.4))
            painter.drawEllipse(QPointF(x, y), radius, radius)


def as_histogram(
    values: NDArray[np.float32], colours: NDArray[np.uint8], weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    """(value, share in %) of at most MAX_BINS whole or evenly spaced values, and the colour of each."""
    if not len(values):
        return np.zeros((0, 2)), np.zeros((0, 3), np.uint8)
    low, high = float(values.min()), float(values.max())
    width = max(1.0, (high - low) / (MAX_BINS - 1))
    bins = np.rint((values - low) / width).astype(np.int64)
    sums = np.bincount(bins, weights)
    filled = np.flatnonzero(sums > 0)
    tops = np.stack([low + filled * width, 100 * sums[filled] / sums.sum()], 1)
    means = np.stack([np.bincount(bins, weights * colours[:, c])[filled] / sums[filled] for c in range(3)], 1)
    return tops, np.rint(means).astype(np.uint8)


def _trail_steps(last: int, most: int) -> NDArray[np.int64]:
    """Steps 0…last, at most about `most` of them, ever farther apart."""
    if last < most:
        return np.arange(last + 1)
    spaced = np.rint(np.geomspace(1, last + 1, max(2, most))) - 1
    return np.unique(spaced.astype(np.int64))


def _mapped(points: NDArray[np.float64], transform: QTransform) -> NDArray[np.float64]:
    """Points (…, 2) through a transform that scales and moves."""
    return points * (transform.m11(), transform.m22()) + (transform.dx(), transform.dy())


def _packed(colours: NDArray[np.uint8]) -> NDArray[np.uint32]:
    rgb = colours.astype(np.uint32)
    return np.uint32(0xFF000000) | rgb[:, 0] << np.uint32(16) | rgb[:, 1] << np.uint32(8) | rgb[:, 2]


def _thin(colour: QColor) -> QPen:
    """One pixel of the screen, whatever its resolution: Qt's fast lines."""
    pen = QPen(colour, 1.0)
    pen.setCosmetic(True)
    return pen


def _polygon(points: NDArray[np.float64]) -> QPolygonF:
    polygon: QPolygonF = pg.functions.create_qpolygonf(len(points))
    pg.functions.ndarray_from_qpolygonf(polygon)[:] = points
    return polygon
