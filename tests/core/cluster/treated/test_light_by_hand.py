"""Uneven light on small pictures: squares, what lies between them, and clusters and light in turns."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from core.base.parallel import never_cancelled
from core.cluster.superpixels.planes import Effort
from core.cluster.treated import light as module
from core.cluster.treated.light import (
    _between,
    _by_brightness,
    _light,
    _means,
    _smooth,
    _spread,
    _squares,
    evened,
)
from core.image.image import Image

EFFORT = Effort(1, never_cancelled)


def test_squares_have_the_means_of_their_valid_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    """6 squares at most for 35 pixels: of 3 × 3, those of the last row and column smaller."""
    monkeypatch.setattr(module, "_SQUARES", 6)
    pixels = np.random.default_rng(1).integers(0, 99, (5, 7, 2)).astype(np.uint8)
    valid = np.ones((5, 7), bool)
    valid[0, :2] = valid[3:, 3:6] = False
    means, known, side = _squares(pixels, valid, never_cancelled)
    assert side == 3
    assert known.tolist() == [[True, True, True], [True, False, True]]
    assert means[0, 0].tolist() == pytest.approx(pixels[:3, :3][valid[:3, :3]].mean(axis=0))
    assert means[1, 0].tolist() == pytest.approx(pixels[3:, :3].reshape(-1, 2).mean(axis=0))
    assert means[0, 2].tolist() == pytest.approx(pixels[:3, 6].mean(axis=0))
    assert means[1, 1].tolist() == [0, 0]


def test_the_squares_of_a_small_picture_are_its_pixels() -> None:
    pixels = np.arange(12, dtype=np.uint8).reshape(3, 4, 1)
    means, known, side = _squares(pixels, np.ones((3, 4), bool), never_cancelled)
    assert (side, means.tolist(), known.all()) == (1, pixels.tolist(), True)
    large = np.zeros((256, 128, 1), np.uint8)
    assert _squares(large, np.ones((256, 128), bool), never_cancelled)[2] == 1
    assert _squares(large.repeat(2, 1), np.ones((256, 256), bool), never_cancelled)[2] == 2


def test_pixels_lie_between_the_middles_of_squares() -> None:
    before, part = _between(np.arange(12), 4, 3)
    assert before.tolist() == [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2]
    assert part.tolist() == [0, 0, 0.125, 0.375, 0.625, 0.875, 0.125, 0.375, 0.625, 0.875, 0, 0]


def test_the_last_squares_go_on_to_the_edges() -> None:
    light = np.arange(8, dtype=np.float32).reshape(4, 2, 1)
    assert _spread(light, 1, 0, 4, 2).tolist() == light.tolist()


def test_light_goes_straight_from_square_to_square() -> None:
    light = np.random.default_rng(2).normal(0, 1, (3, 4, 2)).astype(np.float32)
    found = _spread(light, 3, 2, 8, 11)
    down = [[np.interp(np.arange(2, 8), (1, 4, 7), light[:, i, j]) for i in range(4)] for j in range(2)]
    expected = [
        [[np.interp(np.arange(11), (1, 4, 7, 10), np.array(down[j])[:, y]) for y in range(6)]] for j in (0, 1)
    ]
    np.testing.assert_allclose(found, np.moveaxis(np.array(expected)[:, 0], 0, 2), atol=1e-6)


def test_groups_are_equally_large_from_dark_to_light_and_means_of_their_own() -> None:
    points = np.array([[5.0, 1], [0, 1], [9, 9], [2, 2], [1, 1]])
    assert _by_brightness(points, 2).tolist() == [1, 0, 1, 0, 0]
    # Of equal ones the first are darker.
    ties = np.tile([1.0, 0.0], 150)[:, None]
    expected = [((150 + j) * 4 // 300, j * 4 // 300) for j in range(150)]
    assert _by_brightness(ties, 4).tolist() == np.ravel(expected).tolist()
    means = _means(np.array([[1.0, 10], [3, 30], [8, 80]]), np.array([0, 0, 2]))
    assert means.tolist() == [[2, 20], [0, 0], [8, 80]]


@pytest.mark.parametrize("shape", [(20, 30, 40), (30, 20, 1)])
def test_light_is_smoothed_by_a_tenth_of_the_longer_side(shape: tuple[int, int, int]) -> None:
    planes = np.random.default_rng(3).normal(0, 1, shape).astype(np.float32)
    expected = gaussian_filter(planes, (3, 3, 0), mode="nearest")
    np.testing.assert_allclose(_smooth(planes, EFFORT), expected, atol=5e-3)


def gaussian(planes: np.ndarray, _effort: Effort) -> np.ndarray:
    """What `_smooth` gives, without the kernels."""
    sigma = max(planes.shape[:2]) / 10
    return gaussian_filter(planes, (sigma, sigma, 0), mode="nearest", output=np.float64)


def light_by_hand(values: np.ndarray, known: np.ndarray) -> np.ndarray:
    """3 clusters for some turns, then clusters and light: one after the other, as it is written."""
    points = values[known].astype(np.float64)
    weights = np.maximum(gaussian(known[..., None], EFFORT), 1e-6)

    def smoothed(left: np.ndarray) -> np.ndarray:
        planes = np.zeros(values.shape)
        planes[known] = left
        light = gaussian(planes, EFFORT) / weights
        return light - light[known].mean(axis=0)

    light = smoothed(points - points.mean(axis=0))
    order = np.argsort((points - light[known]).sum(axis=1), kind="stable")
    labels = np.empty(len(points), int)
    labels[order] = np.arange(len(points)) * 3 // len(points)
    for turn in range(module._FIRST + module._TURNS):
        even = points - light[known]
        centroids = np.array([even[labels == i].mean(axis=0) for i in range(3)])
        labels = ((even[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1)
        if turn >= module._FIRST:
            light = smoothed(points - centroids[labels])
    return light


def exponential(shape: tuple[int, ...]) -> np.ndarray:
    """Levels of which clusters take long to settle, under light from the right."""
    return np.random.default_rng(9).exponential(20, shape) + np.linspace(0, 30, shape[1])[:, None]


def test_clusters_and_light_are_found_in_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten of clusters, then fifteen of both; here one more or less is another light."""
    monkeypatch.setattr(module, "_smooth", gaussian)
    assert (module._FIRST, module._TURNS) == (10, 15)
    values = exponential((40, 100, 1))
    known = np.ones((40, 100), bool)
    known[:15, 30:60] = False
    expected = light_by_hand(values, known)
    np.testing.assert_allclose(_light(values, known, EFFORT), expected, atol=1e-3)
    assert abs(expected).max() > 5


def test_it_begins_with_clusters_of_the_picture_less_its_smooth_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """After one turn of both it is seen what it began with."""
    monkeypatch.setattr(module, "_smooth", gaussian)
    monkeypatch.setattr(module, "_FIRST", 0)
    monkeypatch.setattr(module, "_TURNS", 1)
    values, known = exponential((40, 100, 1)), np.ones((40, 100), bool)
    np.testing.assert_allclose(_light(values, known, EFFORT), light_by_hand(values, known), atol=1e-3)


def test_what_is_far_from_all_data_has_no_light() -> None:
    known = np.zeros((4, 100), bool)
    known[:, :20] = True
    found = _light(exponential((4, 100, 1)), known, EFFORT)
    assert np.isfinite(found).all()
    assert len(np.unique(found[:, 90:])) == 1


def test_the_picture_less_its_light_is_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_smooth", gaussian)
    values = exponential((12, 30, 1))
    valid = np.ones((12, 30), bool)
    valid[:5, 8:20] = False
    found = evened(Image(values, valid)).pixels
    np.testing.assert_allclose(found[valid], (values - light_by_hand(values, valid))[valid], atol=1e-4)
    np.testing.assert_array_equal(found[~valid], values[~valid])
