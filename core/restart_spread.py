"""How far the areas of classes differ between starts that k-means itself cannot tell apart.

k-means ends in a local minimum that depends on the start. Minima whose inertia is within 1 % of the least one
found describe the picture as well as each other (local optima of k-means: Steinley, Psychological Methods 8,
2003), so each of them counts alike; worse ones do not count, because the criterion itself rejects them.
Clusters of another minimum belong to the class that most of their pixels have in the result at hand.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.errors import ParameterError
from core.kmeans import KMeansStep
from core.parallel import Cancel, Workers, never
from core.prepared_rows import PreparedRows
from core.restarts import run
from core.segmentation import Prepared, PreparedImage, Segmentation, prepare_for

# Seeds of k-means++ that are tried beside the result at hand.
STARTS = 6
# Minima within this share of the least inertia are equally good.
_ALIKE = 0.01
# Pixels that stand for the picture where every pixel would have to be visited.
_SAMPLE = 1 << 15


def restart_spread(
    prepared: Prepared,
    segmentation: Segmentation,
    members: NDArray[np.intp],
    number: int,
    measured: NDArray[np.uint8],
    *,
    threads: int | None = None,
    cancelled: Cancel = never,
) -> NDArray[np.float64]:
    """(minima, number) pixels that each class has more than in the segmentation, at least one row of 0.

    members: (k,) the class 0…number − 1 of each cluster. measured: (height, width) uint8, 0 = not measured:
    all that was clustered makes the minima, only what is measured counts. A picture of bands or with features
    is judged by a sample of its pixels. Raises Cancelled.
    """
    same = np.zeros((1, number))
    total = int(np.count_nonzero(measured))
    if isinstance(segmentation.parameters.init, str) and number > 1 and total:
        judged = prepared if isinstance(prepared, PreparedImage) else _sampled(prepared)
        whole = total == int(segmentation.counts.sum())
        counted = judged if whole else _measured(prepared, segmentation, measured, cancelled)
        order = segmentation.start_order
        rows = np.empty_like(segmentation.centroids)
        rows[order] = segmentation.centroids
        own = members[order][counted.assigned(rows, threads, cancelled)]
        weights = _weights(counted)
        least, found = _minima(judged, segmentation, threads, cancelled)
        share = total / weights.sum()
        for step in found:
            if step.inertia <= (1 + _ALIKE) * least:
                labels = counted.assigned(step.centroids, threads, cancelled)
                same = np.vstack((same, _change(own, labels, weights, number, segmentation.k) * share))
    return same


def _minima(
    judged: Prepared, segmentation: Segmentation, threads: int | None, cancelled: Cancel
) -> tuple[float, list[KMeansStep]]:
    """The last step of every start, and the least inertia of all."""
    given = segmentation.parameters
    last: list[KMeansStep | None] = [None] * STARTS

    def work(i: int) -> None:
        parameters = replace(given, init="k-means++", seed=given.seed + 1000 + i, restarts=1)
        # A sample may have fewer distinct values than there are clusters.
        with suppress(ParameterError):
            for step in run(judged, parameters, threads=1, cancelled=cancelled):
                last[i] = step

    with Workers(threads, cancelled) as workers:
        workers.each(work, range(STARTS))
    found = [step for step in last if step is not None]
    least = min((step.inertia for step in found), default=0.0)
    if isinstance(judged, PreparedImage):
        least = min(least, segmentation.inertia)
    return least, found


def _change(
    own: NDArray[np.intp],
    labels: NDArray[np.uint8],
    weights: NDArray[np.int64],
    number: int,
    k: int,
) -> NDArray[np.float64]:
    """(number,) pixels more of each class, where each cluster is the class that most of its pixels have."""
    pairs = labels.astype(np.intp) * number + own
    table = np.bincount(pairs, weights, k * number).reshape(k, number)
    of_class = np.zeros(number)
    np.add.at(of_class, table.argmax(axis=1), table.sum(axis=1))
    change: NDArray[np.float64] = of_class - table.sum(axis=0)
    return change


def _weights(judged: Prepared) -> NDArray[np.int64]:
    """Pixels of each thing that is assigned."""
    if isinstance(judged, PreparedImage):
        return judged.histogram.counts
    return np.ones(judged.image.width * judged.image.height, np.int64)


def _measured(
    prepared: Prepared, segmentation: Segmentation, measured: NDArray[np.uint8], cancelled: Cancel
) -> Prepared:
    """What is measured of the picture: a region of interest, say."""
    if isinstance(prepared, PreparedImage):
        inside = replace(prepared.image, valid=measured > 0)
        return prepare_for(inside, segmentation.parameters, cancelled=cancelled)
    places = np.flatnonzero(measured)
    even = np.linspace(0, len(places) - 1, min(_SAMPLE, len(places))).astype(np.int64)
    return _sampled(prepared, places[even])


def _sampled(prepared: PreparedRows, places: NDArray[np.int64] | None = None) -> PreparedRows:
    """A row of pixels that stand for the picture; places: these ones."""
    rows = prepared.observations
    places = rows.sample(_SAMPLE) if places is None else places
    image, part = rows.part(places)
    rgb = np.ascontiguousarray(prepared.rgb.reshape(-1, 3)[places][None])
    return PreparedRows(image, part, rgb, prepared.names, prepared.space)
