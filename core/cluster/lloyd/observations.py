"""What k-means needs to know of what it clusters: distinct colours in cells, or pixels in rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.base.parallel import Cancel, Workers, never_cancelled


@dataclass(frozen=True, eq=False)
class Assignment:
    """The outcome of one assignment, in fixed-point steps.

    labels: (observations,) uint8, index of the nearest centroid; where there is no data, 0.
    sums: (k, width), totals: (k,), int64.
    """

    labels: NDArray[np.uint8]
    sums: NDArray[np.int64]
    totals: NDArray[np.int64]


Assigning = Callable[[NDArray[np.float64], Workers], Assignment]


class Observations(Protocol):
    """dimensions: of a feature. width: columns of the arrays, dimensions or more (the rest is 0).

    scale: fixed-point steps in one unit. square_sum: of the squared norms over all pixels, in steps².
    """

    @property
    def dimensions(self) -> int: ...
    @property
    def width(self) -> int: ...
    @property
    def scale(self) -> float: ...
    @property
    def square_sum(self) -> int: ...

    def assigning(self, k: int) -> Assigning:
        """What assigns to k centroids (k, width), time and again: calls may use what earlier ones found.

        Called with centroids and workers it assigns every observation to the nearest, ties to the lowest.
        Its arrays hold until the next call; for one thread at a time. Raises Cancelled; then it is of no
        more use.
        """
        ...

    def farthest(
        self,
        centroids: NDArray[np.float64],
        labels: NDArray[np.uint8],
        number: int,
        cancelled: Cancel = never_cancelled,
    ) -> NDArray[np.float64]:
        """(number, width): the features farthest from the centroid of their label, no feature twice.

        Raises Cancelled.
        """
        ...


def squared_rows(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Squared norms of (n, width), (n,), in the kernels' order of operations."""
    total: NDArray[np.float64] = rows[:, 0] * rows[:, 0]
    for axis in range(1, rows.shape[1]):
        total = total + rows[:, axis] * rows[:, axis]
    return total
