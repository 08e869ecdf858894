"""Choosing k: what speaks for each number of clusters, and one recommendation with its reason.

Works on the distinct features weighted by counts, so everything is over all valid pixels, none sampled; only
the reference of the gap statistic is drawn. Of bands that are no colours a sample of the pixels is looked at.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations

import numpy as np

from core.base.arrays import Floats, frozen
from core.base.parallel import Cancel, Workers, never_cancelled, raise_if_cancelled
from core.cluster.choose_k import criteria_kernels
from core.cluster.choose_k.k_choice import DEFAULT_RANGE, KChoice, KRow, check_range, recommend
from core.cluster.choose_k.k_criteria import bic, calinski_harabasz, davies_bouldin, natural_log
from core.cluster.choose_k.k_data import HasFeatures, KData
from core.cluster.choose_k.k_partitions import Partition, Partitions
from core.cluster.colours.colour import ColourFeatures
from core.cluster.parameters import Parameters
from core.cluster.starts.starts import choose_start

# Features between two partial sums: the same on any number of threads.
_CHUNK = 1 << 15
# Few, but each a whole data set of its own: the error of the gap says how much they differ.
_DRAWS = 6
_POINTS = 2000
_MAX_ITER = 60
# Whole numbers are drawn; the longest side of the box has so many.
_LEVELS = 1 << 20


def fitting_range(prepared: HasFeatures, low: int, high: int) -> range:
    """The k of a range that the picture has enough distinct colours for; the nearest where none fits.

    Empty for a picture of one colour.
    """
    return _fitting(len(prepared.start_features(high)), low, high)


def rows(
    prepared: HasFeatures,
    low: int = DEFAULT_RANGE[0],
    high: int = DEFAULT_RANGE[1],
    *,
    seed: int = 0,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Iterator[KRow]:
    """The row of every k of the range that fits the picture, rising, each as soon as it is ready.

    seed: of the starts and of the reference draws. The same rows for any number of threads.
    Raises ParameterError (check_range), Cancelled.
    """
    check_range(low, high)
    data = KData(prepared, high)
    fitting = _fitting(len(data.features), low, high)
    if not fitting:
        return
    total = data.polish(data.mean(), 1, cancelled, threads).inertia
    partitions = Partitions(data, seed, cancelled)
    reference = ReferenceDraws(data.features, seed)
    with Workers(threads) as workers:
        for k in range(2, fitting[-1] + 1):
            partition = partitions.next(workers)
            if k in fitting:
                yield _row(data, partition, total, reference.log_inertia(k, workers), workers)
            raise_if_cancelled(cancelled)


def choose_k(
    prepared: HasFeatures,
    low: int = DEFAULT_RANGE[0],
    high: int = DEFAULT_RANGE[1],
    *,
    seed: int = 0,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> KChoice:
    """The recommendation over the whole range; see `rows`, which it collects."""
    return recommend(tuple(rows(prepared, low, high, seed=seed, threads=threads, cancelled=cancelled)))


def _fitting(distinct: int, low: int, high: int) -> range:
    most = min(high, distinct)
    return range(max(2, min(low, most)), most + 1)


def _row(
    data: KData, partition: Partition, total: float, reference: tuple[float, float], workers: Workers
) -> KRow:
    """All but inertia and centroids is the same in steps as in units."""
    features, inertia, k = data.features, partition.inertia, len(partition.counts)
    pixels = data.pixels
    distances, silhouettes = scatter_and_silhouettes(data, partition, workers)
    counts: list[int] = partition.counts.tolist()
    square = features.scale * features.scale
    return KRow(
        k=k,
        inertia=inertia / square,
        explained=1 - inertia / total,
        calinski_harabasz=calinski_harabasz(total, inertia, k, pixels),
        davies_bouldin=davies_bouldin(distances, partition.centroids),
        bic=bic(counts, inertia / square, features.dimensions),
        gap=reference[0] - natural_log(inertia / pixels),
        gap_error=reference[1],
        silhouette=sum(s * n for s, n in zip(silhouettes, counts, strict=True)) / pixels,
        weakest=min(silhouettes),
        stability=partition.stability,
        apart=_least_distance(partition.centroids) / diagonal(features),
        centroids=frozen(data.in_units(partition.centroids)),
        shares=tuple(n / pixels for n in counts),
    )


def diagonal(features: ColourFeatures) -> float:
    """Of the box of all features, in steps."""
    box = (features.values.max(axis=0).astype(np.int64) - features.values.min(axis=0)).tolist()
    return math.sqrt(sum(side * side for side in box))


def _least_distance(centroids: Floats) -> float:
    return min(
        math.sqrt(sum((p - q) * (p - q) for p, q in zip(a, b, strict=True)))
        for a, b in combinations(centroids.tolist(), 2)
    )


def scatter_and_silhouettes(
    data: KData, partition: Partition, workers: Workers
) -> tuple[list[float], list[float]]:
    """Of each cluster: mean distance of its pixels to its centroid, in steps; mean silhouette.

    The silhouette is the simplified one of Hruschka, de Castro & Campello (2004), ICDM: (b − a) / max(a, b)
    with the distances a to the pixel's own and b to the nearest other centroid.
    """
    features, k = data.features, len(partition.counts)
    begins = range(0, len(features), _CHUNK)
    own, silhouettes = np.zeros((len(begins), k)), np.zeros((len(begins), k))

    def work(i: int) -> None:
        criteria_kernels.add_silhouettes(
            begins[i], min(begins[i] + _CHUNK, len(features)), features.values, features.counts,
            partition.labels, partition.centroids, own[i], silhouettes[i],
        )  # fmt: skip

    workers.each(work, range(len(begins)))
    counts: list[int] = partition.counts.tolist()
    return _means(own, counts), _means(silhouettes, counts)


def _means(parts: Floats, counts: list[int]) -> list[float]:
    """Sums over the rows, in their order, by counts."""
    return [sum(column) / n if n else 0.0 for column, n in zip(parts.T.tolist(), counts, strict=True)]


class ReferenceDraws:
    """What clustering makes of features without any groups, for the gap statistic.

    Points drawn uniformly in the box of the features (Tibshirani et al. 2001, their choice a).
    """

    def __init__(self, features: ColourFeatures, seed: int) -> None:
        values = features.values
        box = values.max(axis=0).astype(np.int64) - values.min(axis=0) + 1
        box[features.dimensions :] = 0
        self._finer = _LEVELS / int(box.max())
        self._draws = [_draw(np.rint(box * self._finer), seed + i) for i in range(_DRAWS)]

    def log_inertia(self, k: int, workers: Workers) -> tuple[float, float]:
        """Mean of ln(inertia / points) over the draws in fixed-point steps, and its error s (their eq. 5)."""
        found = [0.0] * _DRAWS

        def work(i: int) -> None:
            found[i] = _log_inertia(self._draws[i], k, i)

        workers.each(work, range(_DRAWS))
        mean = sum(found) / _DRAWS
        variance = sum((value - mean) * (value - mean) for value in found) / _DRAWS
        return mean - 2 * natural_log(self._finer), math.sqrt(variance) * math.sqrt(1 + 1 / _DRAWS)


def _draw(box: Floats, seed: int) -> ColourFeatures:
    """Where the box lies does not matter to an inertia."""
    random = np.random.RandomState(seed % 2**32)
    values = np.floor(random.random_sample((_POINTS, len(box))) * box).astype(np.int32)
    whole = np.array([0, _POINTS], np.int64)
    return ColourFeatures("bands", values, np.ones(_POINTS, np.int64), 1, len(box), whole)


def _log_inertia(draw: ColourFeatures, k: int, seed: int) -> float:
    free = np.full(draw.dimensions, np.inf)
    centroids = choose_start(draw, Parameters(k=k, seed=seed), bounds=(-free, free))
    totals = np.empty(k, np.int64)
    inertia = criteria_kernels.lloyd(draw.values, draw.counts, centroids, totals, _MAX_ITER)
    return natural_log(float(inertia) / _POINTS)
