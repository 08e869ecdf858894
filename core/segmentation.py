"""The Segmentation of an Image: the one function that the window and the command line both call."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.kmeans import KMeansStep
from core.parameters import Parameters


@dataclass(frozen=True)
class Restart:
    """How one start ended: its seed, inertia and number of iterations."""

    seed: int
    inertia: float
    iterations: int
    converged: bool


@dataclass(frozen=True, eq=False)
class Segmentation:
    """Labels, centroids, history and parameters of one run. Frozen: the arrays are read-only.

    labels: (height, width) uint8, cluster ids 1…k from the darkest centroid (CIE L*) to the
        lightest; 0 = no data.
    centroids: (k, dimensions) float64 in the units of the space; row i is cluster i + 1.
    colours: (k, 3) uint8, sRGB mean colour of the pixels of each cluster, as shown.
    counts: (k,) int64, pixels of each cluster.
    history: one KMeansStep an iteration of the best restart, first the start; rows in the order of
        the cluster ids.
    """

    labels: NDArray[np.uint8]
    centroids: NDArray[np.float64]
    colours: NDArray[np.uint8]
    counts: NDArray[np.int64]
    history: tuple[KMeansStep, ...]
    restarts: tuple[Restart, ...]
    parameters: Parameters
    seconds: dict[str, float]

    @property
    def k(self) -> int:
        return len(self.counts)

    @property
    def iterations(self) -> int:
        return self.history[-1].iteration

    @property
    def converged(self) -> bool:
        return self.history[-1].stop in ("converged", "tolerance")

    @property
    def inertia(self) -> float:
        return self.history[-1].inertia
