"""Pictures of few colours, where they begin to be many and of what kind they must be."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.colours import few_colours as module
from core.cluster.colours.few_colours import few_colours
from core.image.image import Image


def test_as_many_as_the_most_are_many():
    image = Image(np.array([[[3], [9], [3], [200]]], np.uint8))
    assert [few_colours(image, most) for most in (2, 3, 4, 9)] == [None, None, 3, 3]
    assert few_colours(Image(np.array([[[3], [9], [9]]], np.uint8)), 9) == 2
    assert few_colours(Image(np.full((2, 2, 1), 7, np.uint8)), 2) == 1
    assert few_colours(Image(np.full((2, 2, 1), 7, np.uint8)), 1) is None


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_colours_differ_in_any_band_and_bit(dtype):
    top = np.iinfo(dtype).max
    pixels = np.array(
        [[[0, 0, 0], [0, 0, top], [0, top, 0], [top, 0, 0], [0, 0, 1], [1, 0, 0], [0, 0, 0]]], dtype
    )
    assert few_colours(Image(pixels), 99) == 6


def test_pixels_are_looked_at_in_parts_with_what_is_valid_of_each(monkeypatch):
    monkeypatch.setattr(module, "_AT_ONCE", 3)
    pixels = np.array([[[5], [5], [6], [6], [7], [5], [8], [5]]], np.uint8)
    assert few_colours(Image(pixels), 9) == 4
    valid = np.array([[True, True, False, False, True, True, False, True]])
    assert few_colours(Image(pixels, valid), 9) == 2
    assert few_colours(Image(pixels, np.zeros((1, 8), np.bool_)), 9) == 0


@pytest.mark.parametrize(
    ("dtype", "bands"),
    [
        (np.uint8, 8),
        (np.uint8, 9),
        (np.int16, 4),
        (np.uint32, 2),
        (np.int32, 1),
        (np.int32, 3),
        (np.float32, 3),
    ],
)
def test_a_colour_is_the_values_of_all_bands_whether_or_not_they_fit_64_bits(dtype, bands):
    """0 and 1 in each band, and in none; of floats what is no number has no colour."""
    pixels = np.concatenate([np.eye(bands), np.zeros((1, bands)), np.eye(bands)]).astype(dtype)
    if dtype == np.float32:
        pixels = np.concatenate([pixels, [[np.nan, 5, 5], [5, 5, np.nan]]]).astype(dtype)
    assert few_colours(Image(pixels[None]), 99) == bands + 1
    negative = np.array([[0] * bands, [-1] * bands, [0] * bands]).astype(dtype)
    assert few_colours(Image(negative[None]), 99) == 2


def test_nothing_below_nothing_is_nothing():
    """As numbers, though not bit by bit."""
    pixels = np.array([[[0.0, 0.0], [-0.0, 0.0], [0.0, -0.0]]], np.float32)
    assert few_colours(Image(pixels), 9) == 1
