"""Uneven light taken off: found where it is made, the same for all threads, no data left out."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.errors import Cancelled, ParameterError
from core.cluster.treated.light import evened
from core.image.image import PIXEL_TYPES, Image, Level


def lit(dtype: str = "uint8", depth: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Squares of two levels as they are, and under light that rises from the left to the right."""
    rows, columns = np.mgrid[:120, :160]
    plain = np.where((rows // 15 + columns // 15) % 2, 90.0, 50.0)
    under = plain + 50.0 * (columns / 160 - 0.5)
    return tuple(np.rint(each)[..., None].repeat(depth, 2).astype(dtype) for each in (plain, under))


@pytest.mark.parametrize("dtype", PIXEL_TYPES)
def test_light_that_was_added_is_taken_off(dtype: str) -> None:
    plain, under = lit(dtype, 2)
    image = evened(Image(under), threads=1)
    before, left = (np.abs(each.astype(float) - plain) for each in (under, image.pixels))
    assert image.pixels.dtype == under.dtype
    assert left.mean() < before.mean() / 3
    # One threshold parts what none did.
    wrong = [np.count_nonzero((each > 70) != (plain > 70)) for each in (under, image.pixels)]
    assert wrong[0] > 500
    assert wrong[1] < wrong[0] / 20
    np.testing.assert_array_equal(image.pixels, evened(Image(under), threads=3).pixels)


def test_an_even_picture_stays_nearly_what_it_is() -> None:
    plain, _ = lit()
    assert np.abs(evened(Image(plain)).pixels.astype(int) - plain).max() <= 3


def test_no_data_takes_no_part_and_stays() -> None:
    _, under = lit()
    valid = np.ones(under.shape[:2], np.bool_)
    valid[30:60, 40:90] = False
    one, other = under.copy(), under.copy()
    one[~valid], other[~valid] = 0, 255
    found, beside = evened(Image(one, valid)).pixels, evened(Image(other, valid)).pixels
    np.testing.assert_array_equal(found[valid], beside[valid])
    assert (found[~valid] == 0).all()
    nothing = Image(under, np.zeros_like(valid))
    assert evened(nothing) is nothing


def test_a_picture_of_one_pixel_and_one_of_many_squares() -> None:
    one = np.array([[[7]]], np.uint8)
    assert evened(Image(one)).pixels.tolist() == [[[7]]]
    rows, columns = np.mgrid[:400, :700]
    large = (np.where(rows // 50 % 2, 90, 50) + columns // 20).astype(np.uint8)[..., None]
    found = evened(Image(large)).pixels
    assert found[75].std() < large[75].std() / 3


def test_a_level_is_refused_and_cancel_is_heard() -> None:
    _, under = lit()
    with pytest.raises(ParameterError, match="Even light needs the whole picture in memory"):
        evened(Image(under, level=Level(2, 240, 320, None)))
    with pytest.raises(Cancelled):
        evened(Image(under), cancelled=lambda: True)
