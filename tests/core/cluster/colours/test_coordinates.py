"""Single coordinates of colours, beside scikit-image's."""

from __future__ import annotations

import numpy as np
import pytest
from skimage.color import rgb2hsv, rgb2lab

from core.cluster.colours.coordinates import coordinate


def _colours(dtype: type = np.uint8) -> np.ndarray:
    random, top = np.random.default_rng(1), np.iinfo(dtype).max
    return random.integers(0, top + 1, (2000, 3)).astype(dtype)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_hue_saturation_value_are_those_of_scikit_image(dtype: type) -> None:
    colours = _colours(dtype)
    h, s, v = rgb2hsv(colours / np.iinfo(dtype).max).T
    assert coordinate(colours, "H")[0] == pytest.approx(360 * h, abs=1e-9)
    assert coordinate(colours, "S")[0] == pytest.approx(s, abs=1e-12)
    assert coordinate(colours, "V")[0].tolist() == colours.max(axis=1).tolist()
    assert coordinate(colours, "V")[0] == pytest.approx(v * np.iinfo(dtype).max)


def test_lab_is_that_of_scikit_image() -> None:
    colours = _colours()
    for name, column in zip("Lab", rgb2lab(colours / 255).T, strict=True):
        assert np.abs(coordinate(colours, name)[0] - column).max() < 0.02  # another white, in its digits


@pytest.mark.parametrize("name", ["gray", "R", "G", "B", "L", "a", "b", "H", "S", "V"])
def test_steps_ascend_with_the_values(name: str) -> None:
    values, steps, scale = coordinate(_colours(), name)
    order = np.argsort(values)
    assert (np.diff(steps[order]) >= 0).all()
    assert steps / scale == pytest.approx(values, abs=0.5 / scale + 1e-9)
    assert values.dtype == np.float64
    assert steps.dtype == np.int32


def test_by_hand() -> None:
    colours = np.array([[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 0, 51], [9, 9, 9], [0, 0, 0]], np.uint8)
    assert coordinate(colours, "H")[0].tolist() == [0, 120, 240, 348, 0, 0]
    assert coordinate(colours, "S")[0].tolist() == [1, 1, 1, 1, 0, 0]
    assert coordinate(np.array([[255, 204, 204]], np.uint8), "S")[0].tolist() == [0.2]
    faint = np.array([[1, 0, 0], [2, 2, 1]], np.uint8)
    assert coordinate(faint, "S")[0].tolist() == [1, 0.5]
    assert coordinate(faint, "H")[0].tolist() == [0, 60]
    assert coordinate(colours, "gray")[0].tolist() == [76.245, 149.685, 29.07, 82.059, 9, 0]
    assert coordinate(colours, "G")[0].tolist() == [0, 255, 0, 0, 9, 0]
    assert coordinate(colours, "B")[1].tolist() == [0, 0, 255, 51, 9, 0]
    half = np.array([[131072 % 65536 + 2, 1, 1]], np.uint16)  # chroma 1 by value 2
    assert coordinate(half, "S")[1:] == (np.array([32768]), 65536.0)


def test_a_step_is_rounded_half_up() -> None:
    # Hue 60 · 1/32 = 1.875°: 1920 steps exactly; saturation 1/131 · 65536 = 500.27 → 500.
    assert coordinate(np.array([[32, 1, 0]], np.uint8), "H")[1].tolist() == [1920]
    assert coordinate(np.array([[131, 130, 130]], np.uint8), "S")[1].tolist() == [500]


def test_greys_have_one() -> None:
    values, steps, scale = coordinate(np.array([[7], [65535]], np.uint16), "gray")
    assert (values.tolist(), steps.tolist(), scale) == ([7, 65535], [7, 65535], 1.0)
