"""What choosing k works on: samples, means and coarse copies, and how it moves centroids."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.errors import Cancelled
from core.base.parallel import never_cancelled
from core.cluster.choose_k import k_data
from core.cluster.choose_k.k_data import KData
from core.cluster.prepared.prepare import prepare
from core.image.image import Image


def greys(*levels: int, space: str = "gray") -> KData:
    """As RGB: luma is in thousandths."""
    pixels = np.repeat(np.array(levels, np.uint8)[None, :, None], 3, axis=2)
    return KData(prepare(Image(pixels), space), 5)


def bands(*levels: float) -> KData:
    """One band; steps in a unit are a power of two."""
    return KData(prepare(Image(np.array([[[level] for level in levels]], np.float64)), "bands"), 3)


def test_the_mean_is_that_of_all_pixels_in_steps():
    data = greys(10, 10, 10, 50)
    assert (data.width, data.pixels) == (3, 4)
    assert data.mean().tolist() == [[20_000, 0, 0]]
    assert data.in_units(data.mean()).tolist() == [[20]]


def test_polished_are_centroids_in_steps_and_inertia_in_their_squares():
    """From 10 and 20 over 10, 12, 20 and 30: two updates to 11 and 25, where nothing moves."""
    data, start = greys(10, 12, 20, 30), np.array([[10_000.0, 0, 0], [20_000, 0, 0]])
    for most, centroids, inertia in ((1, [11, 25], 2 + 50), (9, [11, 25], 2 + 50), (0, [10, 20], 4 + 100)):
        found = data.polish(start, most, never_cancelled, 1)
        assert found.centroids.tolist() == [[1000 * each, 0, 0] for each in centroids]
        assert found.inertia == pytest.approx(inertia * 1000**2, rel=1e-12)
        assert found.counts.tolist() == [2, 2]
    assert data.labels(start, 1).tolist() == [0, 0, 1, 1]


def test_of_bands_it_is_the_sample_that_is_polished():
    data = bands(10, 12, 20, 32, 32)
    scale = data.features.scale
    start = np.array([[10.0], [20.0]]) * scale
    found = data.polish(start, 1, never_cancelled, 1)
    assert (found.centroids / scale).ravel().tolist() == [11, 28]
    assert found.counts.tolist() == [2, 3]
    assert start[0, 0] == 10 * scale  # as it was given
    end = data.polish(start, 99, never_cancelled, 1)
    assert (end.centroids / scale).ravel().tolist() == [11, 28]
    assert end.inertia == pytest.approx((2 + 64 + 2 * 16) * scale**2, rel=1e-12)
    assert data.labels(start, None).tolist() == [0, 0, 1, 1]
    assert data.in_units(start).ravel().tolist() == [10, 20]


def test_of_bands_each_iteration_is_one_update():
    """0 | 1 2 3 10 11, then 0 1 2 | 3 10 11, and 0 1 2 3 | 10 11."""
    data = bands(0, 1, 2, 3, 10, 11)
    scale = data.features.scale
    start = np.array([[0.0], [1.0]]) * scale
    for most, centroids in ((1, [0, 5.4]), (2, [1, 8]), (3, [1.5, 10.5]), (9, [1.5, 10.5])):
        found = data.polish(start, most, never_cancelled, 1)
        assert (found.centroids / scale).ravel().tolist() == pytest.approx(centroids)
    assert found.inertia == pytest.approx(5.5 * scale**2)
    with pytest.raises(Cancelled):
        data.polish(start, 1, lambda: True, 1)


def test_of_bands_every_nth_distinct_feature_is_looked_at(monkeypatch):
    monkeypatch.setattr(k_data, "_SAMPLE", 3)
    monkeypatch.setattr(k_data, "_FEW", 2)
    data = bands(1, 1, 2, 3, 4, 5, 6, 7)
    scale = data.features.scale
    # Seven by three, and then three by two.
    assert (data.features.values / scale).ravel().tolist() == [1, 4, 7]
    assert data.features.counts.tolist() == [2, 1, 1]
    assert data.features.starts.tolist() == [0, 3]
    assert (data.coarse / scale).ravel().tolist() == [1, 7]
    assert data.coarse_counts.tolist() == [2, 1]
    six = bands(1, 2, 3, 4, 5, 6)
    assert (six.features.values / six.features.scale).ravel().tolist() == [1, 3, 5]


def colours(step: int) -> list[list[int]]:
    """A cell of 2 × 2 × 2 colours in each corner of the cube, so far apart within it."""
    low = [0, step]
    cell = [[x, y, z] for x in low for y in low for z in low]
    return [
        [248 * corner[i] + colour[i] for i in range(3)] for corner in np.ndindex(2, 2, 2) for colour in cell
    ]


def test_coarse_are_the_means_of_cells_where_they_hide_little():
    data = KData(prepare(Image(np.array([colours(3)], np.uint8)), "rgb"), 5)
    # The mean of 0 and 3 is rounded to the even number.
    assert sorted(set(data.coarse.ravel().tolist())) == [2, 250]
    assert data.coarse_counts.tolist() == [8] * 8
    # Four colours a cell are worth it, two are not.
    four = [colour for colour in colours(3) if colour[2] % 248 == 0]
    data = KData(prepare(Image(np.array([four], np.uint8)), "rgb"), 5)
    assert data.coarse_counts.tolist() == [4] * 8
    few = [colour for colour in colours(3) if colour[2] % 248 == 0 and colour[1] % 248 == 0]
    data = KData(prepare(Image(np.array([few], np.uint8)), "rgb"), 5)
    assert len(data.coarse) == 16


def test_coarse_are_all_features_where_the_cells_hide_much():
    """Two levels in each of two cells beside each other: within them it is 3 · 3.5² of 3 · (3.5² + 4²)."""
    near = [[x + 8 * c, y + 8 * c, z + 8 * c] for c in (0, 1) for x in (0, 7) for y in (0, 7) for z in (0, 7)]
    prepared = prepare(Image(np.array([near], np.uint8)), "rgb")
    assert k_data._within(prepared.cells) == pytest.approx(3.5**2 / (3.5**2 + 4**2), rel=1e-12)
    assert KData(prepared, 5).coarse.tolist() == prepared.features.values.tolist()
    # 7 and 8 lie in two cells, within which there is nothing.
    beside = prepare(Image(np.array([[[7, 0, 0], [8, 0, 0]]], np.uint8)), "rgb")
    assert k_data._within(beside.cells) == 0.0
    one = prepare(Image(np.array([[[5, 6, 7]]], np.uint8)), "rgb")
    assert k_data._within(one.cells) == 1.0
