"""One partition after the other: where it begins warm, how far seeds agree, which of them stays."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from core.base.errors import Cancelled
from core.base.parallel import Workers, never_cancelled
from core.cluster.choose_k import k_partitions
from core.cluster.choose_k.k_data import Found, KData
from core.cluster.choose_k.k_partitions import Partitions
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare
from core.cluster.starts.starts import choose_start
from core.image.image import Image


def greys(*levels: int) -> KData:
    return KData(prepare(Image(np.array(levels, np.uint8).reshape(1, -1, 1)), "gray"), 9)


def test_partitions_rise_by_one_and_each_is_the_best():
    """Three heaps: two of them are one where there are but two."""
    partitions = Partitions(greys(0, 1, 2, 50, 51, 200, 201), 0, never_cancelled)
    with Workers(1) as workers:
        two, three = partitions.next(workers), partitions.next(workers)
    assert sorted(two.centroids[:, 0].tolist()) == [pytest.approx(104 / 5), 200.5]
    assert sorted(three.centroids[:, 0].tolist()) == [1, 50.5, 200.5]
    assert three.inertia == pytest.approx(2 + 0.5 + 0.5, rel=1e-9)
    assert sorted(three.counts.tolist()) == [2, 2, 3]
    assert three.centroids[three.labels, 0].tolist() == [1, 1, 1, 50.5, 50.5, 200.5, 200.5]
    assert (two.stability, three.stability) == (1.0, 1.0)


def test_it_begins_warm_with_the_feature_that_helps_most():
    """Beside the mean of 0, 0, 0, 10 and 100, which is 22, at 100: 78² less, and 22² at 0 three times."""
    partitions = Partitions(greys(0, 0, 0, 10, 100), 0, never_cancelled)
    assert partitions._warm_start().tolist() == [[22, 0, 0], [100, 0, 0]]
    partitions._best = np.array([[22.0, 0, 0], [100, 0, 0]])
    assert partitions._warm_start().tolist() == [[22, 0, 0], [100, 0, 0], [0, 0, 0]]


def test_places_are_spread_evenly_over_the_inertia(monkeypatch):
    """Of 128 levels as far from the mean as any, 64 places are in the middle of two each."""
    asked: list[int] = []

    def best_addition(_values, _counts, _squared, candidates):
        asked.extend(candidates.tolist())
        return candidates[-1]

    kernels = SimpleNamespace(
        nearest=lambda _v, _c, labels, squared: squared.fill(4.0), best_addition=best_addition
    )
    monkeypatch.setattr(k_partitions, "criteria_kernels", kernels)
    found = Partitions(greys(*range(128)), 0, never_cancelled)._warm_start()
    assert asked == list(range(0, 128, 2))
    assert found[1].tolist() == [126, 0, 0]


@pytest.mark.parametrize("seed", [0, 3])
def test_seeds_are_counted_from_the_one_given(seed):
    """Among the coarse features in units, given back in steps."""
    data = greys(*range(0, 250, 10))
    partitions = Partitions(data, seed, never_cancelled)
    partitions._best = np.zeros((2, 3))
    for i in range(3):
        start = choose_start(data.features, Parameters(3, seed=seed + i), bounds=(np.empty(0), np.empty(0)))
        found = partitions._seeded_start(i)
        assert found[:, :1].tolist() == start.tolist()
        assert not found[:, 1:].any()


def test_starts_in_steps_where_the_coarse_features_are_too_few():
    pixels = np.repeat(np.array([[0, 3, 9, 200]], np.uint8)[..., None], 3, axis=2)
    data = KData(prepare(Image(pixels), "gray"), 4)
    data.coarse, data.coarse_counts = data.features.values[:3], data.features.counts[:3]
    for k, levels in ((3, [0, 3000, 9000]), (4, [0, 3000, 9000, 200_000])):
        partitions = Partitions(data, 0, never_cancelled)
        partitions._best = np.zeros((k - 1, 3))
        assert sorted(partitions._seeded_start(0)[:, 0].tolist()) == levels


def test_the_stability_is_the_mean_of_all_pairs():
    """Two of three agree, and the third has one level of four elsewhere: an index of 0 with either."""
    data = greys(0, 1, 2, 3)
    partitions = Partitions(data, 0, never_cancelled)
    places = ((0.0, 3.0), (3.0, 0.0), (0.0, 1.5))
    ends = [Found(np.array([[a, 0, 0], [b, 0, 0]]), np.array([2, 2]), 0.0) for a, b in places]
    labels = [data.labels(end.centroids, 1).tolist() for end in ends]
    assert labels == [[0, 0, 1, 1], [1, 1, 0, 0], [0, 1, 1, 1]]
    assert partitions._agreement(ends, 1) == pytest.approx((1 + 0 + 0) / 3, abs=1e-12)


def test_few_coarse_features_are_settled_first_and_many_are_left_to_the_polish(monkeypatch):
    partitions = Partitions(greys(0, 1, 100, 101), 0, never_cancelled)
    start = np.array([[0.0, 0, 0], [100, 0, 0]])
    with Workers(1) as workers:
        assert partitions._settle([start], workers) == 6
        assert start[:, 0].tolist() == [0.5, 100.5]
        for many, left in ((4, 6), (3, 24)):
            monkeypatch.setattr(k_partitions, "_MANY", many)
            assert partitions._settle([start.copy()], workers) == left
        partitions._cancelled = lambda: True
        monkeypatch.setattr(k_partitions, "_MANY", 4)
        with pytest.raises(Cancelled):
            partitions._settle([start], workers)


def test_of_several_ends_the_one_of_least_inertia_is_polished(monkeypatch):
    data = greys(0, 1, 100, 101)
    polished = []

    def polish(centroids, most, _cancelled, _threads):
        polished.append((float(centroids[0, 0]), most))
        place = float(centroids[0, 0])
        return Found(
            np.array([[place, 0.0, 0], [100, 0, 0]]), np.array([2, 2]), {7: 5.0, 2: 1.0}.get(place, 9.0)
        )

    monkeypatch.setattr(data, "polish", polish)
    partitions = Partitions(data, 0, never_cancelled)
    partitions._warm_start = lambda: np.array([[7.0, 0, 0], [100, 0, 0]])
    partitions._seeded_start = lambda i: np.array([[float(i), 0, 0], [100, 0, 0]])
    partitions._settle = lambda _starts, _workers: 6
    partitions._agreement = lambda ends, _threads: float(len(ends))
    with Workers(1) as workers:
        found = partitions.next(workers)
    assert polished == [(7.0, 6), (0.0, 6), (1.0, 6), (2.0, 6), (2.0, 24)]
    assert (found.inertia, found.centroids[0, 0]) == (1.0, 2.0)
    assert found.stability == 3  # of the seeds alone
    assert partitions._best is found.centroids
