"""The run by swaps after several restarts: what it reaches, when there is one, that it can be repeated."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from core.base.errors import Cancelled
from core.base.parallel import never_cancelled
from core.cluster.colours.colour import ColourFeatures
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare
from core.cluster.segmentation import segment
from core.cluster.starts.restarts import ends_with_swaps, run_all
from core.cluster.starts.swaps import _condensed, _Search, swapped
from core.document.document_parts import parameters_from, parameters_json
from core.image.image import Image
from tests.core.brute_force import lloyd

# Twelve heaps, of which one start always finds two as one and divides another.
HEAPS = np.array([[x, y, z] for x in (30, 120, 220) for y in (40, 200) for z in (60, 180)])


def heaps(seed: int = 0) -> Image:
    random = np.random.RandomState(seed)
    pixels = HEAPS[random.randint(0, 12, (60, 50))] + random.randint(-6, 7, (60, 50, 3))
    return Image(pixels.astype(np.uint8))


def worst_start() -> tuple[tuple[float, ...], ...]:
    """One heap with two centroids, one with none: no iteration of Lloyd's leaves it."""
    rows = HEAPS.astype(float)
    rows[1] = rows[0] + 3
    return tuple(map(tuple, rows.tolist()))


def test_a_centroid_leaves_the_heap_that_has_two_for_the_one_that_has_none():
    prepared = prepare(heaps(), "rgb")
    stuck = segment(heaps(), Parameters(k=12, init=worst_start()), prepared=prepared)
    best = segment(heaps(), Parameters(k=12, init=tuple(map(tuple, HEAPS.astype(float).tolist()))))
    assert stuck.inertia > 2 * best.inertia
    found = swapped(prepared.features, [stuck.centroids])
    reached = segment(heaps(), Parameters(k=12, init=tuple(map(tuple, found.tolist()))), prepared=prepared)
    assert reached.inertia == best.inertia


def test_the_last_of_the_restarts_is_that_of_swaps_and_stays_where_it_is_the_best():
    image = Image(np.random.RandomState(5).randint(0, 256, (40, 40, 3)).astype(np.uint8))
    parameters = Parameters(k=9, init="random", restarts=3)
    without = segment(image, replace(parameters, swaps=False))
    found = segment(image, parameters)
    assert found.restarts[:3] == without.restarts
    last = found.restarts[3]
    assert (last.start, last.seed, last.converged) == ("swaps", None, True)
    assert last.inertia < without.inertia
    assert found.inertia == last.inertia
    # What stays is a fixed point of Lloyd's iteration by its definition.
    start = found.centroids[np.argsort(found.start_order)]
    labels, _, inertias = lloyd(image.pixels.reshape(-1, 3), start)
    assert len(inertias) == 1
    np.testing.assert_array_equal(found.start_order[found.labels.reshape(-1) - 1], labels)


@settings(max_examples=60)
@given(
    hnp.arrays(np.uint8, st.tuples(st.integers(1, 8), st.integers(1, 8), st.sampled_from([1, 3]))),
    st.integers(1, 9),
    st.sampled_from(["rgb", "lab", "hsv", "gray"]),
)
def test_the_result_is_never_worse_and_always_a_fixed_point(pixels, k, space):
    prepared = prepare(Image(pixels), space)
    parameters = Parameters(k=min(k, len(prepared.features)), space=space, restarts=2)
    found = segment(prepared.image, parameters, prepared=prepared)
    without = segment(prepared.image, replace(parameters, swaps=False), prepared=prepared)
    assert found.inertia <= without.inertia
    assert found.converged
    assert (found.counts > 0).all()


@pytest.mark.parametrize("space", ["rgb", "lab", "gray"])
def test_the_same_bytes_on_any_number_of_threads(space):
    image = Image(np.random.RandomState(1).randint(0, 256, (160, 160, 3)).astype(np.uint8))
    parameters = Parameters(k=11, space=space, restarts=3)
    one, two, eight = (segment(image, parameters, threads=n) for n in (1, 2, 8))
    for other in (two, eight):
        assert other.labels.tobytes() == one.labels.tobytes()
        assert other.centroids.tobytes() == one.centroids.tobytes()
        assert other.restarts == one.restarts


def test_with_one_axis_the_last_restart_is_the_optimal_cut():
    random = np.random.RandomState(3)
    image = Image(random.gamma(2, 20, (60, 60, 1)).clip(0, 255).astype(np.uint8))
    found = segment(image, Parameters(k=7, restarts=3))
    assert [restart.start for restart in found.restarts] == ["k-means++"] * 3 + ["optimal-cut"]
    optimum = segment(image, Parameters(k=7, init="optimal-cut"))
    assert found.inertia == pytest.approx(optimum.inertia, rel=1e-12)
    assert found.inertia <= optimum.inertia
    # "best" has that start already.
    best = segment(image, Parameters(k=7, init="best"))
    assert [restart.start for restart in best.restarts].count("optimal-cut") == 1


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        (Parameters(k=4), False),
        (Parameters(k=4, init="maximin", restarts=5), False),
        (Parameters(k=4, restarts=2), True),
        (Parameters(k=4, init="random", restarts=2), True),
        (Parameters(k=4, init="best"), True),
        (Parameters(k=1, restarts=2), False),
        (Parameters(k=4, restarts=2, swaps=False), False),
        (Parameters(k=2, restarts=2, init=((0.0, 0.0, 0.0), (9.0, 9.0, 9.0))), False),
    ],
    ids=str,
)
def test_only_several_restarts_end_with_swaps(parameters, expected):
    prepared = prepare(heaps(), "rgb")
    assert ends_with_swaps(prepared, parameters) == expected
    starts = {"k-means++": parameters.restarts, "random": parameters.restarts, "best": 14}
    number = starts.get(parameters.init, 1) if isinstance(parameters.init, str) else 1
    assert len(run_all(prepared, parameters, 2)) == number + expected


