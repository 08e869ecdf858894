"""Neighbours that agree: by hand, with ties and no data, in colours, bands and blocks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.base.errors import Cancelled, ParameterError
from core.cluster.features.feature import parse_feature
from core.cluster.neighbours.agreement import agreed
from core.cluster.neighbours.agreement_kernels import agree_rows
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare_for
from core.cluster.segmentation import segment
from core.image.image import Image


def swept(labels: list[list[int]], costs: np.ndarray, weight: int) -> tuple[list[list[int]], int]:
    found = np.array(labels, np.uint8)
    changed = agree_rows(found, costs.astype(np.uint8), weight, 0, len(found))
    return found.tolist(), changed


@pytest.mark.parametrize(("cost", "expected"), [(39, 1), (40, 2), (41, 2)])
def test_a_lone_pixel_goes_with_the_others_unless_that_is_too_far(cost: int, expected: int) -> None:
    # 8 neighbours of 5 each: 40 is a tie, which its own label wins.
    costs = np.zeros((2, 3, 3))
    costs[1] = 200
    costs[0, 1, 1], costs[1, 1, 1] = cost, 0
    found, changed = swept([[1, 1, 1], [1, 2, 1], [1, 1, 1]], costs, 5)
    assert found[1][1] == expected
    assert changed == (expected == 1)


def test_no_data_neither_changes_nor_counts_and_ties_go_to_the_lowest() -> None:
    nothing = np.zeros((3, 1, 3))
    assert swept([[0, 1, 0]], nothing, 9) == ([[0, 1, 0]], 0)
    # 3 between 2 and 1, all of one cost: 1 and 2 have one neighbour each, 3 has none; then 1 is all round.
    costs = nothing.copy()
    costs[[0, 2], 0, 0] = costs[[1, 2], 0, 2] = 100
    assert swept([[2, 3, 1]], costs, 9)[0] == [[2, 1, 1]]


@pytest.mark.parametrize(
    "parameters",
    [
        Parameters(k=2, space="gray"),
        Parameters(k=2, space="bands"),
        Parameters(k=2, space="gray", features=(parse_feature("position:0.05"),)),
        Parameters(k=2, space="gray", features=(parse_feature("position:0.05"),), memory=0.001),
    ],
)
def test_grain_goes_and_counts_are_those_of_the_labels(parameters: Parameters) -> None:
    halves = np.where(np.arange(160) < 80, 90, 160)[None, :].repeat(150, 0)
    grain = np.random.default_rng(2).normal(0, 22, halves.shape)
    image = Image((halves + grain).clip(0, 255).astype(np.uint8)[..., None])
    agreeing = replace(parameters, neighbours=True)
    plain, found = segment(image, parameters), segment(image, agreeing, threads=3)
    wrong = [
        np.count_nonzero(each.labels[:, :80] != 1) + np.count_nonzero(each.labels[:, 80:] != 2)
        for each in (plain, found)
    ]
    assert wrong[1] < wrong[0] / 4 or (plain.side > 1 and wrong[1] <= wrong[0])
    assert found.counts.tolist() == np.bincount(found.labels.ravel(), minlength=3)[1:].tolist()
    np.testing.assert_array_equal(found.centroids, plain.centroids)
    np.testing.assert_array_equal(found.labels, segment(image, agreeing, threads=1).labels)


def test_where_all_is_of_one_colour_nothing_is_to_be_agreed() -> None:
    image = Image(np.full((4, 4, 1), 7, np.uint8))
    prepared = prepare_for(image, Parameters(k=1, space="gray"))
    labels = np.ones((4, 4), np.uint8)
    assert agreed(prepared, np.array([[7.0]]), labels, 0.0) is labels
    with pytest.raises(Cancelled):
        agreed(prepared, np.array([[7.0]]), labels, 1.0, lambda: True)


def test_superpixels_have_no_neighbours_to_agree() -> None:
    with pytest.raises(ParameterError, match="among pixels, not superpixels"):
        Parameters(by="superpixels", neighbours=True)
