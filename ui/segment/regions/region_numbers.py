"""Outlines and numbers of the regions that are counted, in both pictures while they are wanted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from ui.canvas.picture_pair import PicturePair
from ui.segment.regions.region_controller import RegionController
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from core.regions.region_table import RegionTable
    from workers.numbered_regions import NumberedRegions

# More numbers than these in a picture are neither read nor drawn in time: the largest regions have theirs.
MOST_NUMBERS = 150
_PIXELS = 11
_DARK, _LIGHT = QColor(0, 0, 0, 210), QColor(255, 255, 255)


class _Numbers:
    """What is painted. Knows no view: the scene that holds it would keep the views alive."""

    def __init__(self) -> None:
        self.found: NumberedRegions | None = None
        self.is_blind = False

    def paint(self, painter: QPainter, scale: float) -> None:
        found = self.found
        if found is None or self.is_blind:
            return
        font = QFont(painter.font())
        font.setPixelSize(_PIXELS)
        metrics = QFontMetricsF(font)
        seen = painter.clipBoundingRect()
        room = 6 * _PIXELS / scale
        rect = seen.adjusted(-room, -room, room, room)
        x, y = found.places.T
        # A number that is wider than its region would be taken for one of its neighbours.
        wide = found.digits * metrics.horizontalAdvance("0")
        here = (x > rect.left()) & (x < rect.right()) & (y > rect.top()) & (y < rect.bottom())
        shown = np.flatnonzero(here & (found.widths * scale >= wide + 2))[:MOST_NUMBERS]
        transform = painter.worldTransform()
        painter.resetTransform()
        painter.setClipping(False)
        painter.setClipRect(transform.mapRect(seen))
        painter.setFont(font)
        for i in shown.tolist():
            text, at = str(found.numbers[i]), transform.map(QPointF(x[i], y[i]))
            at += QPointF(-metrics.horizontalAdvance(text) / 2, metrics.ascent() / 2 - 1)
            painter.setPen(_DARK)
            for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
                painter.drawText(at + QPointF(dx, dy), text)
            painter.setPen(_LIGHT)
            painter.drawText(at, text)


class RegionNumbers(QObject):
    """Follows what the table of regions lists; asks for it where nobody has looked at the table yet."""

    def __init__(self, regions: RegionController, pictures: PicturePair, parent: QObject) -> None:
        super().__init__(parent)
        self._regions, self._pictures = regions, pictures
        self._thread = JobThread("region numbers", self, on_done=self._take)
        self._numbers = _Numbers()
        self._of: RegionTable | None = None
        for view in pictures.views:
            view.overlay.add(self._numbers.paint, below=True)
        regions.shown_changed.connect(self.follow)
        pictures.blinded.connect(self._take_blind)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec(
                "number_regions", "Alt+8", self.set_shown, checkable=True, when="has_segmentation"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "Nu&mbers of regions"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Outline the regions that the table lists, and write their numbers into both pictures.",
                ),
            ),
        )

    def set_shown(self, shown: bool) -> None:
        self._regions.set_wanted(shown)
        self.follow()

    def follow(self) -> None:
        """Draw those that are listed now."""
        table = self._regions.shown if self._regions.is_wanted else None
        if table is self._of:
            return
        self._of = table
        if table is None:
            self._thread.cancel()
            self._show(None)
            return
        from workers.numbered_regions import number_regions

        # Those before are of other pixels: they do not stay until these are drawn.
        self._show(None)
        self._thread.submit(partial(number_regions, table))

    def close(self) -> None:
        self._thread.close()

    def _take(self, found: NumberedRegions) -> None:
        self._show(found)

    def _take_blind(self, blind: bool) -> None:
        """Whoever says what is there is not to be told by the result."""
        self._numbers.is_blind = blind

    def _show(self, found: NumberedRegions | None) -> None:
        self._numbers.found = found
        self._pictures.set_region_borders(*((), None) if found is None else (found.levels, found.ids))
        for view in self._pictures.views:
            view.overlay.refresh(QRectF(), 1.0)
