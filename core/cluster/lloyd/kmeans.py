"""Lloyd's k-means on Observations: `iterate()` yields every iteration.

Lloyd (1982), "Least squares quantization in PCM", IEEE Trans. Inf. Theory 28(2). On distinct colours
weighted by their counts it is exactly Lloyd's iteration on the pixels. Counts and sums are integers, so the
update is the same to the last bit in any order, on any number of threads. How the nearest centroids are
found without looking at every colour: core.cluster.lloyd.cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Literal, Protocol

import numpy as np

from core.base.arrays import Bytes, Floats, Ints, freeze
from core.base.parallel import Cancel, Workers, never_cancelled

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
    centroids: Floats
    counts: Ints
    inertia: float
    shift: float
    stop: Stop | None = None


@dataclass(frozen=True, eq=False)
class Assignment:
    """The outcome of one assignment, in fixed-point steps.

    labels: (observations,) uint8, index of the nearest centroid; where there is no data, 0.
    sums: (k, width), totals: (k,), int64.
    """

    labels: Bytes
    sums: Ints
    totals: Ints


Assigning = Callable[[Floats, Workers], Assignment]


class Observations(Protocol):
    """What is clustered: distinct colours in cells, or pixels in rows.

    dimensions: of a feature. width: columns of the arrays, dimensions or more (the rest is 0).

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
        self, centroids: Floats, labels: Bytes, number: int, cancelled: Cancel = never_cancelled
    ) -> Floats:
        """(number, width): the features farthest from the centroid of their label, no feature twice.

        Raises Cancelled.
        """
        ...


def iterate(
    observations: Observations,
    start: Floats,
    *,
    max_iter: int = 300,
    tol: float = 0.0,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Iterator[KMeansStep]:
    """Lloyd's iteration from a start (k, dimensions), one step an iteration, the start first.

    Ends at the exact fixed point (tol = 0), where no centroid would move farther than tol, or after
    max_iter updates; the last step says which. A centroid without pixels moves to the colour that is
    farthest from its own centroid, several to as many colours; ties go to the first in the histogram.
    k must not exceed the number of distinct features, unless max_iter is 0.
    Raises Cancelled, also in the middle of an iteration.
    """
    # Always what the units give in steps: whoever assigns to a step's centroids again gets its labels, also
    # where the scale is no power of two and a tie hangs on the last bit.
    shown = np.array(start, np.float64)
    centroids = _in_steps(observations, shown)
    dimensions, scale = observations.dimensions, observations.scale
    assign = observations.assigning(len(centroids))
    with Workers(threads, cancelled) as workers:
        for iteration in count():
            found = assign(centroids, workers)
            shown_next = _update(observations, centroids, found, cancelled)[:, :dimensions] / scale
            updated = _in_steps(observations, shown_next)
            shift = float(np.sqrt(squared_rows(updated - centroids).max())) / scale
            stop: Stop | None = None
            if shift == 0:
                stop = "converged"
            elif shift <= tol:
                stop = "tolerance"
            elif iteration == max_iter:
                stop = "iteration cap"
            freeze(shown, found.totals)
            inertia = _inertia(observations, centroids, found)
            yield KMeansStep(iteration, shown, found.totals, inertia, shift, stop)
            if stop:
                return
            shown, centroids = shown_next, updated


def assign_to(
    observations: Observations,
    centroids: Floats,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Bytes:
    """(observations,) uint8: index of the nearest of the centroids (k, dimensions), ties to the lowest.

    Raises Cancelled.
    """
    with Workers(threads, cancelled) as workers:
        assign = observations.assigning(len(centroids))
        return assign(_in_steps(observations, centroids), workers).labels


def step_of(observations: Observations, found: Assignment, empty: Floats) -> KMeansStep:
    """The one step of an assignment that nothing iterates: its centroids are the means.

    empty: (k, dimensions) in the units of the space, the centroids of what has no pixels.
    """
    means = found.sums[:, : observations.dimensions] / np.maximum(found.totals, 1)[:, None]
    shown: Floats = np.where(found.totals[:, None] > 0, means / observations.scale, empty)
    inertia = _inertia(observations, _in_steps(observations, shown), found)
    freeze(shown, found.totals)
    return KMeansStep(0, shown, found.totals, inertia, 0.0, "converged")


def _in_steps(observations: Observations, centroids: Floats) -> Floats:
    steps = np.zeros((len(centroids), observations.width))
    steps[:, : observations.dimensions] = centroids * observations.scale
    return steps


def _update(observations: Observations, centroids: Floats, found: Assignment, cancelled: Cancel) -> Floats:
    """The means of the clusters; each empty one re-seeded on a feature far from its centroid."""
    empty = np.flatnonzero(found.totals == 0)
    updated: Floats = found.sums / np.maximum(found.totals, 1)[:, None]
    if len(empty):
        # Of centroids that are given and not moved there may be more than colours: these stay.
        updated[empty] = centroids[empty]
        far = observations.farthest(centroids, found.labels, len(empty), cancelled)
        updated[empty[: len(far)]] = far
    return updated


def _inertia(observations: Observations, centroids: Floats, found: Assignment) -> float:
    """Squared distances of the pixels to their centroids, in squared units of the space.

    Within the clusters by König's theorem in integers (2**-64 fixed point: no cancellation), plus the
    squared distance of each mean from its centroid.
    """
    within = observations.square_sum << 64
    for total, row in zip(found.totals.tolist(), found.sums.tolist(), strict=True):
        if total:
            within -= (sum(s * s for s in row) << 64) // total
    means = found.sums / np.maximum(found.totals, 1)[:, None]
    between = squared_rows(means - centroids) * found.totals
    return (within / 2**64 + float(sum(between.tolist()))) / observations.scale**2


def squared_rows(rows: Floats) -> Floats:
    """Squared norms of (n, width), (n,), in the kernels' order of operations."""
    total: Floats = rows[:, 0] * rows[:, 0]
    for axis in range(1, rows.shape[1]):
        total = total + rows[:, axis] * rows[:, axis]
    return total
