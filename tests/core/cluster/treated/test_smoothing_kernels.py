"""Medians and Lee's filter against their definitions, with no data and at the edges."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from core.cluster.treated import smoothing_kernels as kernels

Values = NDArray[np.float64]


def picture(size: tuple[int, int, int], most: int) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    random = np.random.RandomState(most)
    return random.randint(0, most, size).astype(np.uint8), random.random_sample(size[:2]) < 0.7


def around(
    values: NDArray[np.uint8], valid: NDArray[np.bool_], place: tuple[int, ...], radius: int
) -> Values:
    """The valid values in the square round a pixel."""
    y, x, d = place
    rows = slice(max(y - radius, 0), y + radius + 1), slice(max(x - radius, 0), x + radius + 1)
    return values[rows][..., d][valid[rows]].astype(float)


@pytest.mark.parametrize("most", [2, 5, 250])
@pytest.mark.parametrize("radius", [1, 2, 4])
def test_the_lower_middle_of_what_is_valid(radius: int, most: int) -> None:
    values, valid = picture((6, 7, 2), most)
    out, space = np.full(values.shape, 255, np.uint8), np.empty((2 * radius + 1) ** 2, np.uint8)
    kernels.median_rows(values, valid, radius, 1, 6, space, out)
    assert (out[0] == 255).all()
    kernels.median_rows(values, valid, radius, 0, 1, space, out)
    for place in np.ndindex(values.shape):
        expected = values[place]
        if valid[place[:2]]:
            inside = np.sort(around(values, valid, place, radius))
            expected = inside[(len(inside) - 1) // 2]
        assert out[place] == expected


def test_without_data_every_band_is_what_it_was() -> None:
    values, out = np.array([[[1, 2], [3, 4]]], np.uint8), np.zeros((1, 2, 2), np.uint8)
    kernels.median_rows(values, np.array([[False, True]]), 1, 0, 1, np.empty(9, np.uint8), out)
    assert out.tolist() == values.tolist()


@pytest.mark.parametrize("order", ["sorted", "turned", "alike", "zigzag"])
def test_the_middle_of_any_order(order: str) -> None:
    rows = {
        "sorted": np.arange(9),
        "turned": np.arange(9)[::-1],
        "alike": np.array([4, 4, 4, 4, 4, 4, 4, 9, 4]),
        "zigzag": np.array([4, 0, 8, 1, 7, 2, 6, 3, 5]),
    }
    values, valid = rows[order].reshape(3, 3, 1).astype(np.uint8), np.ones((3, 3), np.bool_)
    out = np.zeros_like(values)
    kernels.median_rows(values, valid, 1, 0, 3, np.empty(9, np.uint8), out)
    assert out[1, 1, 0] == 4


@pytest.mark.parametrize("radius", [1, 3])
@pytest.mark.parametrize("speckle", [0.25, 0.01])
def test_lee_between_the_mean_and_the_pixel(radius: int, speckle: float) -> None:
    whole, valid = picture((6, 7, 2), 250)
    whole[:3, :3] = 100
    values, out = whole.astype(float), np.full(whole.shape, -7.0)
    kernels.lee_rows(values, valid, radius, speckle, 1, 6, out)
    assert (out[0] == -7).all()
    kernels.lee_rows(values, valid, radius, speckle, 0, 1, out)
    for place in np.ndindex(values.shape):
        expected = values[place]
        if valid[place[:2]]:
            inside = around(whole, valid, place, radius)
            mean, variance = inside.mean(), inside.var()
            weight = max(1 - speckle * mean**2 / variance, 0) if variance > 0 else 0
            expected = mean + weight * (values[place] - mean)
        assert out[place] == pytest.approx(expected, rel=1e-9)
