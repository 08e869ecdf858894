"""The strength of borders against its definition, written out anew for a picture of some pixels."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import ndimage

from core.base.parallel import never_cancelled
from core.cluster.superpixels.border_maps import STRENGTH, border_strength
from core.cluster.superpixels.planes import WHOLE, Effort, gauss
from core.cluster.superpixels.textons import TEXTONS

ALONE = Effort(1, never_cancelled)
Map = NDArray[np.float64]


def smoothed(planes: Map, sigma: float) -> Map:
    weights = gauss(sigma) / WHOLE
    for axis in (1, 0):
        planes = ndimage.correlate1d(planes, weights, axis, mode="nearest")
    return planes


def soft_histograms(values: Map, low: float, high: float, bins: int) -> Map:
    """Each value shared between the two bins whose middles are nearest, in 256ths."""
    middles = np.linspace(low, high, bins)
    away = np.abs(values.clip(low, high)[..., None] - middles) / (middles[1] - middles[0])
    return np.rint((1 - away).clip(0) * 256)


def between_sides(planes: Map, sigma: float) -> Map:
    """In 8 directions, 1.4 σ to both sides."""
    roots = smoothed(planes, sigma)
    totals = roots.sum(axis=2, keepdims=True)
    roots = np.sqrt(np.divide(roots, totals, out=np.zeros_like(roots), where=totals > 0))
    height, width = roots.shape[:2]
    rows, columns = np.indices((height, width))
    found = np.zeros((height, width))
    for angle in np.arange(8) * np.pi / 8:
        down, right = np.rint(1.4 * sigma * np.sin(angle)), np.rint(1.4 * sigma * np.cos(angle))
        sides = [
            roots[
                (rows + sign * int(down)).clip(0, height - 1),
                (columns + sign * int(right)).clip(0, width - 1),
            ]
            for sign in (-1, 1)
        ]
        there = sides[0].any(axis=2) & sides[1].any(axis=2)
        found = np.maximum(found, np.where(there, 1 - (sides[0] * sides[1]).sum(axis=2), 0))
    return np.sqrt(found)


def steepness(lab: Map) -> Map:
    padded = np.pad(smoothed(lab, 1.0), ((1, 1), (1, 1), (0, 0)), mode="edge")
    across, down = (padded[1:-1, 2:] - padded[1:-1, :-2]) / 2, (padded[2:, 1:-1] - padded[:-2, 1:-1]) / 2
    return np.sqrt((across**2 + down**2).sum(axis=2)) / 25


def strength(lab: Map, textons: NDArray[np.uint8], valid: NDArray[np.bool_]) -> Map:
    half, there = lab[::2, ::2], valid[::2, ::2, None]
    kinds = [
        (0.3, soft_histograms(half[..., 0], 0, 100, 12), 2.5),
        (0.15, soft_histograms(half[..., 1], -60, 60, 12), 4.0),
        (0.15, np.eye(24)[textons[::2, ::2]], 7.0),
    ]
    found = sum(weight * between_sides(planes * there, sigma) for weight, planes, sigma in kinds)
    found = found.repeat(2, axis=0).repeat(2, axis=1)[: lab.shape[0], : lab.shape[1]]
    return (found + 0.4 * steepness(lab).clip(0, 1)) * 65536


def patches(size: tuple[int, int], spread: float) -> Map:
    """Two surfaces with grain: b* tells apart, too."""
    random = np.random.RandomState(7)
    lab = random.normal(0, spread, (*size, 3)) + np.array([45, 0, 0])
    lab[:, size[1] // 2 :] += [20, 30, 2 * spread]
    return lab


@pytest.mark.parametrize("size", [(26, 31), (9, 8), (1, 1), (2, 17)])
@pytest.mark.parametrize("spread", [3.0, 40.0])
@pytest.mark.parametrize("masked", [False, True])
def test_strength_is_that_of_four_maps(size, spread, masked):
    """A spread of 40 leaves the range of L* and a*, and is steeper than counts."""
    random = np.random.RandomState(8)
    lab = patches(size, spread).astype(np.float32)
    textons = random.randint(0, TEXTONS, size).astype(np.uint8)
    valid = random.random_sample(size) < 0.7 if masked else np.ones(size, np.bool_)
    found = border_strength(lab, textons, valid if masked else None, ALONE)
    assert (STRENGTH, TEXTONS) == (65_536, 24)
    assert found.dtype == np.int32
    expected = strength(lab.astype(np.float64), textons, valid)
    # Where both sides are alike a last bit of float32 is a root of some 3 / 10 000.
    np.testing.assert_allclose(found, expected, atol=40)
    if min(size) > 20:
        assert abs(np.median(found - expected)) < 0.2


def test_what_changes_nowhere_has_no_border():
    lab = np.full((12, 14, 3), 30, np.float32)
    found = border_strength(lab, np.zeros((12, 14), np.uint8), None, ALONE)
    assert found.max() < 40
