"""The one step of thresholds that are given, and the run that finds them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from core.base.arrays import Bytes, Ints
from core.base.errors import ParameterError
from core.base.parallel import Cancel, chunks
from core.base.sentences import ngettext
from core.cluster.lloyd.kmeans import Assignment, KMeansStep, step_of
from core.cluster.parameters import MAX_ITER, Parameters
from core.cluster.prepared.channel import middles
from core.cluster.prepared.prepare import Prepared
from core.cluster.prepared.prepared_image import PreparedImage

_CHUNK = 1 << 20


def finding_parameters(prepared: Prepared, parameters: Parameters) -> Parameters:
    """The k-means that Otsu's criterion is: from the optimum of one dimension to the exact fixed point.

    Raises ParameterError where the channel has fewer distinct values than there are to be classes.
    """
    n, k = len(prepared.start_features(parameters.k)), parameters.k
    if k > n:
        raise ParameterError(
            ngettext(
                "The channel has only {n} distinct value, too few for {k} classes.",
                "The channel has only {n} distinct values, too few for {k} classes.",
                n,
            ).format(n=n, k=k)
        )
    return replace(parameters, init="optimal-cut", max_iter=MAX_ITER, tol=0.0, restarts=1)


def cut_step(
    prepared: Prepared, parameters: Parameters, threads: int | None, cancelled: Cancel
) -> KMeansStep:
    """The classes of given thresholds: their means, pixels and inertia. Raises Cancelled.

    A class without pixels has its centroid in the middle between its thresholds, or at the outermost one.
    """
    threshold = parameters.threshold
    at = () if threshold is None else threshold.at
    empty = middles(at, parameters.k)[:, None]
    labels = prepared.assigned(empty, threads, cancelled)
    sums = np.zeros((parameters.k, prepared.observations.width), np.int64)
    totals = np.zeros(parameters.k, np.int64)
    for part in chunks(len(labels), _CHUNK, cancelled):
        steps, counts = _steps_and_counts(prepared, part)
        np.add.at(totals, labels[part], counts)
        np.add.at(sums[:, 0], labels[part], steps * counts)
    return step_of(prepared.observations, Assignment(labels, sums, totals), empty)


def found_thresholds(
    prepared: Prepared, parameters: Parameters, labels: Bytes, cancelled: Cancel
) -> tuple[float, ...]:
    """Where the channel is cut into classes of these labels (of what `assigned` gives); () without a channel.

    Raises Cancelled.
    """
    if prepared.channel is None or parameters.threshold is None:
        return ()
    return parameters.threshold.at or prepared.channel.between(labels, parameters.k, cancelled)


def _steps_and_counts(prepared: Prepared, part: slice) -> tuple[Ints, Ints]:
    """Of some of the things that are labelled: the value in whole steps, and pixels."""
    if isinstance(prepared, PreparedImage):
        place = prepared.features.feature_of
        places = np.arange(part.start, part.stop) if place is None else place[part]
        return prepared.features.values[places, 0].astype(np.int64), prepared.histogram.counts[part]
    rows = prepared.observations
    steps = rows.steps_at(part)[:, 0].astype(np.int64)
    counts = rows.valid[part].astype(np.int64) if len(rows.valid) else np.ones(len(steps), np.int64)
    return steps, counts
