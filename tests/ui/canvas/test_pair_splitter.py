"""Side by side, or one above the other: whichever shows the picture larger."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from ui.canvas.pair_splitter import PairSplitter, orientation_for
from ui.canvas.picture_pair import PicturePair

BESIDE, ABOVE = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


@pytest.mark.parametrize(
    ("picture", "room", "wanted"),
    [
        ((400, 300), (960, 430), BESIDE),
        ((1078, 413), (960, 430), BESIDE),
        ((8000, 300), (960, 430), ABOVE),
        ((300, 8000), (960, 430), BESIDE),
        ((400, 300), (400, 900), ABOVE),
        ((1, 1), (960, 430), BESIDE),
        ((0, 0), (400, 900), BESIDE),
    ],
)
def test_the_larger_picture_decides(
    picture: tuple[int, int], room: tuple[int, int], wanted: Qt.Orientation
) -> None:
    assert orientation_for(QSize(*picture), QSize(*room), BESIDE) == wanted


def test_it_does_not_turn_to_and_fro() -> None:
    picture, room = QSize(1078, 413), QSize(960, 430)
    assert orientation_for(picture, room, ABOVE) == ABOVE
    assert orientation_for(picture, room, BESIDE) == BESIDE


def test_a_panorama_is_shown_twice_as_large(qtbot) -> None:
    pair = PicturePair()
    qtbot.addWidget(pair)
    pair.resize(960, 430)
    pair.show()
    pair.set_picture([np.zeros((300, 400, 4), np.uint8)])
    QApplication.processEvents()
    splitter = pair.findChild(PairSplitter)
    assert splitter.orientation() == BESIDE
    pair.set_picture([np.zeros((30, 800, 4), np.uint8)])
    QApplication.processEvents()
    assert splitter.orientation() == ABOVE
    assert pair.original.width() == pair.segmentation.width() > 900
    assert 800 * pair.scale > 900
