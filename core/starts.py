"""The starts: where the centroids stand before the first iteration.

All arithmetic on distances is in integers and the random numbers come from NumPy's frozen
RandomState (MT19937), so that a seed means the same start on every machine.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from core.colour import ColourFeatures
from core.errors import Cancelled, ParameterError
from core.parallel import Cancel, never
from core.parameters import Parameters


def choose_start(
    features: ColourFeatures,
    parameters: Parameters,
    *,
    bounds: tuple[NDArray[np.float64], NDArray[np.float64]],
    restart: int = 0,
    cancelled: Cancel = never,
) -> NDArray[np.float64]:
    """The start (k, dimensions) in units of the space, of the given restart (seed + restart).

    bounds: lowest and highest centroid (dimensions,) that a given start may have.

    Raises ParameterError where k is above the number of distinct colours, or a given start has the
    wrong shape, a value that is no number, or one outside the space. Raises Cancelled.
    """
    distinct = len(features)
    if parameters.k > distinct:
        noun = "value" if features.space == "bands" else "colour"
        colours = f"1 distinct {noun}" if distinct == 1 else f"{distinct} distinct {noun}s"
        colours += "" if features.feature_of is None else f" in the space {features.space}"
        remedy = "choose k = 1" if distinct == 1 else f"choose k = {distinct} or less"
        raise ParameterError(f"k is {parameters.k}, but the picture has only {colours}: {remedy}.")
    if not isinstance(parameters.init, str):
        return _given(parameters.init, features, *bounds)
    random = np.random.RandomState((parameters.seed + restart) % 2**32)
    if parameters.init == "random":
        chosen = _random(features, parameters.k, random)
    elif parameters.init == "maximin":
        chosen = _maximin(features, parameters.k)
    else:
        chosen = _kmeans_plus_plus(features, parameters.k, random, cancelled)
    return features.values[chosen, : features.dimensions] / features.scale


def is_random(parameters: Parameters) -> bool:
    """Whether another seed gives another start, so that restarts make sense."""
    return parameters.init in ("k-means++", "random")


def _given(
    rows: tuple[tuple[float, ...], ...],
    features: ColourFeatures,
    low: NDArray[np.float64],
    high: NDArray[np.float64],
) -> NDArray[np.float64]:
    if any(len(row) != features.dimensions for row in rows):
        raise ParameterError(
            f"The start needs {features.dimensions} numbers a centroid in the space {features.space}."
        )
    start = np.array(rows, np.float64)
    outside = np.argwhere((start < low) | (start > high))
    if len(outside):
        row, axis = outside[0]
        raise ParameterError(
            f"Centroid {row + 1} of the start lies outside the space {features.space}: "
            f"{start[row, axis]:g} is not between {low[axis]:g} and {high[axis]:g}."
        )
    return start


def _below(random: np.random.RandomState, total: int) -> int:
    """A uniform integer 0 ≤ i < total, from one double."""
    return min(int(random.random_sample() * total), total - 1)


def _random(features: ColourFeatures, k: int, random: np.random.RandomState) -> list[int]:
    """Forgy (1965): the features of k pixels drawn at random, none twice."""
    from core import kernels

    open_ = np.ones(len(features), np.int64)
    total = int(features.counts.sum())
    chosen: list[int] = []
    while len(chosen) < k:
        i = int(kernels.pick(features.counts, open_, _below(random, total)))
        total -= int(features.counts[i])
        open_[i] = 0
        chosen.append(i)
    return chosen


def _kmeans_plus_plus(
    features: ColourFeatures, k: int, random: np.random.RandomState, cancelled: Cancel
) -> list[int]:
    """Greedy k-means++ (Arthur & Vassilvitskii 2007), with the 2 + ln k trials of scikit-learn."""
    from core import kernels

    values, counts, nearer = features.values, features.counts, _nearer(features)
    unit = max(1, int(features.scale))
    squared = np.full(len(counts), np.iinfo(np.int64).max, np.int64)
    best, trial = np.empty_like(squared), np.empty_like(squared)
    first = int(kernels.pick(counts, np.ones_like(counts), _below(random, int(counts.sum()))))
    potential = int(nearer(values, counts, first, unit, squared, best))
    squared, best = best, squared
    chosen = [first]
    trials = 2 + int(math.log(k))
    while len(chosen) < k:
        if cancelled():
            raise Cancelled
        winner, least = -1, -1
        for _ in range(trials):
            candidate = _draw(counts, squared, potential, chosen, random)
            lowered = int(nearer(values, counts, candidate, unit, squared, trial))
            if winner < 0 or lowered < least:
                winner, least = candidate, lowered
                best, trial = trial, best
        squared, best = best, squared
        potential = least
        chosen.append(winner)
    return chosen


def _draw(
    counts: NDArray[np.int64],
    squared: NDArray[np.int64],
    potential: int,
    chosen: list[int],
    random: np.random.RandomState,
) -> int:
    """A feature drawn with probability ∝ counts · squared distance; where all are 0, the first not chosen."""
    from core import kernels

    if potential > 0:
        return int(kernels.pick(counts, squared, _below(random, potential)))
    # Squared distances below one unit were cut to 0, yet features are left.
    return min(set(range(len(chosen) + 1)) - set(chosen))


def _maximin(features: ColourFeatures, k: int) -> list[int]:
    """Gonzalez (1985): the colour farthest from the mean, then always the one farthest from all chosen."""
    nearer = _nearer(features)
    values, counts = features.values.astype(np.int64), features.counts
    mean = (counts @ values) // int(counts.sum())
    first = int(np.argmax(((values - mean) ** 2).sum(axis=1)))
    squared = np.full(len(counts), np.iinfo(np.int64).max, np.int64)
    chosen = [first]
    while len(chosen) < k:
        # Scale 1 keeps the full resolution; the returned potential is not needed and may wrap.
        nearer(features.values, counts, chosen[-1], 1, squared, squared)
        chosen.append(int(np.argmax(squared)))
    return chosen


def _nearer(features: ColourFeatures) -> Callable[..., int]:
    """The kernel for three columns, or the one for any number."""
    from core import kernels, row_kernels

    kernel: Callable[..., int] = kernels.nearer if features.values.shape[1] == 3 else row_kernels.nearer_wide
    return kernel
