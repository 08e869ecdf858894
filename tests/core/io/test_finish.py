"""From samples to a picture: roundings, ranges of integers, numbers that stand for missing data; by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.base.errors import ReadError
from core.image.image import Image
from core.io.finish import (
    cmyk_to_rgb,
    data_share,
    first_of,
    lies_sideways,
    stretched_bits,
    upright,
    whole_types,
    without_fillings,
)


class Unsupported:
    """Of a Source what whole_types needs of it."""

    def unsupported(self, bands: int, kind: str) -> ReadError:
        return ReadError(Path("a.tif"), f"{bands} bands of {kind}")


@pytest.mark.parametrize(
    ("orientation", "seen"),
    [
        # As TIFF 6.0 says on page 36 where row 0 and column 0 are seen: top left, top right, bottom right,
        # bottom left, and with rows as columns left top, right top, right bottom, left bottom.
        (0, [[1, 2, 3], [4, 5, 6]]),
        (1, [[1, 2, 3], [4, 5, 6]]),
        (2, [[3, 2, 1], [6, 5, 4]]),
        (3, [[6, 5, 4], [3, 2, 1]]),
        (4, [[4, 5, 6], [1, 2, 3]]),
        (5, [[1, 4], [2, 5], [3, 6]]),
        (6, [[4, 1], [5, 2], [6, 3]]),
        (7, [[6, 3], [5, 2], [4, 1]]),
        (8, [[3, 6], [2, 5], [1, 4]]),
        (9, [[1, 2, 3], [4, 5, 6]]),
    ],
)
def test_turned_upright(orientation: int, seen: list[list[int]]) -> None:
    stored = np.array([[1, 2, 3], [4, 5, 6]])
    assert upright(stored, orientation).tolist() == seen
    assert lies_sideways(orientation) is (len(seen) == 3)


@pytest.mark.parametrize(
    ("bits", "levels"),
    [
        (1, [0, 255]),
        (2, [0, 85, 170, 255]),
        # 255 / 7 = 36.43: to the nearest.
        (3, [0, 36, 73, 109, 146, 182, 219, 255]),
        (4, [17 * i for i in range(16)]),
    ],
)
def test_few_bits_are_spread_over_all_levels(bits: int, levels: list[int]) -> None:
    assert stretched_bits(np.arange(2**bits), bits).tolist() == levels
    assert stretched_bits(np.array([0, 200], np.uint8), 8).tolist() == [0, 200]


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([-(2**31), 2**31 - 1], np.int32),
        ([0, 2**31 - 1], np.int32),
        ([0, 2**31], np.uint32),
        ([0, 2**32 - 1], np.uint32),
        ([], np.int32),
    ],
)
def test_long_integers_are_kept_in_as_few_bits_as_hold_them(values: list[int], kind: Any) -> None:
    found = whole_types(Unsupported(), np.array(values, np.int64).reshape(1, -1, 1))  # type: ignore[arg-type]
    assert (found.dtype, found.ravel().tolist()) == (np.dtype(kind), values)


@pytest.mark.parametrize("values", [[0, 2**32], [-1, 2**31], [-(2**31) - 1, 0]])
def test_integers_that_are_too_long_are_refused(values: list[int]) -> None:
    with pytest.raises(ReadError, match="2 bands of int64"):
        whole_types(Unsupported(), np.array(values, np.int64).reshape(1, 1, 2))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "left_out"), [(3.39e38, True), (-3.39e38, True), (3.4e38, True), (3.38e38, False)]
)
def test_the_largest_numbers_stand_for_missing_data(value: float, left_out: bool) -> None:
    image = Image(np.array([[[1.0], [value], [2.0]]]))
    found = without_fillings(image)
    if not left_out:
        assert found is image
        return
    assert found.valid is not None
    assert found.valid.tolist() == [[True, False, True]]
    assert found.warnings[0].startswith("1 pixel has the value")
    declared = Image(image.pixels, np.array([[True, False, True]]))
    assert without_fillings(declared) is declared


def test_inks_are_multiplied_to_the_nearest_level() -> None:
    """255 (1 − C) (1 − K): 155 · 128 / 255 = 77.8, 254 · 128 / 255 = 127.498, 1 · 128 / 255 = 0.502."""
    inks = np.array([[[100, 1, 254, 127], [100, 0, 255, 100]]], np.uint8)
    colours, _sentence = cmyk_to_rgb(inks, None)
    assert colours.tolist() == [[[78, 127, 1], [94, 155, 0]]]


def test_what_is_told_of_pixels_and_pages() -> None:
    assert data_share(4, 0) == ()
    assert data_share(300, 1) == ("No data: 1 of 300 pixels (0.333 %) is left out.",)
    assert first_of(1) == ()
    assert first_of(2) == ("Only page 1 of 2 was read.",)
