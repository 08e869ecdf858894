"""Histograms of pictures added up: the histogram of all their pixels, of one kind only."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.colours.added_histograms import AddedHistograms
from core.cluster.colours.histogram import ColourHistogram


def added(*histograms: tuple[list[list[int]], list[int]], dtype: type = np.uint8) -> ColourHistogram:
    found = AddedHistograms()
    for colours, counts in histograms:
        found.add(ColourHistogram(np.array(colours, dtype), np.array(counts, np.int64)))
    return found.total()


@pytest.mark.parametrize(
    ("dtype", "bands", "fits"),
    [
        (np.uint8, 1, True),
        (np.uint16, 1, True),
        (np.uint8, 3, True),
        (np.uint16, 3, False),
        (np.uint8, 2, False),
        (np.uint8, 4, False),
        (np.float32, 1, False),
        (np.int16, 1, False),
    ],
)
def test_which_kinds_can_be_added(dtype: type, bands: int, fits: bool) -> None:
    assert AddedHistograms.fits(np.dtype(dtype), bands) is fits


def test_rgb_from_black_to_white() -> None:
    total = added(([[0, 0, 0], [9, 8, 7]], [2, 3]), ([[9, 8, 7], [255, 255, 255]], [40, 5]))
    assert total.colours.tolist() == [[0, 0, 0], [9, 8, 7], [255, 255, 255]]
    assert total.counts.tolist() == [2, 43, 5]
    assert total.is_rgb8


@pytest.mark.parametrize(("dtype", "most"), [(np.uint8, 255), (np.uint16, 65535)])
def test_grey_to_its_last_level(dtype: type, most: int) -> None:
    total = added(([[0], [most]], [1, 2]), ([[most]], [3]), dtype=dtype)
    assert total.colours.dtype == dtype
    assert total.colours.tolist() == [[0], [most]]
    assert total.counts.tolist() == [1, 5]


def test_kinds_do_not_mix_and_nothing_has_no_total() -> None:
    found = AddedHistograms()
    with pytest.raises(ValueError, match="no histogram was added"):
        found.total()
    found.add(ColourHistogram(np.array([[1]], np.uint8), np.array([1])))
    for other in (np.array([[1]], np.uint16), np.array([[1, 2, 3]], np.uint8)):
        with pytest.raises(ValueError, match="different bands or dtypes"):
            found.add(ColourHistogram(other, np.array([1])))
    assert found.total().counts.tolist() == [1]
