"""What a band is divided by: where ranges begin and end, and what has no range."""

from __future__ import annotations

import math

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.cluster.frozen import Frozen
from core.cluster.lloyd.bands import LIMIT, STEPS_A_RANGE, BandScale, band_scale, frozen_scale
from core.cluster.parameters import Scaling
from core.image.image import BandValue, Image


def scale_of(values, scaling: Scaling = "none", valid=None) -> BandScale:
    """Of a picture of one row and one band."""
    pixels = np.asarray(values)[None, :, None]
    return band_scale(Image(pixels, None if valid is None else np.array([valid])), (), scaling)


@pytest.mark.parametrize(
    ("number", "low", "high"), [(101, 2, 98), (51, 1, 49), (50, 0, 48), (100, 1, 97), (10, 0, 8), (2, 0, 0)]
)
def test_percentiles_are_the_nearest_rank_below(number: int, low: int, high: int) -> None:
    values = np.random.RandomState(number).permutation(number).astype(np.float32)
    found = scale_of(values, "percentiles")
    assert found.offset.tolist() == [low]
    assert found.factor.tolist() == [STEPS_A_RANGE / (high - low) if high > low else 0.0]
    assert (found.scale, STEPS_A_RANGE) == (4096, 4096)


@pytest.mark.parametrize("kind", [np.uint8, np.int16, np.float32, np.float64])
def test_deviations_from_the_mean(kind: type) -> None:
    found = scale_of(np.array([1, 2, 3, 4], kind), "z-score")
    assert found.offset.tolist() == pytest.approx([2.5], rel=1e-9)
    assert found.factor.tolist() == pytest.approx([4096 / math.sqrt(1.25)], rel=1e-8)


def test_of_valid_pixels_alone() -> None:
    valid = [True, True, True, True, False]
    found = scale_of(np.array([1, 2, 3, 4, 200], np.uint8), "z-score", valid)
    assert found.offset.tolist() == [2.5]
    assert scale_of([1.0, 2.0, 1e300], valid=[True, True, False]).scale == 2**21


def test_a_band_of_one_value_has_no_range() -> None:
    for scaling in ("z-score", "percentiles"):
        found = scale_of(np.array([7, 7, 7], np.uint8), scaling)
        assert (found.offset.tolist(), found.factor.tolist()) == ([7.0], [0.0])


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        (np.array([0, 200], np.uint8), 1.0),
        (np.array([0, LIMIT / 2], np.int32), 1.0),
        (np.array([0, LIMIT / 2 + 1], np.int32), 2.0**-5),
        (np.array([-LIMIT / 2, 5], np.int32), 1.0),
        (np.array([-LIMIT / 2 - 1, 5], np.int32), 2.0**-5),
        (np.array([0.0, 0.0]), 1.0),
        (np.array([0.0, 1.0]), 2.0**22),
        (np.array([-8.0, 1.0]), 2.0**19),
        (np.array([0.5, 0.25]), 2.0**23),
        (np.array([1.5, 0.25]), 2.0**21),
    ],
)
def test_what_is_not_scaled_has_steps_enough(values, scale: float) -> None:
    found = scale_of(values)
    assert (found.scale, found.factor.tolist(), found.offset.tolist()) == (scale, [scale], [0.0])


@pytest.mark.parametrize("values", [[0.0, 1e100], [0.0, -1e100], [0.0, 1e-100]])
def test_beyond_all_measure(values: list[float]) -> None:
    with pytest.raises(ParameterError):
        scale_of(values)
    scale_of(np.array(values) * (0.9 if abs(values[1]) > 1 else 1.1))


def test_bands_are_counted_from_1() -> None:
    image = Image(np.arange(12, dtype=np.uint8).reshape(2, 2, 3))
    assert band_scale(image, (), "none").bands.tolist() == [0, 1, 2]
    assert band_scale(image, (3, 1), "none").bands.tolist() == [2, 0]
    for chosen, words in (((0,), "no band 0"), ((4,), "no band 4"), ((1, 1), "twice")):
        with pytest.raises(ParameterError, match=words):
            band_scale(image, chosen, "none")


