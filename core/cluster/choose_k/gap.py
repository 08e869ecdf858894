"""Reference draws for the gap statistic: what clustering makes of features without any groups."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from core.base.parallel import Workers
from core.cluster.choose_k import criteria_kernels
from core.cluster.choose_k.k_criteria import natural_log
from core.cluster.colours.colour import ColourFeatures
from core.cluster.parameters import Parameters
from core.cluster.starts.starts import choose_start

# Few, but each a whole data set of its own: the error of the gap says how much they differ.
DRAWS = 6
POINTS = 2000
MAX_ITER = 60
# Whole numbers are drawn; the longest side of the box has so many.
LEVELS = 1 << 20


class ReferenceDraws:
    """Points drawn uniformly in the box of the features (Tibshirani et al. 2001, their choice a)."""

    def __init__(self, features: ColourFeatures, seed: int = 0) -> None:
        values = features.values
        box = values.max(axis=0).astype(np.int64) - values.min(axis=0) + 1
        box[features.dimensions :] = 0
        self._finer = LEVELS / int(box.max())
        self._draws = [_draw(np.rint(box * self._finer), seed + i) for i in range(DRAWS)]

    def log_inertia(self, k: int, workers: Workers) -> tuple[float, float]:
        """Mean of ln(inertia / points) over the draws in fixed-point steps, and its error s (their eq. 5)."""
        found = [0.0] * DRAWS

        def work(i: int) -> None:
            found[i] = _log_inertia(self._draws[i], k, i)

        workers.each(work, range(DRAWS))
        mean = sum(found) / DRAWS
        variance = sum((value - mean) * (value - mean) for value in found) / DRAWS
        return mean - 2 * natural_log(self._finer), math.sqrt(variance) * math.sqrt(1 + 1 / DRAWS)


def _draw(box: NDArray[np.float64], seed: int) -> ColourFeatures:
    """Where the box lies does not matter to an inertia."""
    random = np.random.RandomState(seed % 2**32)
    values = np.floor(random.random_sample((POINTS, len(box))) * box).astype(np.int32)
    whole = np.array([0, POINTS], np.int64)
    return ColourFeatures("bands", values, np.ones(POINTS, np.int64), 1, len(box), whole)


def _log_inertia(draw: ColourFeatures, k: int, seed: int) -> float:
    free = np.full(draw.dimensions, np.inf)
    centroids = choose_start(draw, Parameters(k=k, seed=seed), bounds=(-free, free))
    totals = np.empty(k, np.int64)
    inertia = criteria_kernels.lloyd(draw.values, draw.counts, centroids, totals, MAX_ITER)
    return natural_log(float(inertia) / POINTS)
