"""DBSCAN by scikit-learn (Ester, Kriegel, Sander & Xu 1996, KDD): clusters are where neighbours are many."""

from __future__ import annotations

import numpy as np

from core.base.errors import ParameterError
from core.base.free_memory import free_memory
from core.base.sentences import N_, _
from core.cluster.features.options import Number, WholeNumber
from core.collection.distance_curve import distance_curve
from core.collection.method import Found, Method, Task, Vectors
from core.writing.number_words import grouped

# Pictures whose neighbours are counted before all are looked for.
_ASKED = 256
# A neighbour takes 8 bytes in the list of a picture, and as much again while it is made.
_BYTES = 16
# Where nothing says how much memory is free.
_SUPPOSED_FREE = 4 << 30


def _fit(task: Task) -> Found:
    from sklearn.cluster import DBSCAN

    least, eps = task.options["min-samples"], task.options["eps"]
    notes: tuple[str, ...] = ()
    if not eps:
        curve = distance_curve(task.rows, least, task.cancelled)
        eps = curve.eps
        if curve.knee is None:
            sentence = _(
                "The curve of distances has no knee: ε is the distance that nine pictures in ten keep within."
            )
            notes = (sentence,)
    _check_neighbours(task.rows, eps)
    fitted = DBSCAN(eps=eps, min_samples=least).fit(task.rows)
    return Found(fitted.labels_, {"eps": eps}, {"core": len(fitted.core_sample_indices_)}, notes)


def _check_neighbours(rows: Vectors, eps: float) -> None:
    """Raises ParameterError where the lists of neighbours would not fit into memory."""
    from sklearn.neighbors import NearestNeighbors

    asked = rows[np.linspace(0, len(rows) - 1, min(_ASKED, len(rows))).astype(np.int64)]
    found = NearestNeighbors(radius=eps).fit(rows).radius_neighbors(asked, return_distance=False)
    mean = sum(map(len, found)) / len(asked)
    if mean * len(rows) * _BYTES > (free_memory() or _SUPPOSED_FREE) / 2:
        sentence = _(
            "Within ε = {eps:g} a picture has {mean} neighbours on average, and their lists do not fit into "
            "memory: choose a smaller ε, or HDBSCAN."
        )
        raise ParameterError(sentence.format(eps=eps, mean=grouped(round(mean))))


SPECIFICATION = Method(
    name="dbscan",
    title=N_("DBSCAN"),
    summary=N_("clusters of any shape where pictures lie close together; what lies alone is noise"),
    fit=_fit,
    options=(
        Number(
            name="eps",
            default=0.0,
            low=0.0,
            high=1e9,
            decimals=3,
            meaning=N_("distance up to which pictures are neighbours; 0 for the knee of their curve"),
        ),
        WholeNumber(
            name="min-samples",
            default=5,
            low=1,
            high=10_000,
            meaning=N_("neighbours that make a picture the core of a cluster, itself counted"),
        ),
    ),
    at_most_n=("min-samples",),
)
