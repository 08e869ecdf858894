"""Lines between numbered pixels, by hand."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF

from ui.canvas.borders_item import lines_between


def ends(ids: list[list[int]], part: QRectF) -> set[tuple[float, ...]]:
    lines = lines_between(np.array(ids, np.int32), part)
    return {(line.x1(), line.y1(), line.x2(), line.y2()) for line in lines}


def test_every_side_between_two_numbers_is_a_line() -> None:
    assert ends([[1, 1, 2], [1, 3, 2]], QRectF(0, 0, 3, 2)) == {
        (2, 0, 2, 1),
        (1, 1, 1, 2),
        (2, 1, 2, 2),
        (1, 1, 2, 1),
    }


def test_only_what_is_seen_and_one_pixel_around() -> None:
    ids = [list(range(10))]
    assert ends(ids, QRectF(4.2, 0, 1.5, 1)) == {(x, 0, x, 1) for x in (4, 5, 6)}
