"""The Segmentation of an Image: the one road that the window and the command line both take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Ints, frozen
from core.base.parallel import Cancel, never_cancelled
from core.cluster.features.models import Model
from core.cluster.lloyd.kmeans import KMeansStep
from core.cluster.neighbours.agreement import agreed
from core.cluster.parameters import Parameters
from core.cluster.prepared.covariances import covariances
from core.cluster.prepared.prepare import Prepared, prepare_for
from core.cluster.prepared.prepared_rows import PreparedRows
from core.cluster.prepared.prepared_superpixels import PreparedSuperpixels
from core.cluster.starts.cuts import found_thresholds
from core.cluster.starts.restarts import name_of, run_all
from core.cluster.superpixels.superpixels import Cut
from core.image.image import Image


@dataclass(frozen=True)
class Restart:
    """How one run ended: name and seed of its start, inertia, iterations."""

    start: str
    seed: int | None
    inertia: float
    iterations: int
    converged: bool


@dataclass(frozen=True, eq=False)
class Segmentation:
    """Labels, centroids, history and parameters of one run. Frozen: the arrays are read-only.

    labels: (height, width) uint8, cluster ids 1…k from the darkest centroid (CIE L*) to the
        lightest, of a threshold from the lowest values to the highest, of a legend in its order; 0 = no data.
    centroids: (k, dimensions) float64 in the units of the space; row i is cluster i + 1.
    colours: (k, 3) uint8, sRGB mean colour of the pixels of each cluster, as shown.
    counts: (k,) int64, pixels of each cluster.
    covariances: (k, dimensions, dimensions) float64, how its pixels lie around it; see
        core.cluster.prepared.covariances.
    side: of the blocks of pixels that were clustered as one (prepared.blocks); 1: every pixel for itself.
    models: what features have learned from the picture. superpixels: those that were clustered, by whose
        borders the regions of a class are told apart; None: pixels were.
    history: one KMeansStep an iteration of the best restart, first the start; rows in the order of
        the cluster ids.
    restarts: how every run ended; after several restarts the last one is that of swaps (starts.swaps).
    start_order: (k,) int64, row of the start that became each cluster. Ties between centroids go to
        the lowest row of the start, as in any Lloyd's algorithm, not to the lowest id.
    thresholds: where a channel was cut, ascending, given or found; () where nothing was.
    """

    labels: Bytes
    centroids: Floats
    colours: Bytes
    counts: Ints
    history: tuple[KMeansStep, ...]
    start_order: Ints
    restarts: tuple[Restart, ...]
    parameters: Parameters
    seconds: dict[str, float]
    side: int
    models: tuple[Model, ...]
    superpixels: Cut | None
    covariances: Floats | None
    thresholds: tuple[float, ...] = ()

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


def finish(
    prepared: Prepared,
    parameters: Parameters,
    histories: Sequence[Sequence[KMeansStep]],
    *,
    seconds: float = 0.0,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Segmentation:
    """The Segmentation of the run with the least inertia (ties: the first), every pixel labelled.

    histories: the steps of each run (starts.restarts.run_all), whole or stopped early. Raises Cancelled.
    """
    begun = perf_counter()
    best = min(histories, key=lambda steps: steps[-1].inertia)
    order = _order(prepared, parameters, best[-1].centroids, threads, cancelled)
    history = tuple(
        replace(step, centroids=frozen(step.centroids[order]), counts=frozen(step.counts[order]))
        for step in best
    )
    centroids = history[-1].centroids
    assigned = assigned_at(prepared, centroids, order=order, threads=threads, cancelled=cancelled)
    labels = prepared.label_image(assigned, cancelled=cancelled, threads=threads)
    colours = prepared.mean_colours(assigned, len(centroids), cancelled)
    rows = prepared if isinstance(prepared, PreparedRows) else None
    side, counts = rows.side if rows else 1, history[-1].counts
    if parameters.neighbours:
        labels = agreed(prepared, centroids, labels, history[-1].inertia, cancelled)
    if side > 1 or parameters.neighbours:
        counts = frozen(np.bincount(labels.reshape(-1), minlength=len(order) + 1)[1:])
    return Segmentation(
        labels=labels,
        centroids=centroids,
        colours=colours,
        counts=counts,
        history=history,
        start_order=order,
        restarts=tuple(
            _restart(*name_of(prepared, parameters, i), steps) for i, steps in enumerate(histories)
        ),
        parameters=replace(
            parameters, space=prepared.space, features=rows.features if rows else parameters.features
        ),
        seconds={"cluster": seconds, "label": perf_counter() - begun},
        side=side,
        models=rows.models if rows else (),
        superpixels=prepared.cut if isinstance(prepared, PreparedSuperpixels) else None,
        covariances=covariances(prepared, centroids),
        thresholds=found_thresholds(prepared, parameters, assigned, cancelled),
    )


def segment(
    image: Image, parameters: Parameters, *, threads: int | None = None, prepared: Prepared | None = None
) -> Segmentation:
    """Cluster the colours of an image and label its pixels.

    threads: default all cores; the result does not depend on it. prepared: of this image and space.
    Raises ParameterError where the parameters do not fit the image.
    """
    begun = perf_counter()
    prepared = prepared or prepare_for(image, parameters, threads=threads)
    histories = run_all(prepared, parameters, threads)
    return finish(prepared, parameters, histories, seconds=perf_counter() - begun, threads=threads)


def labels_at(
    prepared: Prepared,
    centroids: Floats,
    *,
    order: Ints | None = None,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> tuple[Bytes, Bytes]:
    """The labels (height, width) and the mean colours (k, 3) uint8 for given centroids.

    Label i + 1 is row i of the centroids. order: the start_order of the Segmentation that the centroids
    come from; ties go to the lowest row of its start (None: of the centroids). Raises Cancelled.
    """
    assigned = assigned_at(prepared, centroids, order=order, threads=threads, cancelled=cancelled)
    labels = prepared.label_image(assigned, cancelled=cancelled, threads=threads)
    return labels, prepared.mean_colours(assigned, len(centroids), cancelled)


def assigned_at(
    prepared: Prepared,
    centroids: Floats,
    *,
    order: Ints | None = None,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Bytes:
    """What `label_image` takes, 0 … k − 1 for the row of the centroids. Arguments and errors of labels_at."""
    k = len(centroids)
    order = np.arange(k) if order is None else order
    rows = np.empty_like(centroids)
    rows[order] = centroids
    rank = np.empty(k, np.uint8)
    rank[order] = np.arange(k)
    found: Bytes = rank[prepared.assigned(rows, threads, cancelled)]
    return found


def superpixels_of(
    segmentation: Segmentation, cancelled: Cancel = never_cancelled
) -> NDArray[np.int32] | None:
    """(height, width) int32, the superpixel of each pixel; None where pixels were clustered.

    Raises Cancelled.
    """
    return None if segmentation.superpixels is None else segmentation.superpixels.ids(cancelled)


def _order(
    prepared: Prepared, parameters: Parameters, centroids: Floats, threads: int | None, cancelled: Cancel
) -> Ints:
    """From the darkest cluster to the lightest; those of a legend have its order in every picture."""
    if parameters.frozen is not None:
        return np.arange(len(centroids))
    return _dark_to_light(prepared, centroids, threads, cancelled)


def _dark_to_light(prepared: Prepared, centroids: Floats, threads: int | None, cancelled: Cancel) -> Ints:
    """The order of the centroids by CIE L*, ties by their coordinates."""
    # Rounded, so that a library's last bit cannot decide.
    light = prepared.lightness(centroids, threads, cancelled)
    return np.lexsort((*centroids.T[::-1], np.round(light, 9)))


def _restart(start: str, seed: int | None, steps: Sequence[KMeansStep]) -> Restart:
    last = steps[-1]
    return Restart(start, seed, last.inertia, last.iteration, last.stop in ("converged", "tolerance"))
