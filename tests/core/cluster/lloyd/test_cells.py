"""A run passes over what cannot change: its labels are those of comparing all colours with all centroids."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.base.parallel import Workers
from core.cluster.lloyd.kmeans import assign_to, iterate
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare
from core.cluster.starts.starts import choose_start
from core.image.image import Image


def nearest(values, centroids):
    """By the definition, in the kernels' order of operations; ties to the lowest."""
    gaps = values[:, None, :].astype(np.float64) - centroids[None]
    squared = gaps[..., 0] * gaps[..., 0]
    for axis in range(1, gaps.shape[2]):
        squared = squared + gaps[..., axis] * gaps[..., axis]
    return squared.argmin(axis=1)


def picture(seed, spread):
    random = np.random.RandomState(seed)
    pixels = random.randint(0, 256, (3, 3)).repeat(700, axis=0) + random.normal(0, spread, (2100, 3))
    return Image(pixels.clip(0, 255).astype(np.uint8)[None])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_wherever_the_centroids_go(data):
    """Not only as Lloyd's iteration moves them: far, a little, not at all, onto colours, onto each other."""
    space = data.draw(st.sampled_from(["rgb", "lab", "hsv", "gray"]))
    cells = prepare(
        picture(data.draw(st.integers(0, 9)), data.draw(st.sampled_from([2, 20, 80]))), space
    ).cells
    values, counts = cells.features.values, cells.features.counts
    random = np.random.RandomState(data.draw(st.integers(0, 2**31)))
    k = data.draw(st.integers(1, 12))
    centroids = values[random.randint(0, len(values), k)].astype(np.float64)
    extent = values.max(axis=0) - values.min(axis=0)
    assign = cells.assigning(k)
    with Workers(data.draw(st.integers(1, 3))) as workers:
        for _ in range(data.draw(st.integers(1, 25))):
            found = assign(centroids, workers)
            labels = nearest(values, centroids)
            np.testing.assert_array_equal(found.labels, labels)
            np.testing.assert_array_equal(found.totals, np.bincount(labels, counts, k).astype(np.int64))
            weighted = counts[:, None] * values
            sums = [[int(weighted[labels == j, axis].sum()) for axis in range(3)] for j in range(k)]
            np.testing.assert_array_equal(found.sums, sums)
            moved = random.random_sample(k) < data.draw(st.sampled_from([0.2, 1.0]))
            size = data.draw(st.sampled_from([0.0, 1e-12, 1e-6, 1e-3, 0.02, 1.0]))
            centroids = centroids + moved[:, None] * random.uniform(-1, 1, (k, 3)) * size * extent
            if data.draw(st.integers(0, 9)) == 0:
                centroids[random.randint(k)] = centroids[random.randint(k)]
            if data.draw(st.integers(0, 9)) == 0:
                centroids = np.rint(centroids)


@pytest.mark.parametrize("space", ["rgb", "lab", "hsv", "gray"])
@pytest.mark.parametrize("k", [2, 7, 40])
def test_every_step_of_a_run_agrees_with_an_assignment_of_its_own(space, k):
    prepared = prepare(picture(k, 30), space)
    features = prepared.features
    start = choose_start(features, Parameters(k=k), bounds=prepared.bounds)
    for step in iterate(prepared.cells, start):
        labels = assign_to(prepared.cells, step.centroids)
        np.testing.assert_array_equal(step.counts, np.bincount(labels, features.counts, k).astype(np.int64))
        scaled = np.zeros((k, 3))
        scaled[:, : features.dimensions] = step.centroids * features.scale
        np.testing.assert_array_equal(labels, nearest(features.values, scaled))


def test_a_tie_stays_with_the_lowest_though_nothing_else_moves():
    # 10 lies half-way; the border comes back to it after having been away.
    image = Image(np.array([[0, 4, 10, 16, 20]], np.uint8)[..., None])
    assign = prepare(image, "gray").cells.assigning(2)
    with Workers(1) as workers:
        for right, expected in ((20, 0), (20 - 1e-9, 1), (20, 0), (20 + 1e-9, 0), (20, 0), (19, 1)):
            centroids = np.array([[0.0, 0, 0], [right, 0, 0]])
            assert assign(centroids, workers).labels[2] == expected
