"""False colours or a palette: the limits between them, with tables made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from core.io.colour_table import coloured, full_table, table_use


def table(step: int, length: int = 256) -> np.ndarray:
    """Of so many unlike colours, one after the other `step` levels apart, but where red begins again."""
    i = np.arange(length)
    return np.stack((i * step % 256, i % 256, i // 256), axis=1)


def used(number: int, of: int = 256) -> np.ndarray:
    return np.arange(of) < number


@pytest.mark.parametrize(
    ("colours", "marks", "by_value"),
    [
        # Smooth: 12 levels from each to the next, however many of them the picture has.
        (table(12), used(256), True),
        (table(13), used(256), False),
        # Fewer than half of them in the picture.
        (table(13), used(127), True),
        (table(13), used(128), False),
        # One colour less than values, and too few values for all that might be.
        (np.concatenate((table(1)[:255], table(1)[254:255])), used(9), False),
        (table(1, 255), used(9, 255), False),
        # Of 16 bits, 256 unlike ones are enough.
        (table(1, 65536) % 256 // (1, 1, 256), used(9, 65536), True),
        (np.zeros((65536, 3), int), used(9, 65536), False),
    ],
)
def test_a_table_of_false_colours_has_one_for_all_that_may_be(colours, marks, by_value: bool) -> None:
    assert table_use("auto", colours, marks).by_value is by_value
    assert table_use("value", colours, marks).by_value
    assert not table_use("colour", colours, marks).by_value


def test_a_value_without_a_colour_is_no_data() -> None:
    full = full_table({0: (1, 2, 3, 255), 7: (4, 5, 6, 1), 255: (7, 8, 9, 0)}, np.dtype(np.uint8))
    assert full.shape == (256, 4)
    colours, valid = coloured(full, np.array([[0, 7, 255, 8]], np.uint8))
    assert colours.tolist() == [[[1, 2, 3], [4, 5, 6], [7, 8, 9], [0, 0, 0]]]
    assert valid.tolist() == [[True, True, False, False]]
