"""Pictures of few colours, against a count of all."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.cluster.colours.few_colours import few_colours
from core.image.image import Image


def picture(colours: int, pixels: int, seed: int, bands: int, dtype: type) -> Image:
    draw = np.random.default_rng(seed)
    table = draw.integers(0, 100, (colours, bands)).astype(dtype)
    return Image(table[draw.integers(0, colours, pixels)].reshape(1, pixels, bands))


@given(
    st.tuples(st.integers(1, 9), st.integers(1, 400), st.integers(0, 99)),
    st.sampled_from((1, 2, 3, 13)),
    st.sampled_from((np.uint8, np.uint16, np.int32, np.float64)),
    st.integers(2, 8),
)
def test_it_is_the_number_of_distinct_colours_below_the_most(
    drawn: tuple[int, int, int], bands: int, dtype: type, most: int
) -> None:
    image = picture(*drawn, bands, dtype)
    there = len(np.unique(image.pixels.reshape(-1, bands), axis=0))
    assert few_colours(image, most) == (there if there < most else None)


def test_colours_of_later_pixels_count() -> None:
    pixels = np.zeros((300, 300, 1), np.uint8)
    pixels[299, 299] = 1
    assert few_colours(Image(pixels), 4) == 2


def test_what_is_no_data_has_no_colour() -> None:
    pixels = np.arange(6, dtype=np.uint8).reshape(1, 6, 1)
    valid = np.array([[True, True, False, False, False, False]])
    assert few_colours(Image(pixels, valid), 4) == 2


def test_not_a_number_is_no_colour_and_zero_is_one() -> None:
    pixels = np.array([0.0, -0.0, np.nan, 1.5], np.float32).reshape(1, 4, 1)
    assert few_colours(Image(pixels), 9) == 2
    assert few_colours(Image(np.array([np.nan, 2.5], np.float32).reshape(1, 2, 1)), 9) == 1


def test_bands_together_are_a_colour() -> None:
    pixels = np.array([[0, 0], [0, 1], [1, 0], [0, 1]], np.int16).reshape(2, 2, 2)
    assert few_colours(Image(pixels), 4) == 3
    assert few_colours(Image(pixels), 3) is None
