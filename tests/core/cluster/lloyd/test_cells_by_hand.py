"""Cells of a few features: what is known of each, sums that are exact, portions, and the farthest."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.parallel import Workers
from core.cluster.colours.colour import ColourFeatures
from core.cluster.lloyd import cells as module
from core.cluster.lloyd.cells import Cells
from tests.core.cluster.lloyd.test_cells import nearest


def cells_of(rows, counts, starts):
    values, counts = np.array(rows, np.int32), np.array(counts, np.int64)
    return Cells(ColourFeatures("rgb", values, counts, 4, 3, np.array(starts, np.int64)))


def test_box_sum_and_count_of_each_cell():
    cells = cells_of([[1, 5, 9], [3, 2, 9], [7, 7, 7]], [2, 3, 1], [0, 2, 3])
    assert cells.low.tolist() == [[1, 2, 9], [7, 7, 7]]
    assert cells.high.tolist() == [[3, 5, 9], [7, 7, 7]]
    assert cells.sums.tolist() == [[2 + 9, 10 + 6, 45], [7, 7, 7]]
    assert cells.totals.tolist() == [5, 1]
    assert (cells.dimensions, cells.width, cells.scale) == (3, 3, 4)
    assert cells.square_sum == 2 * (1 + 25 + 81) + 3 * (9 + 4 + 81) + 3 * 49


@pytest.mark.parametrize(
    "row", [[1, 0, 0], [1023, 1, 0], [1024, 0, 1], [2**27, 2**27 - 1, -(2**27)]], ids=str
)
def test_the_sum_of_squares_is_exact(row):
    """Also of so many pixels that it takes more than 63 bits."""
    for pixels in (1, 2**27 + 1):
        cells = cells_of([row, [3, 2, 1]], [pixels, 5], [0, 2])
        assert cells.square_sum == pixels * sum(int(x) ** 2 for x in row) + 5 * 14


@pytest.mark.parametrize("worth", [1 << 20, 0], ids=["at once", "in portions"])
def test_what_is_assigned_is_counted_and_added_up(worth, monkeypatch):
    monkeypatch.setattr(module, "_WORTH_THREADS", worth)
    random = np.random.RandomState(0)
    middles = random.randint(0, 200, (6, 3)).repeat(4, axis=0)
    rows, counts = middles + random.randint(0, 9, middles.shape), random.randint(1, 5, 24)
    cells = cells_of(rows, counts, range(0, 25, 4))
    assign, centroids = cells.assigning(3), rows[[0, 9, 20]].astype(float)
    with Workers(2) as workers:
        for size in (0, 3, 0.1, 90, 2):
            centroids += random.normal(0, size, (3, 3)) if size else 0.0
            found = assign(centroids, workers)
            labels = nearest(rows, centroids)
            assert found.labels.tolist() == labels.tolist()
            assert found.totals.tolist() == np.bincount(labels, counts, 3).tolist()
            weighted = counts[:, None] * rows
            assert found.sums.tolist() == [weighted[labels == j].sum(axis=0).tolist() for j in range(3)]


def test_of_features_as_far_the_first_are_the_farthest():
    """Sixty on either side of their centroids, and one farther."""
    rows = [[10 + (-1) ** i, i, 0] for i in range(60)]
    cells = cells_of([*rows, [10, 60, 3]], [1] * 61, [0, 61])
    centroids = np.array([[10.0, i, 0] for i in range(61)])
    found = cells.farthest(centroids, np.arange(61, dtype=np.uint8), 4)
    assert found.tolist() == [[10, 60, 3], *rows[:3]]
