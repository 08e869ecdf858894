"""The criteria for choosing k against scikit-learn and against their definitions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score, calinski_harabasz_score, davies_bouldin_score

from core.base.parallel import Workers
from core.cluster.choose_k.choose_k import scatter_and_silhouettes
from core.cluster.choose_k.criteria_kernels import contingency
from core.cluster.choose_k.k_criteria import (
    adjusted_rand,
    bic,
    calinski_harabasz,
    davies_bouldin,
    first_by_gap,
    kneedle,
    natural_log,
)
from core.cluster.choose_k.k_data import KData
from core.cluster.choose_k.k_partitions import Partition
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare
from core.cluster.prepared.prepared_image import PreparedImage
from core.cluster.segmentation import Segmentation, segment
from core.image.image import Image


def blotches(seed: int, bands: int = 3) -> Image:
    """30 × 40 pixels, many of the same colour."""
    random = np.random.RandomState(seed)
    coarse = random.randint(0, 26, (30, 40, bands)) * random.randint(1, 10, (30, 40, 1))
    return Image(coarse.astype(np.uint8))


def found(seed: int, k: int, bands: int = 3) -> tuple[PreparedImage, Segmentation, np.ndarray, np.ndarray]:
    """The image, its segmentation, and pixels (n, bands) and labels (n,) for the oracles."""
    image = blotches(seed, bands)
    prepared = prepare(image, "rgb" if bands == 3 else "gray")
    done = segment(image, Parameters(k=k, space=prepared.features.space), prepared=prepared)
    return prepared, done, image.pixels.reshape(-1, bands).astype(float), done.labels.ravel() - 1


def distances_and_silhouettes(prepared: PreparedImage, done: Segmentation) -> tuple[list[float], list[float]]:
    data = KData(prepared, done.k)
    steps = np.zeros((done.k, data.width))
    steps[:, : done.centroids.shape[1]] = done.centroids * data.features.scale
    partition = Partition(steps, data.labels(steps, 1), done.counts, done.inertia, 1.0)
    with Workers(1) as workers:
        return scatter_and_silhouettes(data, partition, workers)


@pytest.mark.parametrize("bands", [1, 3])
@pytest.mark.parametrize("k", [2, 3, 7])
def test_calinski_harabasz_and_davies_bouldin_as_scikit_learn_on_the_pixels(k: int, bands: int) -> None:
    prepared, done, pixels, labels = found(k, k, bands)
    total = float(((pixels - pixels.mean(axis=0)) ** 2).sum())
    ours = calinski_harabasz(total, done.inertia, k, len(pixels))
    assert ours == pytest.approx(calinski_harabasz_score(pixels, labels), rel=1e-9)
    distances, _ = distances_and_silhouettes(prepared, done)
    assert davies_bouldin(distances, done.centroids) == pytest.approx(
        davies_bouldin_score(pixels, labels), rel=1e-9
    )


@pytest.mark.parametrize("bands", [1, 3])
@pytest.mark.parametrize("k", [2, 5])
def test_simplified_silhouette_by_its_definition(k: int, bands: int) -> None:
    prepared, done, pixels, labels = found(k + 10, k, bands)
    _, silhouettes = distances_and_silhouettes(prepared, done)
    for j in range(k):
        values = []
        for pixel in pixels[labels == j]:
            to_all = np.sqrt(((pixel - done.centroids) ** 2).sum(axis=1))
            a, b = to_all[j], np.delete(to_all, j).min()
            values.append((b - a) / max(a, b))
        assert silhouettes[j] == pytest.approx(np.mean(values), rel=1e-9)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(1, 9)), min_size=2, max_size=30))
def test_adjusted_rand_as_scikit_learn_on_the_pixels(weighted: list[tuple[int, int, int]]) -> None:
    first, second, counts = (np.array(column) for column in zip(*weighted, strict=True))
    table = contingency(first.astype(np.uint8), second.astype(np.uint8), counts.astype(np.int64), 5)
    theirs = adjusted_rand_score(np.repeat(first, counts), np.repeat(second, counts))
    assert adjusted_rand(table) == pytest.approx(theirs, abs=1e-12)


def test_adjusted_rand_of_more_pixels_than_a_float_counts() -> None:
    many = 4_000_000_007
    assert adjusted_rand(np.array([[many, 0], [0, many]])) == 1.0
    assert adjusted_rand(np.array([[many, many], [many, many]])) == pytest.approx(0, abs=1e-9)


@given(st.floats(1e-300, 1e300))
def test_natural_log_is_the_logarithm(x: float) -> None:
    assert natural_log(x) == pytest.approx(math.log(x), rel=1e-14, abs=1e-15)


def test_natural_log_at_its_ends() -> None:
    assert natural_log(0) == -math.inf
    assert natural_log(math.inf) == math.inf
    assert natural_log(1) == 0


def test_bic_by_the_densities_of_the_pixels() -> None:
    """ln p(pixel) = ln(its cluster's share) + the spherical normal density around its centroid."""
    _, done, pixels, labels = found(5, 3)
    n, d, k = len(pixels), 3, 3
    variance = done.inertia / (d * (n - k))
    squared = ((pixels - done.centroids[labels]) ** 2).sum(axis=1)
    share = done.counts[labels] / n
    density = np.log(share) - d / 2 * np.log(2 * np.pi * variance) - squared / (2 * variance)
    price = ((k - 1) + k * d + 1) / 2 * np.log(n)
    assert bic(done.counts.tolist(), done.inertia, d) == pytest.approx(density.sum() - price, rel=1e-9)


def test_a_partition_that_leaves_nothing_to_explain_is_perfect() -> None:
    assert calinski_harabasz(10.0, 0.0, 2, 4) == math.inf
    assert bic([2, 2], 0.0, 3) == math.inf
    assert davies_bouldin([0.0, 0.0], np.array([[0.0], [9.0]])) == 0


def test_kneedle_finds_the_knee_of_the_paper() -> None:
    """Figure 2 of Satopää et al.: y = −1 / (x + 0.1) + 5 on 0…1 has its knee at 0.2 with ten points."""
    x = [i / 9 for i in range(10)]
    assert kneedle(x, [-1 / (a + 0.1) + 5 for a in x]) == 2


@pytest.mark.parametrize(
    "y", [[0.0, 1, 2, 3, 4], [0.0, 0, 0, 0, 0], [0.0, 1], [0.0, 0.1, 0.3, 0.6, 1.0]], ids=str
)
def test_a_curve_without_a_knee_has_none(y: list[float]) -> None:
    assert kneedle(list(range(len(y))), y) is None


def test_gap_names_the_first_that_the_next_does_not_exceed() -> None:
    assert first_by_gap([0.1, 0.9, 0.95, 0.8], [0.01, 0.01, 0.1, 0.01]) == 1
    assert first_by_gap([0.1, 0.2, 0.3], [0.01] * 3) is None
    assert first_by_gap([0.1], [0.0]) is None


def test_a_knee_is_confirmed_by_a_fall_of_one_step_and_the_highest_counts() -> None:
    x = [0.0, 1, 2, 3, 4]
    # Of five points a step is a quarter: ¼ above the diagonal, then on it, is no more than that.
    assert kneedle(x, [0.0, 2, 2, 3, 4]) is None
    assert kneedle(x, [0.0, 2, 2, 2, 4]) == 1
    assert kneedle(x, [0.0, 4, 4, 4, 4]) == 1
    assert kneedle(x, [0.0, 2, 4, 4, 4]) == 2
    # Two peaks: the higher one.
    assert kneedle([0.0, 1, 2, 3, 4, 5, 6], [0.0, 3, 3, 3, 6, 6, 6]) == 1


@pytest.mark.parametrize(
    ("above", "knee"),
    [
        # Of five points a step is a quarter: a fall of 0.3 is more, and so is one to the end.
        ([0, 0.3, 0.2, 0.1, 0], 1),
        ([0, 0.2, 0.2, 0.2, 0], None),
        # Of two as high the first, and the last but one may be it.
        ([0, 0.5, 0.5, 0, 0], 1),
        ([0, 0, 0, 0.25, -0.5], 3),
        # Three points: a half.
        ([0, 0.5, -0.25], 1),
        ([0, 0.5, 0], None),
        # Seven points: a sixth. The first does not fall so far before the second rises.
        ([0, 0.4, 0.35, 0.38, 0.3, 0.167, 0], 3),
        # Here it does, at once, and is the higher one; then it is the lower one.
        ([0, 0.5, 0.2, 0.3, 0.133, 0.067, 0], 1),
        ([0, 0.23, 0.07, -0.1, 0.33, 0.17, 0], 4),
    ],
    ids=str,
)
def test_knees_by_how_far_the_curve_is_above_its_diagonal(above: list[float], knee: int | None) -> None:
    """Wherever the curve begins."""
    n = len(above)
    for first in (0, 1, 10):
        x = [float(first + i) for i in range(n)]
        assert kneedle(x, [a + i / (n - 1) for i, a in enumerate(above)]) == knee
        assert kneedle(x, [8 * (a + i / (n - 1)) - 3 for i, a in enumerate(above)]) == knee


def test_small_numbers_are_no_nothing() -> None:
    assert calinski_harabasz(10.0, 0.5, 2, 4) == pytest.approx(9.5 / 0.25)
    assert davies_bouldin([0.25, 0.25], np.array([[0.0], [1.0]])) == 0.5
    assert davies_bouldin([0.1, 0.1], np.array([[0.0], [0.5]])) == pytest.approx(0.4)
    assert math.isfinite(bic([2, 2], 0.5, 1))


def test_two_clusters_in_one_place_without_any_width_are_as_one() -> None:
    assert davies_bouldin([0.0, 0.0], np.array([[9.0], [9.0]])) == 0


def test_of_two_gaps_the_first_that_is_not_clearly_exceeded() -> None:
    assert first_by_gap([1.0, 2.0, 2.5], [0.1, 0.1, 0.5]) == 1
    assert first_by_gap([1.0, 2.0, 2.5], [0.1, 0.1, 0.49]) is None
    assert first_by_gap([1.0, 1.0], [0.0, 0.0]) == 0
    assert first_by_gap([1.0], [0.0]) is None


def test_where_nothing_is_left_to_divide_by() -> None:
    assert calinski_harabasz(10.0, 5.0, 2, 2) == math.inf
    assert calinski_harabasz(10.0, 5.0, 2, 3) == 1.0
    assert bic([1, 1], 5.0, 3) == math.inf
    assert math.isfinite(bic([2, 1], 5.0, 3))
    assert davies_bouldin([1.0, 1.0], np.array([[9.0], [9.0]])) == math.inf
    assert davies_bouldin([1.0, 2.0], np.array([[0.0], [6.0]])) == 0.5
    assert adjusted_rand(np.array([[5]])) == 1.0
    assert adjusted_rand(np.array([[1, 0], [0, 1]])) == 1.0


def test_a_cluster_without_pixels_weighs_nothing() -> None:
    assert bic([3, 0, 2], 5.0, 1) == pytest.approx(
        3 * math.log(3 / 5) + 2 * math.log(2 / 5) - 2.5 * math.log(2 * math.pi * 2.5) - 1 - 3 * math.log(5)
    )
