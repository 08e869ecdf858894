"""Outlines of many points lie where the picture is, wherever the view is in its window."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.roi.shapes import Polygon, Ring
from ui.segment.roi.outline_paths import draw_shape

AMBER = QColor("#ffb52e")


class Sheet(QWidget):
    """A circle of 2000 points, drawn at twice its size."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        painter.setClipRect(event.rect())
        painter.scale(2, 2)
        turn = np.linspace(0, 2 * np.pi, 2000, endpoint=False)
        ring = Ring(np.stack((30 + 20 * np.cos(turn), 25 + 15 * np.sin(turn)), axis=1))
        draw_shape(painter, Polygon((ring,)), 2.0, colour=AMBER)
        painter.end()


def amber(pixmap: QPixmap) -> np.ndarray:
    """(n, 2) x, y of the pixels of that colour."""
    image = pixmap.toImage()
    found = [
        (x, y)
        for y in range(image.height())
        for x in range(image.width())
        if image.pixelColor(x, y).rgb() == AMBER.rgb()
    ]
    return np.array(found)


def test_an_outline_of_many_points_lies_in_its_place(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 250)
    sheet = Sheet(window)
    sheet.setGeometry(QRect(90, 70, 140, 110))
    window.show()
    qtbot.waitExposed(window)
    alone, inside = amber(sheet.grab()), amber(window.grab())
    assert len(alone) > 100
    # From 20 to 100 across and from 20 to 80 down.
    assert alone.min(axis=0).tolist() == [20, 20]
    assert np.array_equal(inside - (90, 70), alone)
