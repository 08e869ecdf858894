"""Textons against their definition: answers of filters, weighed by their length, and Lloyd's iterations."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import ndimage

from core.base.parallel import never_cancelled
from core.cluster.superpixels import textons as module
from core.cluster.superpixels.planes import WHOLE, Effort, gauss
from core.cluster.superpixels.textons import find_textons

ALONE = Effort(1, never_cancelled)
Map = NDArray[np.float64]


def smoothed(light: Map, sigma: float) -> Map:
    for axis in (1, 0):
        light = ndimage.correlate1d(light, gauss(sigma) / WHOLE, axis, mode="nearest")
    return light


def sloped(light: Map, axis: int) -> Map:
    return ndimage.correlate1d(light, np.array([-0.5, 0, 0.5]), axis, mode="nearest")


def answers(light: Map) -> Map:
    found = []
    for scale in (1.0, 2.0):
        smooth = smoothed(light, scale)
        across, down = scale * sloped(smooth, 1), scale * sloped(smooth, 0)
        found += [
            across,
            down,
            scale * sloped(across, 1),
            scale * sloped(down, 0),
            scale * sloped(across, 0),
        ]
    return np.stack([*found, light - smoothed(light, 4.0)], axis=2)


def classes(light: Map, valid: NDArray[np.bool_]) -> NDArray[np.intp]:
    """From a start evenly along the contrast: 24 classes, moved eight times. Steps are 1024ths."""
    told = answers(light)
    rough = np.rint(told[valid] * 1024)
    told /= np.maximum(np.sqrt((rough**2).mean(axis=0)) / 1024, 0.05)
    length = np.sqrt((told**2).sum(axis=2, keepdims=True))
    points = np.rint(told / (length + 1) * 1024)
    inside = points[valid]
    values = np.unique(inside, axis=0)
    order = np.argsort((values**2).sum(axis=1), kind="stable")
    centroids = values[order[np.linspace(0, len(order) - 1, min(24, len(order))).astype(int)]]
    for _ in range(8):
        labels = ((inside[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1)
        moved = [inside[labels == j].mean(axis=0) for j in range(len(centroids)) if (labels == j).any()]
        assert len(moved) == len(centroids), "an empty class: another picture is needed"
        centroids = np.array(moved)
    return ((points[:, :, None] - centroids) ** 2).sum(axis=3).argmin(axis=2)


def surface(size: tuple[int, int], seed: int) -> NDArray[np.float32]:
    """Stripes and grain."""
    random = np.random.RandomState(seed)
    rows, columns = np.indices(size)
    stripes = 50 + 20 * np.sin(rows / 2) * (columns > size[1] // 2) + random.normal(0, 3, size)
    return stripes.astype(np.float32)


def test_answers_are_derivatives_at_two_scales_and_contrast():
    light = surface((14, 11), 0)
    found = module._answers(light, ALONE)
    assert found.shape == (14, 11, 11)
    np.testing.assert_allclose(found, answers(light.astype(np.float64)), atol=1e-4)


def test_a_sum_of_squares():
    planes = np.array([[[1, 2, 3], [0, 0, 5]]], np.float32)
    assert module._sum_of_squares(planes).tolist() == [[14, 25]]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("masked", [False, True])
def test_classes_are_those_of_eight_iterations(seed, masked):
    """float32 may round a step otherwise, which moves few pixels."""
    light = surface((30, 26), seed)
    valid = np.random.RandomState(seed).random_sample(light.shape) < 0.8
    found = find_textons(light, valid if masked else None, ALONE)
    there = valid if masked else np.ones_like(valid)
    expected = classes(light.astype(np.float64), there)
    assert found.dtype == np.uint8
    assert (found == expected)[there].mean() > 0.997
    assert len(np.unique(found)) == 24


def test_the_start_takes_answers_of_one_contrast_in_their_order():
    """Every edge has its like the other way round."""
    half = np.random.RandomState(3).normal(50, 3, (20, 12))
    light = np.concatenate((half, 100 - half[:, ::-1]), axis=1).astype(np.float32)
    expected = classes(light.astype(np.float64), np.ones(light.shape, np.bool_))
    assert (find_textons(light, None, ALONE) == expected).mean() > 0.99


def test_faint_grain_is_weak_and_strong_contrast_counts_little_more():
    """Answers that vary by less than 0.05 are held against that."""
    random = np.random.RandomState(0)
    light = random.normal(0, 0.04, (30, 26)).astype(np.float32)
    expected = classes(light.astype(np.float64), np.ones(light.shape, np.bool_))
    assert (find_textons(light, None, ALONE) == expected).mean() > 0.98


@pytest.mark.parametrize("size", [(1, 1), (2, 3)])
def test_fewer_pixels_than_classes_have_one_each_at_most(size):
    light = np.arange(size[0] * size[1], dtype=np.float32).reshape(size) ** 2
    found = find_textons(light, None, ALONE)
    assert found.max() < size[0] * size[1]
    assert not find_textons(np.full(size, 7, np.float32), None, ALONE).any()
