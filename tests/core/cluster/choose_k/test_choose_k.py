"""Choosing k: the rows, and that the recommendation finds what is there."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest

from core.base.errors import Cancelled, ParameterError
from core.base.parallel import Workers
from core.cluster.choose_k.choose_k import (
    ReferenceDraws,
    choose_k,
    diagonal,
    fitting_range,
    rows,
    scatter_and_silhouettes,
)
from core.cluster.choose_k.k_choice import k_choice_json
from core.cluster.choose_k.k_criteria import bic
from core.cluster.choose_k.k_data import KData
from core.cluster.choose_k.k_partitions import Partition
from core.cluster.colours.colour import ColourFeatures
from core.cluster.parameters import Parameters, Scaling, Space
from core.cluster.prepared.prepare import prepare
from core.cluster.segmentation import segment
from core.cluster.starts.starts import choose_start
from core.image.image import Image
from core.scenes.samples import sea_ice
from tests.core.brute_force import lloyd


def separated(classes: int, seed: int, *, bands: int = 3, apart: int = 60, noise: float = 5) -> Image:
    """120 × 160 pixels of as many classes of unequal size, colours at least so far apart."""
    random = np.random.RandomState(seed)
    colours: list[np.ndarray] = []
    tries = 0
    while len(colours) < classes:
        tries += 1
        if tries > 5000:
            colours, tries = [], 0
        colour = random.randint(15, 241, bands)
        if all(((colour - other) ** 2).sum() >= apart**2 for other in colours):
            colours.append(colour)
    sizes = np.cumsum(random.randint(1, 6, classes))
    truth = np.searchsorted(sizes / sizes[-1], random.random_sample((120, 160)), side="right")
    pixels = np.array(colours)[truth] + np.rint(random.normal(0, noise, (120, 160, bands)))
    return Image(pixels.clip(0, 255).astype(np.uint8))


@pytest.mark.parametrize("classes", range(2, 9))
@pytest.mark.parametrize("seed", [1, 2])
def test_finds_the_number_of_well_separated_classes(classes: int, seed: int) -> None:
    choice = choose_k(prepare(separated(classes, seed), "rgb"))
    assert (choice.recommended, choice.clear) == (classes, True)
    assert choice.reason.startswith(f"{classes} clusters: each stands clearly apart")


@pytest.mark.parametrize("classes", [2, 4, 8])
def test_finds_it_in_grey_and_where_noise_leaves_few_levels(classes: int) -> None:
    grey = separated(classes, 3, bands=1, apart=22, noise=3)
    assert choose_k(prepare(grey, "gray")).recommended == classes
    few = separated(classes, 4, bands=1, apart=20, noise=0.4)
    assert choose_k(prepare(few, "gray")).recommended == classes


@pytest.mark.parametrize("space", ["rgb", "lab", "gray"])
def test_says_three_of_the_sea_ice(space: str) -> None:
    choice = choose_k(prepare(sea_ice().image, space))
    assert choice.recommended == 3
    assert "with 4, one would not" in choice.reason


def test_flat_colours_are_counted() -> None:
    flat = separated(5, 0, noise=0)
    choice = choose_k(prepare(flat, "rgb"))
    assert choice.recommended == 5
    assert [row.k for row in choice.rows] == [2, 3, 4, 5]
    assert choice.rows[-1].inertia == 0
    plain = k_choice_json(choice)
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain
    assert plain["rows"][-1]["calinski_harabasz"] is None


def test_one_colour_is_one_cluster() -> None:
    choice = choose_k(prepare(Image(np.full((4, 4, 3), 7, np.uint8)), "rgb"))
    assert (choice.recommended, choice.rows) == (1, ())
    assert choice.reason == "1 cluster: the picture has only one colour."


def test_two_colours_limit_the_range_from_above_and_below() -> None:
    image = Image(np.array([[[0], [200]]], np.uint8))
    assert [row.k for row in rows(prepare(image, "gray"))] == [2]
    assert [row.k for row in rows(prepare(image, "gray"), 5, 9)] == [2]


@pytest.mark.parametrize("bounds", [(1, 5), (6, 5), (2, 256), (0, 0)])
def test_a_range_that_fits_nothing_is_one_sentence(bounds: tuple[int, int]) -> None:
    with pytest.raises(ParameterError, match="choose two numbers from 2 to 255"):
        next(rows(prepare(separated(2, 0), "rgb"), *bounds))


def test_a_range_begins_where_it_is_told_with_the_same_rows() -> None:
    prepared = prepare(separated(3, 5), "rgb")
    whole = {row.k: row for row in rows(prepared, 2, 6)}
    for row in rows(prepared, 4, 6):
        assert (row.inertia, row.gap) == (whole[row.k].inertia, whole[row.k].gap)


def test_inertia_falls_with_every_k_and_is_near_the_best_of_many_starts() -> None:
    image = Image(np.random.RandomState(0).randint(0, 256, (40, 50, 3)).astype(np.uint8))
    prepared = prepare(image, "rgb")
    found = list(rows(prepared, 2, 8))
    inertias = [row.inertia for row in found]
    assert inertias == sorted(inertias, reverse=True)
    best = segment(image, Parameters(k=8, restarts=10), prepared=prepared).inertia
    assert inertias[-1] < 1.03 * best


@pytest.mark.parametrize("space", ["rgb", "hsv"])
def test_the_same_on_any_number_of_threads(space: str) -> None:
    image = sea_ice(seed=1, width=300, height=200).image
    one, three = (choose_k(prepare(image, space), threads=n) for n in (1, 3))
    assert json.dumps(k_choice_json(one)) == json.dumps(k_choice_json(three))
    assert all((a.centroids == b.centroids).all() for a, b in zip(one.rows, three.rows, strict=True))


def test_no_data_takes_no_part() -> None:
    image = separated(3, 7)
    pixels = np.concatenate([image.pixels, np.full((120, 160, 3), 255, np.uint8)])
    valid = np.repeat([True, False], 120)[:, None] * np.ones((1, 160), bool)
    masked = choose_k(prepare(Image(pixels, valid), "rgb"))
    assert k_choice_json(masked) == k_choice_json(choose_k(prepare(image, "rgb")))


def bands(classes: int, kind: type = np.float32) -> Image:
    """100 × 120 pixels of five bands, a corner without data."""
    random = np.random.RandomState(classes)
    centres = 40 * np.eye(6, 5)[:classes]
    pixels = centres[random.randint(0, classes, (100, 120))] + random.normal(0, 1, (100, 120, 5))
    pixels[:10, :10] = np.nan
    return Image(pixels.astype(kind))


@pytest.mark.parametrize("scaling", ["none", "z-score", "percentiles"])
@pytest.mark.parametrize("classes", [2, 5])
def test_bands_that_are_no_colours_are_compared_too(classes: int, scaling: Scaling) -> None:
    prepared = prepare(bands(classes), "bands", scaling=scaling)
    choice = choose_k(prepared, 2, 8)
    assert choice.recommended == classes
    best = choice.rows[classes - 2]
    found = segment(bands(classes), Parameters(k=classes, scaling=scaling, space="bands", restarts=4))
    assert best.inertia == pytest.approx(found.inertia, rel=1e-6)
    assert best.centroids.shape == (classes, 5)


def test_yields_each_k_when_it_is_ready_and_can_be_cancelled() -> None:
    asked = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) > 200

    found: list[int] = []
    with pytest.raises(Cancelled):
        found.extend(each.k for each in rows(prepare(separated(4, 1), "rgb"), 2, 60, cancelled=cancelled))
    assert found == list(range(2, 2 + len(found)))
    assert 0 < len(found) < 20


# The levels of five greys as RGB, and how many pixels have each: two heaps.
LEVELS, PIXELS = (100, 101, 103, 150, 152), (4, 1, 2, 3, 1)


def two_heaps() -> Image:
    grey = np.repeat(np.array(LEVELS, np.uint8), PIXELS)
    return Image(np.repeat(grey[None, :, None], 3, axis=2))


@pytest.mark.parametrize("space", ["rgb", "gray"])
def test_a_row_by_hand(space: Space) -> None:
    """In rgb the squares of distances are three times those of the levels; luma is in thousandths."""
    (row,) = rows(prepare(two_heaps(), space), 2, 2)
    values = np.repeat(LEVELS, PIXELS).astype(float)
    heaps = [values[values < 120], values[values > 120]]
    means = [heap.mean() for heap in heaps]
    axes = 3 if space == "rgb" else 1
    total = axes * ((values - values.mean()) ** 2).sum()
    inertia = axes * sum(((heap - mean) ** 2).sum() for heap, mean in zip(heaps, means, strict=True))
    assert row.inertia == pytest.approx(inertia, rel=1e-12)
    assert row.explained == pytest.approx(1 - inertia / total, rel=1e-12)
    assert row.calinski_harabasz == pytest.approx((total - inertia) / (inertia / 9), rel=1e-9)
    away = [np.abs(heap - mean).mean() for heap, mean in zip(heaps, means, strict=True)]
    assert row.davies_bouldin == pytest.approx(sum(away) / (means[1] - means[0]), rel=1e-9)
    assert row.bic == pytest.approx(bic([7, 4], inertia, axes), rel=1e-12)
    own = [np.abs(heap - mean) for heap, mean in zip(heaps, means, strict=True)]
    other = [np.abs(heap - mean) for heap, mean in zip(heaps, means[::-1], strict=True)]
    silhouettes = [(b - a) / b for a, b in zip(own, other, strict=True)]
    assert row.weakest == pytest.approx(min(each.mean() for each in silhouettes), rel=1e-12)
    assert row.silhouette == pytest.approx(np.concatenate(silhouettes).mean(), rel=1e-12)
    assert row.apart == pytest.approx((means[1] - means[0]) / 52, rel=1e-12)
    assert row.stability == 1.0
    assert sorted(row.shares) == pytest.approx([4 / 11, 7 / 11])
    assert sorted(row.centroids[:, 0].tolist()) == pytest.approx(means, rel=1e-12)


def test_the_least_distance_counts_and_what_is_explained_in_full() -> None:
    """Three greys, of which 30 and 40 are nearest; the box goes from 30 to 90."""
    (row,) = rows(prepare(Image(np.array([[[30], [40], [90]]], np.uint8)), "gray"), 3, 3)
    assert (row.inertia, row.explained, row.gap) == (0, 1, math.inf)
    assert row.apart == pytest.approx(10 / 60)


@pytest.mark.parametrize(
    ("distinct", "low", "high", "fitting"),
    [(9, 2, 5, [2, 3, 4, 5]), (4, 2, 5, [2, 3, 4]), (9, 4, 5, [4, 5]), (3, 4, 5, [3]), (1, 2, 5, [])],
)
def test_the_range_that_fits(distinct: int, low: int, high: int, fitting: list[int]) -> None:
    image = Image(np.arange(distinct, dtype=np.uint8).reshape(1, -1, 1))
    assert list(fitting_range(prepare(image, "gray"), low, high)) == fitting


def features_of(values: np.ndarray) -> ColourFeatures:
    whole = np.array([0, len(values)], np.int64)
    return ColourFeatures(
        "bands", values.astype(np.int32), np.ones(len(values), np.int64), 1, values.shape[1], whole
    )


@pytest.mark.parametrize(("seed", "dimensions"), [(100, 3), (2**32 + 3, 1)])
def test_the_reference_is_that_of_uniform_draws_in_the_box(seed: int, dimensions: int) -> None:
    """Six draws of 2000 points, the longest side 2**20 steps; each by brute force from the same start."""
    values = np.array([[-5, 10, 7], [14, 13, 7], [3, 11, 7]])
    box = np.array([20, 4, 1]) if dimensions == 3 else np.array([20, 0, 0])
    k, logs = 2, []
    for i in range(6):
        random = np.random.RandomState((seed + i) % 2**32)
        points = np.floor(random.random_sample((2000, 3)) * np.rint(box * (2**20 / 20)))
        start = choose_start(features_of(points), Parameters(k=k, seed=i), bounds=(np.empty(0), np.empty(0)))
        logs.append(math.log(lloyd(points, start)[2][-1] / 2000) - 2 * math.log(2**20 / 20))
    with Workers(1) as workers:
        features = replace(features_of(values), dimensions=dimensions)
        mean, error = ReferenceDraws(features, seed).log_inertia(k, workers)
    assert mean == pytest.approx(np.mean(logs), rel=1e-9)
    assert error == pytest.approx(np.std(logs) * math.sqrt(1 + 1 / 6), rel=1e-9)


def test_the_gap_is_what_the_reference_has_more() -> None:
    prepared = prepare(two_heaps(), "gray")
    (row,) = rows(prepared, 2, 2, seed=5)
    with Workers(1) as workers:
        mean, error = ReferenceDraws(prepared.features, 5).log_inertia(2, workers)
    assert row.gap == pytest.approx(mean - math.log(row.inertia * 1000**2 / 11), rel=1e-12)
    assert row.gap_error == error


@pytest.mark.parametrize("found", [rows, lambda *given, **named: choose_k(*given, **named).rows])
def test_the_seed_is_0_unless_given(found) -> None:
    prepared = prepare(two_heaps(), "gray")
    (default,), (first,), (other,) = (
        found(prepared, 2, 2, **given) for given in ({}, {"seed": 0}, {"seed": 5})
    )
    assert default.gap == first.gap != other.gap


@pytest.mark.parametrize("found", [rows, lambda prepared: choose_k(prepared).rows])
def test_the_range_begins_at_2_and_goes_as_far_as_there_are_levels(found) -> None:
    assert [row.k for row in found(prepare(Image(np.array([[[1], [2], [9]]], np.uint8)), "gray"))] == [2, 3]


def test_the_diagonal_is_that_of_the_box() -> None:
    assert diagonal(features_of(np.array([[10, 20, 5], [13, 16, 17], [12, 18, 9]]))) == 13


def test_silhouettes_are_added_up_in_parts_and_an_empty_cluster_has_none(monkeypatch) -> None:
    """0, 1 and 5 by 1 and 9; the third centroid, at 12, has nothing."""
    data = KData(prepare(Image(np.array([[[0], [1], [5], [5]]], np.uint8)), "gray"), 3)
    centroids = np.array([[1.0, 0, 0], [9, 0, 0], [12, 0, 0]])
    partition = Partition(centroids, np.array([0, 0, 0], np.uint8), np.array([4, 0, 0]), 0.0, 1.0)
    expected = [(1 + 0 + 4 + 4) / 4, 0, 0], [((9 - 1) / 9 + 1 + 0 + 0) / 4, 0, 0]
    for chunk in (1 << 15, 2, 1):
        monkeypatch.setattr("core.cluster.choose_k.choose_k._CHUNK", chunk)
        with Workers(1) as workers:
            found = scatter_and_silhouettes(data, partition, workers)
        assert [pytest.approx(each) for each in expected] == list(found)
