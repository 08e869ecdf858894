"""Neighbours that agree, against the rule said once more in plain Python, and costs by hand."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.colours.colour import colour_values
from core.cluster.neighbours.agreement import _levels, agreed
from core.cluster.neighbours.agreement_kernels import agree_rows
from core.cluster.parameters import Parameters, Space
from core.cluster.prepared.prepare import prepare_for
from core.cluster.segmentation import segment
from core.image.image import Image


def swept_by_hand(labels: np.ndarray, costs: np.ndarray, weight: int, first: int, last: int) -> int:
    """In place; how many changed. Python's min takes the first of equal ones."""
    changed = 0
    for y, x in np.ndindex(labels.shape):
        own = int(labels[y, x])
        if not first <= y < last or own == 0:
            continue
        window = [
            int(labels[row, column])
            for row in range(max(y - 1, 0), min(y + 2, labels.shape[0]))
            for column in range(max(x - 1, 0), min(x + 2, labels.shape[1]))
            if (row, column) != (y, x)
        ]
        around = [each for each in window if each]

        def total(label: int, y: int = y, x: int = x, around: list[int] = around) -> int:
            return int(costs[label - 1, y, x]) + weight * sum(each != label for each in around)

        labels[y, x] = min([own, *sorted({*around} - {own})], key=total)
        changed += labels[y, x] != own
    return changed


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("k", "weight"), [(3, 5), (9, 5), (9, 0)])
def test_a_sweep_is_what_the_rule_says(seed: int, k: int, weight: int) -> None:
    """Costs of 0 to 3 steps of the weight: there are ties. Of nine labels most are not beside a pixel."""
    random = np.random.RandomState(seed)
    labels = random.randint(0, k + 1, (6, 7)).astype(np.uint8)
    costs = (random.randint(0, 4, (k, 6, 7)) * 5).astype(np.uint8)
    expected, first, last = labels.copy(), seed % 3, 6 - seed // 3
    changed = swept_by_hand(expected, costs, weight, first, last)
    assert agree_rows(labels, costs, weight, first, last) == changed > 0
    np.testing.assert_array_equal(labels, expected)


@pytest.mark.parametrize("space", ["rgb", "lab", "gray"])
def test_distances_are_those_of_the_space(space: Space) -> None:
    """Against costs from the values of each pixel, in the units of the centroids."""
    random = np.random.RandomState(3)
    grey = np.where(np.arange(12) < 6, 100, 140) + random.randint(-30, 31, (9, 12))
    pixels = (grey[..., None] + np.array([0, 10, 20]) + random.randint(0, 9, (9, 12, 3))).astype(np.uint8)
    prepared = prepare_for(Image(pixels), Parameters(k=3, space=space))
    run = segment(Image(pixels), Parameters(k=3, space=space), prepared=prepared)
    steps, steps_a_unit = colour_values(pixels.reshape(-1, 3), space)
    squared = (((steps / steps_a_unit)[None] - run.centroids[:, None]) ** 2).sum(axis=2)
    squared -= squared.min(axis=0)
    costs = np.rint(np.minimum(squared / (2 * run.inertia / 108) * 16, 254)).reshape(3, 9, 12)
    expected = run.labels.copy()
    for _sweep in range(20):
        swept_by_hand(expected, costs, 16, 0, 9)
    assert (expected != run.labels).any()
    found = agreed(prepared, run.centroids, run.labels, run.inertia)
    np.testing.assert_array_equal(found, expected)


def test_costs_are_sixteenths_of_the_unit_above_the_nearest() -> None:
    """Squared distances 1, 4 and 9 in units of 4; 254 is the dearest, and halves go to the even one."""
    values, centroids = np.array([[0.0]]), np.array([[1.0], [2.0], [3.0]])
    assert _levels(values, centroids, 4.0).tolist() == [[0], [12], [32]]
    assert _levels(values, centroids, 32.0).tolist() == [[0], [2], [4]]
    assert _levels(np.array([[0.0, 0.0]]), np.array([[0.0, 0.0], [3.0, 4.0]]), 1.0).tolist() == [[0], [254]]
    assert _levels(np.array([[0.0, 0.0]]), np.array([[0.0, 0.0], [3.0, 4.0]]), 2.0).tolist() == [[0], [200]]


@pytest.fixture
def row():
    """30 grey pixels of 100, and what is clustered."""
    image = Image(np.full((1, 30, 1), 100, np.uint8))
    return prepare_for(image, Parameters(k=2, space="gray"))


def test_after_20_sweeps_it_ends(row) -> None:
    """Row by row from the left, what comes from the right gains a pixel a sweep."""
    labels = np.ones((1, 30), np.uint8)
    labels[0, -1] = 2
    found = agreed(row, np.array([[90.0], [100.0]]), labels, 30.0 * 100)
    assert found.tolist() == [[1] * 9 + [2] * 21]
    assert not found.flags.writeable
    assert labels.tolist() == [[1] * 29 + [2]], "what was given stays"


@pytest.mark.parametrize(("inertia", "expected"), [(1290.0, 2), (1291.0, 1)])
def test_a_neighbour_costs_twice_the_mean_squared_distance(inertia: float, expected: int) -> None:
    """Of 25 measured pixels the last one has a squared distance of 100 to the cluster of its only neighbour:
    16 or, from 15.5 on, 15 sixteenths.
    """
    pixels = np.array([90] * 29 + [100], np.uint8)[None, :, None]
    labels = np.array([[0] * 5 + [1] * 24 + [2]], np.uint8)
    prepared = prepare_for(Image(pixels), Parameters(k=2, space="gray"))
    found = agreed(prepared, np.array([[90.0], [100.0]]), labels, inertia)
    assert found.tolist() == [[0] * 5 + [1] * 24 + [expected]]


def test_without_pixels_or_distances_nothing_is_done(row) -> None:
    nothing, one = np.zeros((1, 30), np.uint8), np.ones((1, 30), np.uint8)
    assert agreed(row, np.array([[100.0]]), nothing, 1.0) is nothing
    assert agreed(row, np.array([[100.0]]), one, 0.0) is one
