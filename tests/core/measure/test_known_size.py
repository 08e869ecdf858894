"""How many pixels lie together at a place whose size is known, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.classes.classes import Class
from core.measure.known_size import counted
from core.scale.scale_area import KnownSize

# Two squares of class 1 that meet at a corner, one pixel of class 2, and one without data.
LABELS = np.array([[1, 1, 3, 3], [1, 1, 3, 2], [3, 3, 1, 1], [0, 3, 1, 1]], np.uint8)
CLASSES = (Class("coin", (1,)), Class("table", (2, 3)))


def pixels(x: float, y: float, **options: np.ndarray) -> int:
    return counted(KnownSize(x, y, 4.0, "cm²"), LABELS, CLASSES, **options).pixels


def test_pixels_that_meet_at_a_corner_lie_together() -> None:
    assert pixels(0.5, 0.5) == pixels(3.5, 3.5) == 8
    # Clusters 2 and 3 are one class, here in two parts that meet nowhere.
    assert pixels(2.0, 0.0) == 7


def test_a_place_is_in_the_pixel_that_it_lies_in() -> None:
    """From its left and upper edge on, short of the right and the lower one."""
    assert pixels(1.999, 1.999) == 8
    assert pixels(2.0, 1.999) == 7
    assert pixels(1.999, 2.0) == 7
    assert pixels(2.0, 2.0) == 8


def test_where_nothing_is_measured_there_is_no_size() -> None:
    for x, y in ((0.5, 3.5), (-0.1, 0.5), (0.5, -0.1), (4.0, 0.5), (0.5, 4.0)):
        with pytest.raises(ParameterError, match="Nothing is measured at"):
            pixels(x, y)