def test_bands_that_are_no_colours_are_swapped_on_a_sample():
    random = np.random.RandomState(2)
    centres = random.randint(0, 4000, (9, 5))
    pixels = (centres[random.randint(0, 9, (150, 150))] + random.normal(0, 30, (150, 150, 5))).astype(
        np.int16
    )
    image = Image(pixels)
    found = segment(image, Parameters(k=9, space="bands", restarts=2, init="random"))
    assert found.restarts[-1].start == "swaps"
    assert found.inertia == pytest.approx(22500 * 5 * 900, rel=0.05)


def test_a_cancel_is_heard_in_the_search():
    prepared = prepare(heaps(), "rgb")
    asked: list[int] = []

    def after_a_while() -> bool:
        asked.append(1)
        return len(asked) > 9

    with pytest.raises(Cancelled):
        swapped(prepared.features, [HEAPS.astype(float) * 0.5], threads=1, cancelled=after_a_while)


def test_a_record_from_before_the_swaps_is_repeated_without_them():
    parameters = Parameters(k=5, restarts=8)
    values = parameters_json(parameters)
    assert parameters_from(values) == parameters
    del values["swaps"]
    assert parameters_from(values) == replace(parameters, swaps=False)
    with pytest.raises(TypeError, match="neither true nor false"):
        parameters_from({**values, "swaps": 1})


def test_the_centroid_that_is_missed_least_goes_first_where_it_helps_most():
    """Every pair of clusters once, by what the feature gains less what the centroid loses."""
    random = np.random.RandomState(4)
    columns = np.ascontiguousarray(random.randint(0, 200, (40, 2)).astype(float).T)
    counts = random.randint(1, 5, 40).astype(float)
    centroids = columns[:, [0, 7, 13, 21, 30]].T.copy()
    search = _Search(columns, counts, centroids, never_cancelled)
    swaps = list(search._swaps())

    settled = search._centroids
    squared = ((columns.T[:, None, :] - settled[None]) ** 2).sum(axis=2)
    own, least = squared.argmin(axis=1), squared.min(axis=1)
    second = np.sort(squared, axis=1)[:, 1]
    lost = np.bincount(own, counts * (second - least), minlength=5)

    def promise(place: int, moved: int) -> float:
        to = ((columns - columns[:, [place]]) ** 2).sum(axis=0)
        return float((counts * np.maximum(least - to, 0)).sum() - lost[moved])

    promised = [promise(*swap) for swap in swaps]
    assert promised == sorted(promised, reverse=True)
    assert len({(int(own[place]), moved) for place, moved in swaps}) == len(swaps) == 5 * 4
    assert all(own[place] != moved for place, moved in swaps)
    places = [place for place in range(40) if least[place] > 0]
    best = max(promise(place, moved) for place in places for moved in range(5) if own[place] != moved)
    assert promised[0] == pytest.approx(best)


def test_of_equal_promises_the_first_place_and_the_first_centroid_are_tried_first():
    """Four equal heaps of two, each with its centroid: nothing tells one swap from another."""
    corners = np.array([[0.0, 0], [0, 100], [100, 0], [100, 100]])
    aside = np.array([1.0, 0.0])
    columns = np.ascontiguousarray(np.concatenate([corners - aside, corners + aside]).T)
    search = _Search(columns, np.ones(8), corners, never_cancelled)
    swaps = list(search._swaps())
    assert swaps[:3] == [(0, 1), (0, 2), (0, 3)]


def test_few_features_are_looked_at_as_they_are_and_many_in_cells(monkeypatch):
    values = np.array([[0, 0, 0], [2, 0, 0], [9, 9, 9], [20, 0, 0], [26, 0, 6]], np.int32)
    counts = np.array([1, 3, 1, 2, 1], np.int64)
    features = ColourFeatures("rgb", values, counts, 1, 3, np.array([0, 2, 3, 5]))
    columns, many = _condensed(features, 1)
    assert columns.T.tolist() == values.tolist()
    assert many.tolist() == counts.tolist()
    monkeypatch.setattr("core.cluster.starts.swaps._FEW", 5)
    assert _condensed(features, 1)[1].tolist() == counts.tolist()
    monkeypatch.setattr("core.cluster.starts.swaps._FEW", 4)
    monkeypatch.setattr("core.cluster.starts.swaps._CELLS", 3)
    columns, many = _condensed(features, 1)
    assert columns.T.tolist() == [[1.5, 0, 0], [9, 9, 9], [22, 0, 2]]
    assert many.tolist() == [4, 1, 3]
    # Too few cells for so many clusters: every second feature. The end of the last counts as one of them.
    monkeypatch.setattr("core.cluster.starts.swaps._CELLS", 4)
    assert _condensed(features, 1)[1].tolist() == [1, 1, 1]
    monkeypatch.setattr("core.cluster.starts.swaps._CELLS", 3)
    columns, many = _condensed(features, 2)
    assert columns.T.tolist() == values[::2].tolist()
    assert many.tolist() == [1, 1, 1]
