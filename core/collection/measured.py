"""Clusters, scores and places on a map of vectors that are there."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.parallel import Cancel
from core.cluster.choose_k.k_choice import DEFAULT_RANGE, KRow
from core.collection.asked import METHOD, Asked
from core.collection.choosing_k import k_rows, recommended
from core.collection.clustering import Clustered, clustering, method_named
from core.collection.embed import Told
from core.collection.preparation import prepared
from core.collection.scores import agreement, scores

# Of so many pictures at most so many restarts (docs/adr/0053-collections.md).
_FEW, _RESTARTS = 2000, 100


@dataclass(frozen=True, eq=False)
class Measured:
    """prepared: (n, d) what was clustered. xy, map_about, scores: as of Found. notes: beside those of
    clustered.
    """

    prepared: NDArray[Any]
    clustered: Clustered
    xy: NDArray[np.floating[Any]] | None
    map_about: Mapping[str, Any]
    scores: Mapping[str, Any]
    notes: tuple[str, ...] = ()


def clustered_and_mapped(
    asked: Asked, vectors: NDArray[np.float32], truth: Sequence[str], cancelled: Cancel
) -> Generator[Told, None, Measured]:
    """truth: of each vector, () without. Raises ParameterError, Cancelled."""
    k, why = asked.k, ()
    if k is None and method_named(asked.method).takes_k:
        k, why = yield from _recommended_k(asked, vectors, cancelled)
    clustered = yield from _clustered(asked, vectors, k, cancelled)
    rows = prepared(vectors, asked.prepared_by, asked.seed, cancelled)
    found = scores(rows, clustered.labels, seed=asked.seed, cancelled=cancelled)
    said: dict[str, Any] = {
        "silhouette": found.silhouette,
        "calinski_harabasz": found.calinski_harabasz,
        "davies_bouldin": found.davies_bouldin,
        "silhouette_of": found.of,
    }
    if truth:
        agreed = agreement(clustered.labels, truth)
        said |= {
            "ari": agreed.ari,
            "nmi": agreed.nmi,
            "ami": agreed.ami,
            "v_measure": agreed.v_measure,
            "truth_of": agreed.of,
        }
    return Measured(rows, clustered, None, {}, said, (*why, *found.notes))


def _recommended_k(
    asked: Asked, vectors: NDArray[np.float32], cancelled: Cancel
) -> Generator[Told, None, tuple[int, tuple[str, ...]]]:
    """By k-means, whatever the method: the k, and why."""
    rows: list[KRow] = []
    low, high = DEFAULT_RANGE[0], min(DEFAULT_RANGE[1], len(vectors) - 1)
    for row in k_rows(
        vectors, low, high, preparation=asked.prepared_by, seed=asked.seed, cancelled=cancelled
    ):
        rows.append(row)
        yield Told("choose", len(rows), high - low + 1)
    choice = recommended(rows)
    return choice.recommended, (choice.reason,)


def _clustered(
    asked: Asked, vectors: NDArray[np.float32], k: int | None, cancelled: Cancel
) -> Generator[Told, None, Clustered]:
    steps = clustering(
        asked.method,
        vectors,
        k=k,
        options=_with_restarts(asked, len(vectors)),
        preparation=asked.prepared_by,
        seed=asked.seed,
        cancelled=cancelled,
    )
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            found: Clustered = end.value
            return found
        yield Told("cluster", step.restart - 1, step.restarts)


def _with_restarts(asked: Asked, n: int) -> Mapping[str, Any]:
    """The options of the method. k-means of few vectors of many numbers has many minima, and costs little: of
    these it takes more than its usual number of restarts.
    """
    if asked.method != METHOD or "restarts" in asked.options or n > _FEW:
        return asked.options
    return {**asked.options, "restarts": _RESTARTS}