def test_what_stored_numbers_stand_for_is_in_the_scale() -> None:
    """Stored × 0.5 + 10: what stands for 0 is −20; 200 are 110, of which 2**22 / 110 lies below 2**16."""
    stored = np.array([[[0], [200]]], np.uint8)
    found = band_scale(Image(stored, band_values=(BandValue(0.5, 10.0),)), (), "none")
    assert (found.offset.tolist(), found.factor.tolist(), found.scale) == ([-20], [2**14], 2**15)
    found = band_scale(Image(stored, band_values=(BandValue(0.5, 0.0),)), (), "none")
    assert math.copysign(1, found.offset[0]) == 1


def test_where_values_fall_as_numbers_rise_the_scale_is_negative() -> None:
    """The 2nd percentile of the values is the number that 2 per cent are above, at the nearest rank."""
    stored = np.arange(52, dtype=np.uint8)[None, :, None]
    for value, offset, width in ((BandValue(-0.5), 50, -48), (BandValue(0.5), 1, 48)):
        found = band_scale(Image(stored, band_values=(value,)), (), "percentiles")
        assert (found.offset.tolist(), found.factor.tolist()) == ([offset], [4096 / width])
        found = band_scale(Image(stored, band_values=(value,)), (), "z-score")
        deviation = math.copysign(np.arange(52).std(), width)
        assert found.factor[0] == pytest.approx(4096 / deviation, rel=1e-12)


def test_of_several_bands_the_largest_value_decides() -> None:
    pixels = np.array([[[4.0, 1.0], [0.0, -2.0]]])
    assert band_scale(Image(pixels), (), "none").scale == 2**20
    assert band_scale(Image(pixels), (2, 1), "none").scale == 2**20


def test_the_mean_is_that_of_thirty_bits_of_the_range_half_of_one_rounded_up() -> None:
    found = scale_of([0.0, 1.0, 2.0**-31], "z-score")
    assert found.offset[0] == pytest.approx((1 + 2.0**-30) / 3, rel=1e-14, abs=0)


def test_large_whole_numbers_close_together_keep_their_deviation() -> None:
    found = scale_of(np.array([2**30, 2**30 + 1, 2**30 + 3], np.int32), "z-score")
    assert found.factor[0] == pytest.approx(4096 / math.sqrt(14 / 9), rel=1e-12)


def test_a_large_picture_has_the_deviation_of_all_its_parts() -> None:
    """More than a million pixels of large numbers: what is subtracted is whole."""
    values = np.random.RandomState(0).randint(0, 60_000, (1 << 20) + 77).astype(np.uint16)
    found = scale_of(values, "z-score")
    assert found.offset[0] == pytest.approx(values.mean(), rel=1e-12)
    assert found.factor[0] == pytest.approx(4096 / values.std(), rel=1e-9)


def test_a_legend_scales_as_many_bands_as_it_has() -> None:
    image, frozen = Image(np.zeros((1, 2, 3), np.float32)), Frozen((1.0, 2.0), (3.0, 4.0), 5.0)
    found = frozen_scale(image, (3, 1), frozen)
    assert (found.bands.tolist(), found.offset.tolist(), found.factor.tolist()) == ([2, 0], [1, 2], [3, 4])
    assert (found.scale, found.names) == (5, (image.bands[2], image.bands[0]))
    with pytest.raises(ParameterError, match="The legend is for 2 bands, and 3 are chosen"):
        frozen_scale(image, (), frozen)


def test_a_rescaled_legend_takes_shift_and_gain_off_the_scaled_values() -> None:
    """(x − 1) · 4 / 8, less 3, by 2, is (x − 7) · 2 / 8; a constant band has no factor and stays."""
    image = Image(np.zeros((1, 2, 3), np.float32))
    frozen = Frozen((1.0, 2.0, 9.0), (4.0, 0.0, 1.0), 8.0, gain=(2.0, 0.5, 4.0), shift=(3.0, 5.0, -1.0))
    found = frozen_scale(image, (), frozen)
    assert (found.offset.tolist(), found.factor.tolist(), found.scale) == ([7, 2, 1], [2, 0, 0.25], 8)
    with pytest.raises(ParameterError, match="rescaled in 3 channels, and 2 are clustered"):
        frozen_scale(image, (1, 2), Frozen((1.0,) * 2, (4.0,) * 2, 8.0, gain=(2.0,) * 3, shift=(3.0,) * 3))
