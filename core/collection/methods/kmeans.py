"""k-means: Lloyd's iteration of Floe itself, watched step by step (core.cluster.lloyd.kmeans)."""

from __future__ import annotations

import math
from collections.abc import Generator

import numpy as np

from core.base.arrays import Floats, Ints
from core.base.sentences import N_, ngettext
from core.cluster.features.options import WholeNumber
from core.cluster.lloyd.kmeans import KMeansStep
from core.cluster.lloyd.rows import Rows
from core.collection.method import Found, Method, Step, Task, Vectors

# Whole steps that the largest number of the vectors is at least: as fine as single precision, and squares of
# 200,000 columns fit 63 bits.
_FINEST = 22
_AT_ONCE = 4096


def _steps(task: Task) -> Generator[Step, None, Found]:
    """The best of several restarts by inertia, each to its exact fixed point.

    The starts are drawn as scikit-learn draws them, so that its KMeans with the same seed and `n_init` goes
    the same way, but for ties, which go to the first centroid here and to rounding there.
    """
    from core.cluster.lloyd.kmeans import iterate
    from core.collection.plus_plus import kmeans_plus_plus

    observations = rows_in_steps(task.rows)
    random = np.random.RandomState(task.seed % 2**32)
    restarts, most = task.options["restarts"], task.options["max-iter"]
    best: KMeansStep | None = None
    best_restart = 0
    for restart in range(1, restarts + 1):
        start = observations.features_at(kmeans_plus_plus(task.rows, task.k, random, task.cancelled))
        for step in iterate(observations, start, max_iter=most, cancelled=task.cancelled):
            yield _shown(observations, step, restart, restarts)
        if best is None or step.inertia < best.inertia:
            best, best_restart = step, restart
    return _found(observations, best, best_restart)


def rows_in_steps(rows: Vectors) -> Rows:
    """The rows as k-means of Floe takes them, in whole steps of a power of two: whole numbers stay exact."""
    largest = max(float(rows.max()), -float(rows.min()))
    scale = 2.0 ** (_FINEST - math.floor(math.log2(largest))) if largest > 0 else 1.0
    steps = np.empty(rows.shape, np.int32)
    for start in range(0, len(rows), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        steps[part] = np.rint(rows[part] * scale)
    return Rows(steps, np.empty(0, np.bool_), scale)


def _labels(observations: Rows, centroids: Floats) -> Ints:
    from core.cluster.lloyd.kmeans import assign_to

    return assign_to(observations, centroids).astype(np.int64)


def _shown(observations: Rows, step: KMeansStep, restart: int, restarts: int) -> Step:
    return Step(
        restart=restart,
        restarts=restarts,
        iteration=step.iteration,
        centroids=step.centroids,
        inertia=step.inertia,
        labels=lambda: _labels(observations, step.centroids),
    )


def _found(observations: Rows, best: KMeansStep | None, restart: int) -> Found:
    assert best is not None  # noqa: S101 - there is one restart at least
    notes: tuple[str, ...] = ()
    if best.stop != "converged":
        sentence = ngettext(
            "k-means stopped after {n} iteration, before its fixed point: allow more.",
            "k-means stopped after {n} iterations, before its fixed point: allow more.",
            best.iteration,
        )
        notes = (sentence.format(n=best.iteration),)
    outcome = {
        "inertia": best.inertia,
        "iterations": best.iteration,
        "converged": best.stop == "converged",
        "restart": restart,
    }
    return Found(_labels(observations, best.centroids), outcome=outcome, notes=notes)


SPECIFICATION = Method(
    name="kmeans",
    title=N_("k-means"),
    summary=N_("k round clusters of about the same spread, each known by its mean; watched as it runs"),
    steps=_steps,
    takes_k=True,
    draws=True,
    options=(
        WholeNumber(
            name="restarts",
            default=10,
            low=1,
            high=1000,
            meaning=N_("runs from other starts, of which the one of least inertia counts"),
        ),
        WholeNumber(
            name="max-iter", default=300, low=1, high=100_000, meaning=N_("iterations of one run at most")
        ),
    ),
)
