"""Colours as bars."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem
from pytestqt.qtbot import QtBot

from ui.segment.convergence.colour_cloud import CloudItem


def test_bars_of_two_values_far_apart_leave_what_is_between_them_clear(qtbot: QtBot) -> None:
    item = CloudItem()
    item.set_bars(np.array([[0.0, 50], [200, 50]]), np.array([[200, 0, 0], [0, 0, 200]], np.uint8))
    picture = QImage(260, 100, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    painter.setTransform(QTransform(1, 0, 0, -1, 20, 100))
    item.paint(painter, QStyleOptionGraphicsItem())
    painter.end()
    at = [picture.pixelColor(x, 80).getRgb() for x in (20, 30, 40, 120, 210, 220)]
    red, blue, clear = (200, 0, 0, 255), (0, 0, 200, 255), (0, 0, 0, 0)
    assert at == [red, red, clear, clear, blue, blue]
