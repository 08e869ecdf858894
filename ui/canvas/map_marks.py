"""What stands on a picture as on a map: scale bar, latitude and longitude, north, and the key of the classes.

It stays where it is while the picture moves, takes no mouse, and is part of the view alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from core.base.sentences import with_commas
from core.export.degrees import crossings, degrees_text, round_step
from ui.canvas.camera import Camera

if TYPE_CHECKING:
    from core.export.ground_places import GroundPlaces
    from ui.canvas.picture_view import PictureView

_GAP, _BAR = 10.0, 4.0
# Of the width of the view, at most, and between two labels of degrees.
_SHARE, _APART = 0.25, 150
_SAMPLES = 25
# Of more classes the key names the first ones.
MOST_OF_KEY = 12
_SWATCH, _LINE = 11.0, 1.35
_INK, _PANEL = QColor(18, 22, 26), QColor(255, 255, 255, 238)
_HALO = QColor(255, 255, 255, 215)
_TICK = 7.0
# Of the view, where something else stands.
_CORNER = 72


@dataclass(frozen=True)
class KeyEntry:
    """A class in the key. colour: "#rrggbb"."""

    name: str
    colour: str


class MapMarks(QWidget):
    """Lies over one view, as large as that."""

    def __init__(self, view: PictureView, camera: Camera) -> None:
        super().__init__(view)  # not over its viewport, which drags its children along when it scrolls
        self._camera = camera
        self.ground: GroundPlaces | None = None
        self._key: tuple[KeyEntry, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.installEventFilter(self)
        camera.changed.connect(self.update)

    def set_ground(self, ground: GroundPlaces | None) -> None:
        """Where the picture lies; None: nothing is said of it."""
        self.ground = ground
        self.update()

    def set_key(self, key: Sequence[KeyEntry]) -> None:
        """The classes that are seen; none: no key."""
        if tuple(key) != self._key:
            self._key = tuple(key)
            self.setAccessibleDescription(with_commas(each.name for each in self._key))
            self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._view().rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        seen = self._seen()
        if seen.isEmpty():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(max(11, self.fontMetrics().height() * 3 // 4))
        painter.setFont(font)
        if self.ground is not None:
            if self.ground.directions is not None:
                self._draw_degrees(painter, self.ground, seen)
                self._draw_north(painter, self.ground, seen)
            self._draw_bar(painter, self.ground, seen)
        if self._key:
            self._draw_key(painter)

    def _view(self) -> PictureView:
        return cast("PictureView", self.parentWidget())

    def _seen(self) -> QRectF:
        """The part of the picture that the view shows, on the screen."""
        scale, centre, size = self._camera.scale, self._camera.centre, self._view().picture_size
        left = self.width() / 2 - centre.x() * scale
        top = self.height() / 2 - centre.y() * scale
        return QRectF(left, top, size.width() * scale, size.height() * scale) & QRectF(self.rect())

    def _picture(self, x: float, y: float) -> tuple[float, float]:
        """Picture coordinates of a point of the screen."""
        scale, centre = self._camera.scale, self._camera.centre
        return (x - self.width() / 2) / scale + centre.x(), (y - self.height() / 2) / scale + centre.y()

    def _draw_bar(self, painter: QPainter, ground: GroundPlaces, seen: QRectF) -> None:
        centre = self._picture(seen.center().x(), seen.center().y())
        bar = ground.bar(max(1.0, self.width() * _SHARE / self._camera.scale), *centre)
        if bar is None:
            return
        length, metrics = bar.pixels * self._camera.scale, painter.fontMetrics()
        text = f"{bar.text} · {bar.note}" if bar.note else bar.text
        width = max(length, metrics.horizontalAdvance(text)) + 2 * _GAP
        height = metrics.height() + _BAR + 1.2 * _GAP
        panel = QRectF(_GAP, self.height() - height - _GAP, width, height)
        _draw_panel(painter, panel)
        painter.setPen(_INK)
        painter.drawText(QPointF(panel.left() + _GAP, panel.top() + 0.3 * _GAP + metrics.ascent()), text)
        painter.fillRect(QRectF(panel.left() + _GAP, panel.bottom() - 0.5 * _GAP - _BAR, length, _BAR), _INK)

    def _draw_degrees(self, painter: QPainter, ground: GroundPlaces, seen: QRectF) -> None:
        """Latitudes along the left edge of what is seen, longitudes along the upper one."""
        for letters, part, start, end in (
            ("NS", 1, seen.topLeft(), seen.bottomLeft()),
            ("EW", 0, seen.topLeft(), seen.topRight()),
        ):
            places = [start + (end - start) * (i / (_SAMPLES - 1)) for i in range(_SAMPLES)]
            found = [ground.lonlat(*self._picture(each.x(), each.y())) for each in places]
            values = np.array([np.nan if each is None else each[part] for each in found])
            known = values[np.isfinite(values)]
            span = float(np.ptp(known)) if len(known) > 1 else 0.0
            length = (end - start).manhattanLength()
            if not 0 < span < 180 or length < _APART / 2:
                continue
            step, decimals = round_step(span, max(1, int(length / _APART)))
            for at, degrees in crossings(values, step):
                place = start + (end - start) * (at / (_SAMPLES - 1))
                if self._is_taken(place):
                    continue
                self._draw_tick(painter, place, degrees_text(degrees, letters, decimals), below=part == 0)

    def _is_taken(self, place: QPointF) -> bool:
        """Whether scale bar or north stand there, in their corners."""
        if place.y() < _CORNER:
            return place.x() > self.width() - _CORNER
        return place.x() < 2 * _CORNER and place.y() > self.height() - _CORNER

    def _draw_tick(self, painter: QPainter, place: QPointF, text: str, *, below: bool) -> None:
        tick = QPointF(0, _TICK) if below else QPointF(_TICK, 0)
        for pen in (QPen(_HALO, 3.4), QPen(_INK, 1.4)):
            painter.setPen(pen)
            painter.drawLine(place, place + tick)
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(text)
        if below:
            left = min(max(place.x() - width / 2, 0.0), self.width() - width)
            at = QPointF(left, place.y() + _TICK + metrics.ascent())
        else:
            at = QPointF(place.x() + _TICK + 3, place.y() + metrics.ascent() / 2 - 1)
        _draw_text(painter, at, text)

    def _draw_north(self, painter: QPainter, ground: GroundPlaces, seen: QRectF) -> None:
        """In the upper right corner, by the middle of what is seen."""
        north = ground.north(*self._picture(seen.center().x(), seen.center().y()))
        if north is None or self.width() < 6 * _APART / 5:
            return
        x, y = north
        middle = QPointF(self.width() - 3.2 * _GAP, 4.6 * _GAP)
        ahead, aside = QPointF(x, y), QPointF(-y, x)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_PANEL)
        painter.drawEllipse(middle, 2.1 * _GAP, 2.1 * _GAP)
        painter.setBrush(_INK)
        painter.drawPolygon(
            QPolygonF(
                [
                    middle + ahead * 9,
                    middle - ahead * 10 + aside * 6,
                    middle - ahead * 6,
                    middle - ahead * 10 - aside * 6,
                ]
            )
        )
        painter.setPen(_INK)
        letter, metrics = self.tr("N"), painter.fontMetrics()
        top = middle + ahead * 14.5
        room = QRectF(top.x() - 10, top.y() - metrics.height() / 2, 20, metrics.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, letter)

    def _draw_key(self, painter: QPainter) -> None:
        """In the lower right corner."""
        shown = self._key[:MOST_OF_KEY]
        more = len(self._key) - len(shown)
        metrics = painter.fontMetrics()
        names = [each.name for each in shown] + ([self.tr("and {0} more").format(more)] if more else [])
        line = metrics.height() * _LINE
        widest = min(max(metrics.horizontalAdvance(name) for name in names) + 3, int(self.width() * 0.4))
        width, height = widest + _SWATCH + 2.6 * _GAP, line * len(names) + _GAP
        if height > self.height() - 8 * _GAP:
            return  # it would be all that is seen
        panel = QRectF(self.width() - width - _GAP, self.height() - height - _GAP, width, height)
        _draw_panel(painter, panel)
        for i, name in enumerate(names):
            top = panel.top() + _GAP / 2 + i * line
            if i < len(shown):
                painter.setPen(QPen(QColor(0, 0, 0, 120), 1))
                painter.setBrush(QColor(shown[i].colour))
                painter.drawRect(QRectF(panel.left() + _GAP, top + (line - _SWATCH) / 2, _SWATCH, _SWATCH))
            painter.setPen(_INK)
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, widest)
            room = QRectF(panel.left() + 1.6 * _GAP + _SWATCH, top, widest + 1, line)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)


def _draw_panel(painter: QPainter, panel: QRectF) -> None:
    """Light on any picture, in both themes: what is drawn on it has the colours of paper."""
    painter.setPen(QPen(QColor(0, 0, 0, 60), 1))
    painter.setBrush(_PANEL)
    painter.drawRoundedRect(panel, 4, 4)


def _draw_text(painter: QPainter, at: QPointF, text: str) -> None:
    """Dark letters in a light halo."""
    path = QPainterPath()
    path.addText(at, painter.font(), text)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.strokePath(path, QPen(_HALO, 3.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.fillPath(path, _INK)
