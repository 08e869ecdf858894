"""Smoothing against scipy and by hand: no data takes no part, types stay, threads change nothing."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from core.base.errors import Cancelled, ParameterError
from core.cluster.parameters import Parameters
from core.cluster.treated.smoothing import smoothed
from core.cluster.treatment import METHODS, Smoothing, parse_smoothing
from core.document.document import Document
from core.image.image import PIXEL_TYPES, Image, Level
from core.pipeline.run import result_in, run
from core.pipeline.task import task_of

RNG = np.random.default_rng(4)
GREY = RNG.integers(0, 256, (30, 40, 1)).astype(np.uint8)


def of(text: str, pixels: np.ndarray, valid: np.ndarray | None = None) -> np.ndarray:
    return smoothed(Image(pixels, valid), parse_smoothing(text), threads=1).pixels


def test_gauss_is_that_of_scipy() -> None:
    expected = ndimage.gaussian_filter(GREY[..., 0].astype(float), 2.0, mode="nearest", radius=6)
    assert np.abs(of("gauss,sigma=2", GREY)[..., 0] - expected).max() < 0.7
    floats = GREY.astype(np.float32) * 1e-3 + 5000
    expected = ndimage.gaussian_filter(floats[..., 0].astype(float), 2.0, mode="nearest", radius=6)
    np.testing.assert_allclose(of("gauss,sigma=2", floats)[..., 0], expected, atol=2e-3)


@pytest.mark.parametrize("radius", [1, 2, 4])
def test_a_median_is_that_of_scipy(radius: int) -> None:
    found = of(f"median,radius={radius}", GREY)[radius:-radius, radius:-radius, 0]
    expected = ndimage.median_filter(GREY[..., 0], 2 * radius + 1)[radius:-radius, radius:-radius]
    np.testing.assert_array_equal(found, expected)


def test_a_median_at_the_edge_and_of_an_even_number_is_the_lower_middle() -> None:
    row = np.array([[[9], [1], [5]]], np.uint8)
    assert of("median,radius=1", row)[0, :, 0].tolist() == [1, 5, 1]


def test_lee_by_hand() -> None:
    # m = 3, v = 8/9·… of 2, 2, 5: mean 3, variance 2; 1/looks = 1/9: w = 1 − 9/9/2 = 0.5.
    row = np.array([[[2.0], [2.0], [5.0]]])
    found = of("lee,radius=1,looks=9", row)
    assert found[0, 1, 0] == pytest.approx(3 + 0.5 * (2 - 3))
    # Where the variance is that of the speckle or less, the mean.
    assert of("lee,radius=1,looks=1", row)[0, 1, 0] == pytest.approx(3)
    # Decibels are carried to intensities and back.
    decibels = 10 * np.log10(row) - 20
    assert of("lee,radius=1,looks=9", decibels)[0, 1, 0] == pytest.approx(10 * np.log10(2.5) - 20)


def test_logarithms() -> None:
    assert of("log", np.array([[[0], [255], [15]]], np.uint8))[0, :, 0].tolist() == [0, 255, 128]
    assert of("log", np.array([[[0.0], [100.0], [0.1]]]))[0, :, 0].tolist() == pytest.approx([-1, 2, -1])
    assert of("log", np.array([[[0], [255], [15]]], np.int32))[0, :, 0].tolist() == [0, 255, 128]
    assert of("log", np.array([[[0.0], [-1.0]]]), np.array([[True, False]]))[0, 0, 0] == 0.0
    for pixels in (np.array([[[-1]]], np.int16), np.array([[[-12.5]]])):
        with pytest.raises(ParameterError, match="values below 0, which have no logarithm"):
            of("log", pixels)


def test_non_local_means_take_grain_and_leave_edges() -> None:
    clear = np.where(np.arange(60) < 30, 60, 190)[None, :].repeat(40, 0)
    noisy = (clear + np.random.default_rng(1).normal(0, 8, clear.shape)).clip(0, 255)
    for pixels, levels in (
        (noisy.astype(np.uint8), 1),
        ((noisy * 257).astype(np.uint16), 257),
        (noisy / 255, 1 / 255),
    ):
        found = of("nlm,strength=16", pixels[..., None])[..., 0] / levels
        assert np.abs(found - clear).mean() < 0.5 * np.abs(noisy - clear).mean()
        assert found[:, 27].max() < 125 < found[:, 32].min()


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("dtype", PIXEL_TYPES)
def test_types_stay_and_no_data_takes_no_part(name: str, dtype: str) -> None:
    pixels = RNG.integers(1, 120, (20, 25, 2)).astype(dtype)
    valid = np.ones((20, 25), np.bool_)
    valid[5:9, 5:9] = False
    other = pixels.copy()
    other[~valid] = 125
    found, beside = of(name, pixels, valid), of(name, other, valid)
    assert found.dtype == pixels.dtype
    np.testing.assert_array_equal(found[~valid], pixels[~valid])
    if name != "nlm":
        np.testing.assert_array_equal(found[valid], beside[valid])
    assert np.array_equal(found, smoothed(Image(pixels, valid), Smoothing(name), threads=3).pixels)
    assert np.isfinite(found.astype(float)).all()


def test_what_is_smoothed_is_clustered() -> None:
    pixels = np.where(np.arange(40) < 20, 60, 180)[None, :].repeat(40, 0).astype(np.uint8)
    pixels[10, 10], pixels[30, 30] = 200, 20
    document = Document(Image(pixels[..., None]), Parameters(k=2, space="gray", smooth=Smoothing("median")))
    labels = result_in(run(task_of(document))).labels
    assert (labels[:, :20] == 1).all()
    assert (labels[:, 20:] == 2).all()
    assert document.image.pixels[10, 10, 0] == 200


def test_a_level_is_refused_and_cancel_is_heard() -> None:
    level = Image(GREY, level=Level(2, 60, 80, None))  # type: ignore[arg-type]
    with pytest.raises(ParameterError, match="Smoothing needs the whole picture in memory"):
        smoothed(level, Smoothing("gauss"))
    for name in METHODS:
        with pytest.raises(Cancelled):
            smoothed(Image(GREY), Smoothing(name), cancelled=lambda: True)
