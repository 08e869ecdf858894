"""The segmentation held against the picture, in the same place."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.image.display import pyramid
from ui.canvas.picture_pair import PicturePair

RED, BLUE = (200, 0, 0), (0, 0, 200)


@pytest.fixture
def pair(qtbot: QtBot) -> PicturePair:
    """A red picture, all of it one cluster that is shown in blue."""
    made = PicturePair()
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    qtbot.waitExposed(made)
    picture = np.full((40, 60, 3), RED, np.uint8)
    made.set_picture(pyramid(picture))
    made.set_labels(np.ones((40, 60), np.uint8), np.array([BLUE], np.uint8))
    made.fit()
    return made


def seen(pair: PicturePair, across: float) -> tuple[int, int, int]:
    """Red, green, blue at this fraction of the width of the view, half-way down."""
    view = pair.segmentation.viewport()
    image = view.grab().toImage()
    ratio = image.width() / view.width()
    colour = image.pixelColor(int(across * view.width() * ratio), image.height() // 2 + 40)
    return colour.red(), colour.green(), colour.blue()


def test_side_by_side_is_how_it_begins(pair: PicturePair) -> None:
    assert pair.original.isVisible()
    assert seen(pair, 0.5) == BLUE


def test_overlay_mixes_both_as_the_slider_says(pair: PicturePair) -> None:
    pair.comparison.set_mode("overlay")
    assert not pair.original.isVisible()
    assert pair.comparison.slider.isVisible()
    assert seen(pair, 0.5) == pytest.approx((100, 0, 100), abs=2)
    pair.comparison.slider.setValue(0)
    assert seen(pair, 0.5) == RED
    pair.comparison.slider.setValue(100)
    assert seen(pair, 0.5) == BLUE


def test_the_curtain_parts_them_where_it_is_dragged(pair: PicturePair, qtbot: QtBot) -> None:
    pair.comparison.set_mode("swipe")
    qtbot.waitUntil(lambda: pair.comparison.curtain.height() == pair.segmentation.viewport().height())
    assert (seen(pair, 0.3), seen(pair, 0.7)) == (RED, BLUE)
    curtain = pair.comparison.curtain
    width = pair.segmentation.viewport().width()
    QTest.mousePress(curtain, Qt.MouseButton.LeftButton, pos=QPoint(5, 20))
    there = QPointF(5 + round(0.3 * width), 20)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    moving = QMouseEvent(QEvent.Type.MouseMove, there, curtain.mapToGlobal(there), left, left, none)
    QApplication.sendEvent(curtain, moving)
    assert curtain.fraction == pytest.approx(0.8, abs=0.01)
    assert (seen(pair, 0.7), seen(pair, 0.85)) == (RED, BLUE)


def test_the_curtain_is_moved_by_keys_and_stays_inside(pair: PicturePair) -> None:
    pair.comparison.set_mode("swipe")
    curtain = pair.comparison.curtain
    QTest.keyClick(curtain, Qt.Key.Key_Left)
    assert curtain.fraction < 0.5
    curtain.move_to(-3)
    assert curtain.fraction == 0
    assert seen(pair, 0.3) == BLUE


def test_blinking_shows_one_and_then_the_other(pair: PicturePair, qtbot: QtBot) -> None:
    pair.comparison.set_mode("blink")
    assert seen(pair, 0.5) == BLUE
    with qtbot.waitSignal(pair.comparison.title_changed):
        pass
    assert seen(pair, 0.5) == RED
    pair.comparison.set_mode("side")
    assert seen(pair, 0.5) == BLUE
    assert not pair.comparison._blink.isActive()


def test_no_data_shows_no_picture_through_the_curtain(pair: PicturePair) -> None:
    pair.set_labels(np.zeros((40, 60), np.uint8), np.array([BLUE], np.uint8))
    pair.comparison.set_mode("swipe")
    assert seen(pair, 0.3) == RED


def test_what_marks_the_segmentation_is_not_drawn_over_the_original(pair: PicturePair) -> None:
    marks = np.full((40, 60, 4), (0, 255, 0, 255), np.uint8)
    pair.set_doubt((marks,))
    assert seen(pair, 0.5) == (0, 255, 0)
    pair.comparison.set_mode("swipe")
    assert seen(pair, 0.4) == RED
    assert seen(pair, 0.6) == (0, 255, 0)
    pair.comparison.set_mode("overlay")
    pair.comparison.slider.setValue(0)
    assert seen(pair, 0.5) == RED
