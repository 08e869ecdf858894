"""What features see of a picture: values, steps of its full range, brightness, and what is no data."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.errors import ReadError
from core.base.parallel import never_cancelled
from core.cluster.features.chosen_file import ChosenFile
from core.cluster.parameters import Parameters
from core.cluster.prepared.own_planes import own_names, own_planes
from core.image.image import BandValue, Image

QUANTA = 1 << 16


def planes(image, space="bands", **parameters):
    return own_planes(image, Parameters(space=space, **parameters), space, never_cancelled)


def test_bands_as_stored_count_in_the_widest_range_of_any_and_from_their_own_low_end():
    """Of 0 … 50 and 100 … 300 the 2nd to 98th percentile is 1 … 49 and 104 … 296: 192."""
    pixels = np.stack([np.arange(51.0), 100 + 4 * np.arange(51.0)], axis=1)[None]
    own = planes(Image(pixels))
    assert (own.full, own.low.tolist()) == (192, [1, 104])
    block, values = own.block_and_values(0, 1)
    np.testing.assert_allclose(values, pixels)
    expected = np.floor((pixels - [1, 104]) / 192 * QUANTA + 0.5)
    np.testing.assert_array_equal(block.own, expected)
    np.testing.assert_array_equal(block.brightness, expected.sum(axis=2) // 2)
    # Chosen the other way round, or alone.
    assert (planes(Image(pixels), bands=(2, 1)).full, planes(Image(pixels), bands=(1,)).full) == (192, 48)


def test_what_stored_numbers_stand_for_counts():
    """Stored × 0.5 + 10: 1 … 49 is 10.5 … 34.5."""
    image = Image(np.arange(51, dtype=np.uint8)[None, :, None], band_values=(BandValue(0.5, 10.0),))
    own = planes(image)
    assert (own.full, own.low.tolist()) == (24, [10.5])
    block, values = own.block_and_values(0, 1)
    np.testing.assert_allclose(values[0, :, 0], 10 + np.arange(51) / 2)
    assert block.own[0, [1, 25, 49], 0].tolist() == [0, QUANTA // 2, QUANTA]


def test_scaled_bands_count_in_their_own_range():
    """From the 2nd to the 98th percentile; four standard deviations."""
    image = Image(np.arange(51.0)[None, :, None])
    assert (planes(image, scaling="percentiles").full, planes(image, scaling="z-score").full) == (1, 4)
    block, values = planes(image, scaling="percentiles").block_and_values(0, 1)
    assert values[0, [1, 25, 49], 0].tolist() == [0, 0.5, 1]
    assert block.own[0, [1, 25, 49], 0].tolist() == [0, QUANTA // 2, QUANTA]
    assert planes(Image(np.full((1, 3, 1), 7.0))).full == 1


def test_nothing_is_farther_out_than_two_ranges():
    pixels = np.append(np.arange(51.0), [1e6, -1e6])[None, :, None]
    block = planes(Image(pixels), scaling="percentiles").block(0, 1)
    assert block.own[0, -2:, 0].tolist() == [2 * QUANTA, -2 * QUANTA]


def test_colours_count_from_black_to_white_and_their_brightness_is_luma():
    pixels = np.array([[[255, 255, 255], [0, 0, 0], [255, 0, 0]]], np.uint8)
    for space, full in (("rgb", 255), ("lab", 100), ("hsv", 255), ("gray", 255)):
        own = planes(Image(pixels), space)
        assert (own.full, own.levels, own.height, own.width) == (full, 255, 1, 3)
        assert own.block(0, 1).brightness.tolist() == [[QUANTA, 0, round(0.299 * QUANTA)]]
    grey = planes(Image(np.array([[[65535], [0], [32768]]], np.uint16)), "gray")
    assert grey.block(0, 1).brightness.tolist() == [[QUANTA, 0, 32769]]


@pytest.mark.parametrize("kind", [np.float32, np.int16])
def test_what_is_no_data_is_0(kind):
    """Also where it is no number, which would warn."""
    pixels = np.array([[[5], [9]], [[7], [3]]], kind)
    if kind == np.float32:
        pixels[1, 1] = np.nan
    image = Image(pixels, np.array([[True, True], [True, False]]))
    block = planes(image).block(1, 2)
    assert (block.top, block.height, block.width) == (1, 2, 2)
    assert block.valid.tolist() == [[True, False]]
    assert block.brightness[0, 1] == block.own[0, 1, 0] == 0
    assert block.pixels[0, 1, 0] == (0 if kind == np.float32 else 3)
    assert planes(Image(np.array([[[5], [9]]], kind))).block(0, 1).valid.tolist() == [[True, True]]


def test_names_are_known_without_a_look_at_a_pixel():
    image = Image(np.zeros((1, 1, 3), np.float32))
    for bands, names in (
        ((), image.bands),
        ((3, 1), ("band 3", "band 1")),
        ((9,), image.bands),
        ((3, 9), ("band 3",)),
    ):
        assert own_names(image, Parameters(space="bands", bands=bands), "bands") == names
    assert own_names(image, Parameters(), "lab") == ("L*", "a*", "b*")


FILE = ChosenFile("a.png", "5ad")


def other(own, bands):
    """Of another picture with these bands; whether it is taken."""
    pixels = np.arange(2 * 3 * len(bands)).reshape(2, 3, len(bands)).astype(np.uint8)
    try:
        found = own._other(FILE, Image(pixels, bands=bands), never_cancelled)
    except ReadError:
        return False
    assert (found.height, found.width, found.space, found.threads) == (2, 3, own.space, own.threads)
    return True


def test_another_picture_is_one_of_the_same_bands():
    rgb, grey = ("red", "green", "blue"), ("grey",)
    colours = Image(np.zeros((4, 4, 3), np.uint8))
    in_rgb, in_grey = planes(colours, "rgb"), planes(colours, "gray")
    assert [other(in_rgb, rgb), other(in_rgb, grey)] == [True, False]
    # In grey as many bands as there are.
    assert [other(in_grey, rgb), other(in_grey, grey)] == [True, True]
    # As bands only those of the same names, or of the same chosen ones.
    in_bands = planes(colours, "bands")
    assert [other(in_bands, bands) for bands in (rgb, ("a", "b", "c"), grey)] == [True, False, False]
    chosen = planes(colours, "bands", bands=(1,))
    assert [other(chosen, rgb), other(chosen, ("red", "b", "c"))] == [True, True]


def test_colours_are_in_the_units_of_their_space():
    own = planes(Image(np.full((1, 1, 3), 255, np.uint8)), "lab")
    assert own.block_and_values(0, 1)[1][0, 0, 0] == pytest.approx(100, abs=0.01)
