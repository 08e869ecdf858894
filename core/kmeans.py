"""Lloyd's k-means on distinct colours weighted by their counts: `iterate()` yields every iteration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Stop = Literal["converged", "tolerance", "iteration cap"]


@dataclass(frozen=True, eq=False)
class KMeansStep:
    """One iteration, frozen.

    iteration: how often the centroids have been updated; 0 is the start.
    centroids: (k, dimensions) float64 in the units of the space, what this iteration assigned to.
    counts: (k,) int64, pixels assigned to each. inertia: of this assignment to these centroids.
    shift: the farthest that a centroid moves in the update that follows; 0 at the fixed point.
    stop: on the last step why it is the last, else None.
    """

    iteration: int
    centroids: NDArray[np.float64]
    counts: NDArray[np.int64]
    inertia: float
    shift: float
    stop: Stop | None = None
