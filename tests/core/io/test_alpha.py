"""What makes an alpha band a mask, and colours that were multiplied by it: each edge by hand."""

from __future__ import annotations

import numpy as np
import pytest

from core.io.alpha import Opacity, alpha_use, transparency, unmultiplied

U8, U16, F32 = np.dtype(np.uint8), np.dtype(np.uint16), np.dtype(np.float32)


def opacity_of(*parts: object, kind: np.dtype = U8) -> Opacity:
    found = Opacity()
    for part in parts:
        found.add(np.array(part, kind))
    return found


def test_parts_are_added_up_in_any_order() -> None:
    parts = ([0, 7, 7], [255, 0, 255], [255, 3], [])
    for order in (parts, parts[::-1]):
        assert opacity_of(*order) == Opacity(8, 2, 255.0, 3)
    assert opacity_of([np.nan, 0.5, 0.0, 1.0], [np.nan], kind=F32) == Opacity(5, 3, 1.0, 1)


@pytest.mark.parametrize(
    ("values", "kind", "mask"),
    [
        # Three quarters of those above 0 are fully opaque: just enough.
        ([0] * 9 + [255] * 3 + [9], U8, True),
        ([0] * 9 + [255] * 299 + [9] * 101, U8, False),
        # Nothing but one value says nothing.
        ([0, 0], U8, True),
        ([9, 9], U8, True),
        ([9, 0], U8, False),
        # Masks of 0 and 1, of 8 bits in 16, and of the whole range.
        ([0, 1], U8, True),
        ([0, 255], U16, True),
        ([0, 65535], U16, True),
        ([0, 65535], np.dtype(np.uint32), True),
        ([0, 4294967295], np.dtype(np.uint32), True),
        ([0, 254], U8, False),
        ([0, 256], U16, False),
        ([0, 1.0], F32, True),
        ([0, 0.5], F32, False),
    ],
)
def test_which_values_are_those_of_a_mask(values, kind, mask: bool) -> None:
    assert opacity_of(values, kind=kind).is_of_a_mask(kind) is mask


@pytest.mark.parametrize(
    ("greatest", "kind", "full"),
    [
        (1, U8, 1),
        (2, U8, 255),
        (255, U8, 255),
        (255, U16, 65535),
        (1.0, F32, 1),
        (1.5, F32, 255),
        (255.0, F32, 255),
        (255.5, F32, 65535),
        (65535.0, F32, 65535),
        (70000.0, F32, 70000),
    ],
)
def test_the_value_of_a_fully_opaque_pixel(greatest: float, kind, full: float) -> None:
    assert opacity_of([0, greatest], kind=kind).full(kind) == full


def test_a_band_that_is_no_mask_says_how_much_of_it_is_opaque() -> None:
    def use(*values: int) -> str:
        found = alpha_use("auto", opacity_of(values), U8, band=4, declared=False, premultiplied=False)
        assert found.kind == "band"
        (sentence,) = found.sentences
        return sentence

    assert "(only 50 % of those above 0 are fully opaque)" in use(0, 0, 255, 9)
    # The greatest value, but not fully opaque.
    assert "(only 0 % of those above 0 are fully opaque)" in use(0, 0, 254, 254)


def test_what_is_transparent_and_what_is_so_in_part() -> None:
    there, partly = transparency(np.array([[0, 1, 254, 255]], np.uint8))
    assert there is not None
    assert (there.tolist(), partly) == ([[False, True, True, True]], 2)
    assert transparency(np.array([[255, 255]], np.uint8)) == (None, 0)
    assert transparency(np.array([[1, 1]], np.uint8), 1.0) == (None, 0)


def test_colours_are_divided_by_alpha_to_the_nearest_level() -> None:
    """c · 255 / alpha: 127.5 is 128, 85 is 85, 199.2 is 199, 199.7 is 200; what is above 255 is 255."""
    colours = np.array([[1, 1, 100, 101, 7, 200, 255]], np.uint8)[..., np.newaxis]
    alpha = np.array([[2, 3, 128, 129, 255, 100, 255]], np.uint8)
    assert unmultiplied(colours, alpha, 255.0)[0, :, 0].tolist() == [128, 85, 199, 200, 7, 255, 255]
    floats = unmultiplied(np.array([[[0.25], [0.5]]], np.float32), np.array([[0.5, 1.0]], np.float32), 1.0)
    assert (floats.dtype, floats[0, :, 0].tolist()) == (F32, [0.5, 0.5])
    # Without alpha there is nothing to divide by: such a pixel is no data.
    assert unmultiplied(np.zeros((1, 1, 3), np.uint8), np.zeros((1, 1), np.uint8), 255.0).tolist() == [
        [[0] * 3]
    ]
