"""Smoothing by hand: what is around no data, where ranges end, how it is rounded."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from scipy import ndimage

from core.base.errors import ParameterError
from core.cluster.superpixels.planes import WHOLE, gauss
from core.cluster.treated import smoothing as module
from core.cluster.treated.smoothing import smoothed
from core.cluster.treatment import parse_smoothing
from core.image.image import Image

RANDOM = np.random.RandomState(3)


def of(text: str, pixels: np.ndarray, valid: np.ndarray | None = None) -> np.ndarray:
    return smoothed(Image(pixels, valid), parse_smoothing(text), threads=1).pixels


def blurred(plane: np.ndarray, sigma: float) -> np.ndarray:
    for axis in (1, 0):
        plane = ndimage.correlate1d(plane, gauss(sigma) / WHOLE, axis, mode="nearest")
    return plane


@pytest.mark.parametrize("dtype", [np.uint8, np.float32, np.float64])
def test_gauss_weighs_what_is_valid(dtype: type) -> None:
    pixels = (RANDOM.random_sample((9, 11, 2)) * 200 + 20).astype(dtype)
    valid = RANDOM.random_sample((9, 11)) < 0.6
    pixels[0, 0], valid[0, 0] = 255, False
    found = of("gauss,sigma=1", pixels, valid)
    weights = blurred(valid.astype(float), 1)
    for band in range(2):
        expected = blurred(np.where(valid, pixels[..., band], 0.0), 1) / np.maximum(weights, 1e-9)
        if dtype == np.uint8:
            expected = np.rint(expected)
        np.testing.assert_allclose(found[..., band][valid], expected[valid], rtol=1e-5, atol=1e-3)


def test_large_floats_lose_nothing_beside_their_mean() -> None:
    """Of those the first valid one is taken away; of whole numbers nothing."""
    pixels = np.array([[[9e9, 1.0], [1e7, 5.0], [1e7 + 0.5, 7.0]]])
    valid = np.array([[False, True, True]])
    assert module._middle(pixels, valid) == 1e7
    assert module._middle(pixels.astype(np.int64), valid) == 0.0
    assert 1e7 < of("gauss,sigma=1", pixels, valid)[0, 1, 0] < 1e7 + 0.25


def test_values_are_rounded_and_stay_in_their_type() -> None:
    values = np.array([-3.0, 0.5, 1.5, 254.6, 300.0])
    assert module.as_before(values, np.dtype(np.uint8)).tolist() == [0, 0, 2, 255, 255]
    assert module.as_before(values, np.dtype(np.int8)).tolist() == [-3, 0, 2, 127, 127]
    assert module.as_before(values, np.dtype(np.float32)).tolist() == pytest.approx(values)


def test_values_below_nothing_are_decibels_if_they_are_valid() -> None:
    pixels, valid = np.array([[[10.0], [20.0], [-5.0]]]), np.array([[True, True, False]])
    # Mean 15, variance 25: with one look w = 1 − 225 / 25 is below 0.
    assert of("lee,radius=1,looks=1", pixels, valid)[0, :2, 0].tolist() == [15, 15]
    # 10 and 100 as intensities.
    both = of("lee,radius=1,looks=1", np.array([[[10.0], [20.0], [-20.0]]]))[0, 0, 0]
    assert both == pytest.approx(10 * np.log10(55))


@pytest.mark.parametrize(
    ("dtype", "pixels", "found"),
    [
        # log 16 / log 256 is a half.
        (np.uint8, [0, 15, 255], [0, 128, 255]),
        (np.int8, [0, 10, 127], [0, 63, 127]),
        (np.uint16, [0, 255, 65535], [0, 32768, 65535]),
        # log 17 / log 65536 is 0.255: of 16 bits, not of 255.
        (np.uint16, [0, 16, 255], [0, 16742, 32768]),
        (np.int32, [0, 15, 255], [0, 128, 255]),
        (np.int32, [0, 0, 0], [0, 0, 0]),
        (np.float32, [0.0, 0.01, 100.0], [-2, -2, 2]),
        (np.float64, [0.0, 0.0, 0.0], [0, 0, 0]),
    ],
)
def test_logarithms_keep_the_range(dtype: type, pixels: list[float], found: list[float]) -> None:
    given = np.array(pixels, dtype).reshape(1, 3, 1)
    assert of("log", given)[0, :, 0].tolist() == pytest.approx(found)
    # Of what has no data the least and the largest count for nothing.
    wide = np.concatenate((given, np.full((1, 1, 1), 100, dtype)), axis=1)
    valid = np.array([[True, True, True, False]])
    assert of("log", wide, valid)[0, :3, 0].tolist() == pytest.approx(found)


def test_one_value_below_nothing_is_enough_to_be_refused() -> None:
    with pytest.raises(ParameterError, match="values below 0"):
        of("log", np.array([[[-1], [5]]], np.int16))


@pytest.mark.parametrize(("radius", "room"), [(1, 9), (3, 49)])
def test_a_median_has_room_for_all_around_it(radius: int, room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(module.kernels, "median_rows", lambda *arguments: asked.append(len(arguments[5])))
    of(f"median,radius={radius}", np.zeros((2, 2, 1), np.uint8))
    assert asked == [room]


def test_nothing_valid_is_left_as_it_is() -> None:
    nothing = np.zeros((2, 2), np.bool_)
    for dtype in (np.uint8, np.int32, np.float32):
        pixels = np.array([[[1], [2]], [[3], [4]]], dtype)
        for text in ("gauss", "median", "lee", "log", "nlm"):
            assert of(text, pixels, nothing).tolist() == pixels.tolist()


def test_non_local_means_compare_patches_of_7_within_21() -> None:
    plane = RANDOM.randint(0, 256, (12, 12)).astype(np.uint8)
    expected = cv2.fastNlMeansDenoising(plane, None, 50, templateWindowSize=7, searchWindowSize=21)
    np.testing.assert_array_equal(of("nlm,strength=50", plane[..., None])[..., 0], expected)


def test_gauss_meets_no_data_wider_than_itself() -> None:
    valid = np.arange(40)[np.newaxis] < 2
    found = of("gauss,sigma=1", np.full((1, 40, 1), 7, np.uint8), valid)
    assert (found == 7).all()


@pytest.mark.parametrize("rows", [1 << 16, 72])
def test_non_local_means_are_those_of_opencv_in_any_blocks(
    rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_AT_ONCE", rows)
    pixels = RANDOM.randint(0, 256, (30, 12, 2)).astype(np.uint8)
    long = pixels.astype(np.uint16) * 250
    for given, strength, norm in ((pixels, 50.0, cv2.NORM_L2), (long, 50.0 * 65535 / 255, cv2.NORM_L1)):
        found = of("nlm,strength=50", given)
        for band in range(2):
            plane = np.ascontiguousarray(given[..., band])
            expected = cv2.fastNlMeansDenoising(
                plane, [strength], templateWindowSize=7, searchWindowSize=21, normType=norm
            )
            np.testing.assert_array_equal(found[..., band], expected)


def test_other_numbers_are_levels_of_16_bits_and_come_back() -> None:
    pixels = np.array([[[-1.0], [3.0], [1.0], [99.0]]], np.float32)
    valid = np.array([[True, True, True, False]])
    levels, back = module._in_levels(pixels, valid)
    assert levels.dtype == np.uint16
    assert levels[0, :, 0].tolist() == [0, 65535, 32768, 0]
    np.testing.assert_allclose(back(levels)[0, :3, 0], [-1, 3, 1], atol=1e-4)
    flat, back = module._in_levels(np.full((1, 2, 1), 7.0), np.ones((1, 2), np.bool_))
    assert flat.tolist() == [[[0], [0]]]
    assert back(flat).tolist() == [[[7.0], [7.0]]]
    none, back = module._in_levels(np.full((1, 2, 1), 7.0), np.zeros((1, 2), np.bool_))
    assert none.tolist() == [[[0], [0]]]
    assert back(np.full((1, 2, 1), 3, np.uint16)).tolist() == [[[3.0], [3.0]]]
    short = np.array([[[9], [8]]], np.uint8)
    levels, back = module._in_levels(short, np.array([[True, False]]))
    assert levels.tolist() == [[[9], [0]]]
    assert back(levels) is levels
