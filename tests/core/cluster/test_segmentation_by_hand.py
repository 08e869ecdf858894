"""What becomes of the runs: which stays, in what order its clusters stand, what is counted and told."""

from __future__ import annotations

from time import perf_counter
from types import SimpleNamespace

import numpy as np

from core.cluster.features.feature import Feature
from core.cluster.lloyd.kmeans import KMeansStep
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare, prepare_for
from core.cluster.segmentation import _dark_to_light, finish, labels_at, segment
from core.image.image import Image

GREYS = Image(np.array([[[0], [2], [2], [20], [30]]], np.uint8))


def run(inertia, *places, stop="converged", iterations=3):
    """A run that began somewhere and ended at these places."""
    start = KMeansStep(0, np.array([[90.0], [80.0]]), np.array([2, 3]), 1.0, 9.0)
    end = np.array(places, float)[:, None]
    return [start, start, KMeansStep(iterations, end, np.array([2, 3]), inertia, 0.0, stop)]


def test_of_the_runs_that_of_least_inertia_stays_the_first_of_equal_ones():
    histories = [
        run(50.0, 1, 2, stop="iteration cap", iterations=9),
        run(10.0, 25, 1, stop="tolerance", iterations=7),
        run(10.0, 1, 25),
        run(60.0, 3, 4, stop=None),
    ]
    began = perf_counter()
    found = finish(
        prepare(GREYS, "gray"), Parameters(k=2, space="gray", init="random", restarts=4), histories
    )
    assert found.centroids.tolist() == [[1], [25]]
    assert found.start_order.tolist() == [1, 0]
    assert found.counts.tolist() == [3, 2]
    assert found.history[0].centroids.tolist() == [[80], [90]]
    assert (found.iterations, found.converged, found.inertia, found.k, found.side) == (7, True, 10.0, 2, 1)
    told = [(each.inertia, each.iterations, each.converged, each.seed) for each in found.restarts]
    assert told == [(50, 9, False, 0), (10, 7, True, 1), (10, 3, True, 2), (60, 3, False, 3)]
    assert found.seconds["cluster"] == 0
    assert 0 < found.seconds["label"] <= perf_counter() - began


def test_the_seconds_are_those_of_the_run():
    began = perf_counter()
    found = segment(GREYS, Parameters(k=2))
    assert 0 < found.seconds["cluster"] <= perf_counter() - began


def by_position(pixels, **fields):
    """Ready to be clustered by place and colour, and a run that ended at two centroids."""
    parameters = Parameters(k=2, features=(Feature("position"),), **fields)
    light, nowhere = [200.0, 200, 200, 200, 100], [999.0] * 5
    end = KMeansStep(
        0,
        np.array([[0.0, 0, 0, 50, 100], light if pixels.any() else nowhere]),
        np.array([7, 7]),
        1.0,
        0.0,
        "converged",
    )
    return prepare_for(Image(pixels), parameters), parameters, [[end]]


def test_blocks_are_counted_as_pixels_also_where_the_last_cluster_has_none():
    """A third of the picture is light. Nothing is near 999, which is as dark as black if nothing else is."""
    pixels = np.zeros((240, 222, 3), np.uint8)
    pixels[:, 148:] = 200
    for shown, counts in ((pixels, [240 * 148, 240 * 74]), (0 * pixels, [240 * 222, 0])):
        run = by_position(shown, memory=0.001)
        assert run[0].side == 2
        found = finish(*run)
        assert found.counts.tolist() == counts
        assert not found.counts.flags.writeable


def test_pixel_by_pixel_counts_are_those_of_the_run():
    assert finish(*by_position(np.zeros((2, 3, 3), np.uint8))).counts.tolist() == [7, 7]


def test_labels_are_the_rows_of_the_centroids_unless_an_order_is_given():
    """11 lies between 2 and 20: it goes to the first of the start."""
    prepared = prepare(Image(np.array([[[0], [11], [30]]], np.uint8)), "gray")
    centroids = np.array([[2.0], [20.0]])
    assert labels_at(prepared, centroids)[0].tolist() == [[1, 1, 2]]
    assert labels_at(prepared, centroids, order=np.array([0, 1]))[0].tolist() == [[1, 1, 2]]
    assert labels_at(prepared, centroids, order=np.array([1, 0]))[0].tolist() == [[1, 2, 2]]


def order_of(centroids, light):
    prepared = SimpleNamespace(lightness=lambda *_rest: np.array(light))
    return _dark_to_light(prepared, np.array(centroids, float), None, lambda: False).tolist()


def test_clusters_as_light_to_nine_digits_stand_by_their_first_coordinate_then_the_next():
    assert order_of([[1], [2]], [42 + 3e-10, 42]) == [0, 1]
    assert order_of([[1], [2]], [42 + 6e-9, 42]) == [1, 0]
    assert order_of([[1, 9, 4], [1, 3, 5], [0, 7, 7]], [5, 5, 5]) == [2, 1, 0]
    assert order_of([[3, 1], [1, 3]], [5, 5]) == [1, 0]


def test_counts_are_those_of_the_labels_once_neighbours_agree():
    """A lone pixel, little farther from the one than from the other."""
    grey = np.array([[10, 10, 10, 90], [10, 53, 10, 90], [10, 10, 10, 90], [90, 90, 90, 90]], np.uint8)
    parameters = Parameters(k=2, space="gray", neighbours=True)
    found = segment(Image(grey[..., None]), parameters)
    assert found.labels[1, 1] == 1
    assert found.counts.tolist() == [9, 7]
    plain = segment(Image(grey[..., None]), parameters.untreated)
    assert plain.labels[1, 1] == 2
    assert plain.counts.tolist() == [8, 8]


def test_how_much_neighbours_count_is_told_by_the_inertia_of_the_end():
    """A lone 53 among 10s: by an inertia of 9, as on the way, it is worth more than its neighbours."""
    grey = np.array([[10, 10, 10], [10, 53, 10], [10, 10, 10]], np.uint8)[..., None]
    parameters = Parameters(k=2, space="gray", neighbours=True)
    for inertia, label in ((9000.0, 1), (9.0, 2)):
        found = finish(prepare(Image(grey), "gray"), parameters, [run(inertia, 10, 90)])
        assert found.labels[1, 1] == label
