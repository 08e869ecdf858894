"""The ring round a point leaves the pixel free, at every zoom."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF

from ui.accuracy.accuracy_tool import ring


@pytest.mark.parametrize("scale", [0.1, 1.0, 7.0, 32.0, 64.0])
def test_nothing_of_it_lies_on_the_pixel(scale: float) -> None:
    centre, pixel = QPointF(10.5, 20.5), QRectF(10, 20, 1, 1)
    path = ring(centre, scale)
    nearest = min(
        (QPointF(each.x, each.y) - centre).manhattanLength()
        for each in (path.elementAt(i) for i in range(path.elementCount()))
    )
    assert nearest * scale > 14.999
    for place in (pixel.topLeft(), pixel.bottomRight()):
        farthest = (place - centre) * scale
        assert (farthest.x() ** 2 + farthest.y() ** 2) ** 0.5 < nearest * scale


def test_it_is_of_one_size_on_the_screen_until_pixels_are_large() -> None:
    small, larger = (ring(QPointF(0, 0), scale).boundingRect().width() * scale for scale in (0.5, 2.0))
    assert small == pytest.approx(larger)
    assert small == pytest.approx(2 * (15 + 11))
    huge = ring(QPointF(0, 0), 64.0).boundingRect().width() * 64
    assert huge > small
