"""A pixel to tell of: near the middle, and clustered."""

from __future__ import annotations

import numpy as np

from core.convergence.middle_pixel import middle_pixel


def labels(*rows: str) -> np.ndarray:
    return np.array([[int(each) for each in row] for row in rows], np.uint8)


def test_it_is_the_middle_where_that_is_clustered() -> None:
    assert middle_pixel(labels("111", "121", "111")) == (1, 1)
    assert middle_pixel(labels("1")) == (0, 0)


def test_beside_no_data_it_is_the_nearest_and_of_equals_the_first() -> None:
    assert middle_pixel(labels("000", "002", "000")) == (2, 1)
    assert middle_pixel(labels("010", "101", "010")) == (1, 0)
    assert middle_pixel(labels("00", "00")) is None


def test_of_a_large_picture_few_lines_are_looked_at() -> None:
    large = np.zeros((130, 200), np.uint8)
    large[65, 100] = 1
    assert middle_pixel(large) == (100, 65)
    large[65, 100], large[65, 101] = 0, 1
    assert middle_pixel(large) is None  # between two of the lines
    large[65, 104] = 1
    assert middle_pixel(large) == (104, 65)
