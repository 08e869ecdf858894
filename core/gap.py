"""Reference draws for the gap statistic: what clustering makes of colours without any groups."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from core.colour import ColourFeatures
from core.k_criteria import natural_log
from core.parallel import Workers
from core.parameters import Parameters
from core.starts import choose_start

# Few, but each a whole data set of its own: the error of the gap says how much they differ.
DRAWS = 6
POINTS = 2000
MAX_ITER = 60
# Whole numbers are drawn: where a step of the space is coarse, of this part of it.
FINER = 64


class ReferenceDraws:
    """Points drawn uniformly in the box of the features (Tibshirani et al. 2001, their choice a)."""

    def __init__(self, features: ColourFeatures, seed: int = 0) -> None:
        self._finer = FINER if features.scale == 1 else 1
        box = features.values.max(axis=0) - features.values.min(axis=0)
        span = np.where(np.arange(3) < features.dimensions, box.astype(np.int64) + 1, 0) * self._finer
        self._draws = [_draw(features, span, seed + i) for i in range(DRAWS)]

    def log_inertia(self, k: int, workers: Workers) -> tuple[float, float]:
        """Mean of ln(inertia / points) over the draws in fixed-point units, and its error s (their eq. 5)."""
        found = [0.0] * DRAWS

        def work(i: int) -> None:
            found[i] = _log_inertia(self._draws[i], k, i)

        workers.each(work, range(DRAWS))
        mean = sum(found) / DRAWS
        variance = sum((value - mean) * (value - mean) for value in found) / DRAWS
        return mean - 2 * natural_log(self._finer), math.sqrt(variance) * math.sqrt(1 + 1 / DRAWS)


def _draw(features: ColourFeatures, span: NDArray[np.int64], seed: int) -> ColourFeatures:
    """Where the box lies does not matter to an inertia."""
    random = np.random.RandomState(seed % 2**32)
    values = np.floor(random.random_sample((POINTS, 3)) * span).astype(np.int32)
    counts = np.ones(POINTS, np.int64)
    starts = np.array([0, POINTS], np.int64)
    return ColourFeatures(features.space, values, counts, features.scale, features.dimensions, starts)


def _log_inertia(draw: ColourFeatures, k: int, seed: int) -> float:
    from core import criteria_kernels

    centroids = np.zeros((k, 3))
    start = choose_start(draw, Parameters(k=k, seed=seed), levels=0)
    centroids[:, : draw.dimensions] = start * draw.scale
    return natural_log(float(criteria_kernels.lloyd(draw.values, centroids, MAX_ITER)) / POINTS)
