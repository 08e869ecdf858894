"""What can be shown again of a run, and one moment of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.base.parallel import Cancel

if TYPE_CHECKING:
    from core.cluster.lloyd.kmeans import KMeansStep
    from core.cluster.prepared.prepare import Prepared
    from core.cluster.prepared.prepared_image import Cloud
    from workers.clustering import Frame, Outcome


class Moment(NamedTuple):
    """What is shown of a run. half: the centroids have moved, each pixel is where it was before. counted:
    how many pixels have another cluster than before is said."""

    iteration: int
    half: bool = False
    counted: bool = False

    @property
    def of_pixels(self) -> int:
        """The iteration whose centroids the pixels are assigned to."""
        return self.iteration - self.half

    def within(self, last: int) -> Moment:
        """The nearest that there is of iterations 0…last: nothing has moved before the start."""
        iteration = min(max(self.iteration, 0), last)
        return Moment(iteration, self.half and iteration > 0, self.counted and iteration > 0)


@dataclass(frozen=True, eq=False)
class Replay:
    """What can be shown again: the iterations, and the labels of the last one.

    clustered: of a label image there is no convergence to show. start: which of how many, from 0.
    """

    prepared: Prepared
    cloud: Cloud
    history: tuple[KMeansStep, ...]
    order: NDArray[np.int64] | None
    labels: NDArray[np.uint8]
    colours: NDArray[np.uint8]
    running: bool
    start: tuple[int, int] = (0, 1)
    clustered: bool = True


@dataclass(frozen=True, eq=False)
class Rendered:
    """Labels and colours of one moment. changed: pixels with another cluster than an iteration before, of
    how many."""

    moment: Moment
    labels: NDArray[np.uint8]
    colours: NDArray[np.uint8]
    changed: tuple[int, int] | None = None


@dataclass(frozen=True, eq=False)
class ShownCentroids:
    """The centroids (k, dimensions) of one iteration. order: as for core.measure.explain. colours: (k, 3)
    uint8.

    pixels: how many were clustered.
    """

    prepared: Prepared
    centroids: NDArray[np.float64]
    order: NDArray[np.int64] | None
    colours: NDArray[np.uint8]
    pixels: int


def of_frame(frame: Frame) -> Replay:
    """What a run under way has done so far."""
    return Replay(
        frame.prepared,
        frame.cloud,
        frame.history,
        None,
        frame.labels,
        frame.colours,
        running=True,
        start=(frame.restart, frame.restarts),
    )


def of_outcome(outcome: Outcome) -> Replay:
    """What a run that has ended did."""
    found = outcome.segmentation
    return Replay(
        outcome.prepared,
        outcome.cloud,
        found.history,
        found.start_order,
        outcome.measurement.labels,
        found.colours,
        running=False,
        clustered=not outcome.result.is_of_labels,
    )


def centroids_at(replay: Replay, iteration: int, colours: NDArray[np.uint8]) -> ShownCentroids:
    """The centroids of an iteration. colours: of the clusters that are shown."""
    step = replay.history[iteration]
    return ShownCentroids(
        replay.prepared, step.centroids, replay.order, colours, pixels=int(step.counts.sum())
    )


def render(replay: Replay, moment: Moment, cancelled: Cancel) -> Rendered:
    """Label a moment. Raises Cancelled."""
    from core.cluster.segmentation import labels_at
    from core.convergence.changes import changed_pixels

    history, order = replay.history, replay.order
    centroids = history[moment.of_pixels].centroids
    changed = None
    if moment.of_pixels == len(history) - 1:
        labels, colours = replay.labels, replay.colours
    else:
        labels, colours = labels_at(replay.prepared, centroids, order=order, cancelled=cancelled)
    if moment.counted:
        before = history[moment.iteration - 1].centroids
        number = changed_pixels(replay.prepared, before, centroids, order=order, cancelled=cancelled)
        changed = number, replay.prepared.image.valid_pixels
    return Rendered(moment, labels, colours, changed)
