"""Pictures of few colours, against a count of all."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cluster.colours.few_colours import few_colours
from core.image.image import Image


def picture(colours: int, pixels: int, seed: int, bands: int, dtype: type) -> Image:
    draw = np.random.default_rng(seed)
    table = draw.integers(0, np.iinfo(dtype).max, (colours, bands), dtype)
    return Image(table[draw.integers(0, colours, pixels)].reshape(1, pixels, bands))


@given(
    st.tuples(st.integers(1, 9), st.integers(1, 400), st.integers(0, 99)),
    st.sampled_from((1, 3)),
    st.sampled_from((np.uint8, np.uint16)),
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


@pytest.mark.parametrize(("dtype", "bands"), [(np.float32, 1), (np.int16, 1), (np.uint8, 2)])
def test_of_other_pictures_it_is_not_known(dtype: type, bands: int) -> None:
    assert few_colours(Image(np.zeros((3, 3, bands), dtype)), 4) is None
