"""Planes against scipy and by hand: smoothed, sloped, shared out over bins."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import ndimage

from core.base.errors import Cancelled
from core.base.parallel import never_cancelled
from core.cluster.superpixels import planes as module
from core.cluster.superpixels.planes import (
    WHOLE,
    Effort,
    bins_of,
    blurred,
    gauss,
    histograms,
    slope,
)

ALONE = Effort(1, never_cancelled)


@pytest.mark.parametrize("sigma", [0.8, 1.0, 2.5, 1 / 3, 0.34])
def test_weights_are_those_of_a_gaussian_in_16384ths(sigma):
    found = gauss(sigma)
    radius = math.ceil(3 * sigma)
    assert WHOLE == 16_384
    assert len(found) == 2 * radius + 1
    impulse = np.zeros(2 * radius + 1)
    impulse[radius] = WHOLE
    exact = ndimage.gaussian_filter1d(impulse, sigma, radius=radius)
    expected = np.rint(exact)
    # What rounding leaves is the middle one's.
    expected[radius] += WHOLE - expected.sum()
    assert found.tolist() == expected.tolist()


def test_weights_of_next_to_no_width_are_one_pixel_of_three():
    assert gauss(0.01).tolist() == [0, WHOLE, 0]


@pytest.mark.parametrize("sigma", [0.8, 3.0])
def test_planes_are_smoothed_along_both_sides(sigma):
    given = np.random.RandomState(1).random_sample((6, 5, 3))
    weights = gauss(sigma) / WHOLE
    expected = ndimage.correlate1d(given, weights, 1, mode="nearest")
    expected = ndimage.correlate1d(expected, weights, 0, mode="nearest")
    found = blurred(given, sigma, ALONE)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, expected, rtol=1e-5)
    # Any order in memory will do.
    turned = blurred(np.asfortranarray(given), sigma, Effort(3, never_cancelled))
    assert turned.tobytes() == found.tobytes()


def test_a_slope_is_half_of_the_difference_of_both_sides():
    across = np.array([[1, 4, 9, 9]], np.float32)
    assert slope(across, 1).tolist() == [[1.5, 4.0, 2.5, 0.0]]
    assert slope(across, 0).tolist() == [[0.0] * 4]
    assert slope(across.T.copy(), 0)[:, 0].tolist() == [1.5, 4.0, 2.5, 0.0]
    deep = np.stack([across, 2 * across], axis=2)
    assert slope(deep, 1)[0, :, 1].tolist() == [3.0, 8.0, 5.0, 0.0]


def test_a_value_is_shared_by_the_two_bins_beside_it():
    # Five bins from 0 to 8, two apart.
    values = np.array([-1, 0, 0.5, 2, 3, 7.99, 8, 99], np.float32)
    at, much = bins_of(values, 0.0, 8.0, 5)
    assert at.tolist() == [0, 0, 0, 1, 1, 3, 3, 3]
    assert much.tolist() == [256, 256, 192, 256, 128, 1, 0, 0]
    # Half a step of 256 goes to the even number: 0.5 of them to none, 1.5 to two.
    at, much = bins_of(np.array([1, 3], np.float32) / 256, 0.0, 8.0, 5)
    assert much.tolist() == [256, 254]
    at, much = bins_of(np.array([-90, 0, 90], np.float32), -90.0, 90.0, 3)
    assert (at.tolist(), much.tolist()) == ([0, 1, 1], [256, 256, 0])


def test_a_histogram_of_each_value():
    found = histograms(np.array([[0, 3], [6.5, 8]], np.float32), 0.0, 8.0, 5)
    assert found.dtype == np.float32
    assert found.tolist() == [
        [[256, 0, 0, 0, 0], [0, 128, 128, 0, 0]],
        [[0, 0, 0, 192, 64], [0, 0, 0, 0, 256]],
    ]


@pytest.mark.parametrize("threads", [1, 3])
def test_each_row_is_worked_on_once(threads, monkeypatch):
    monkeypatch.setattr(module, "_AT_ONCE", 20)
    seen: list[tuple[int, int]] = []
    Effort(threads, never_cancelled).each_rows(lambda first, last: seen.append((first, last)), 8, 7)
    assert sorted(seen) == [(0, 2), (2, 4), (4, 6), (6, 8)]
    with pytest.raises(Cancelled):
        Effort(threads, lambda: True).each_rows(lambda _first, _last: None, 8, 7)
