"""Spectral clustering by scikit-learn (Shi & Malik 2000, IEEE TPAMI 22(8)): eigenvectors of a graph."""

from __future__ import annotations

import math
import warnings

from core.base.errors import ParameterError
from core.base.free_memory import free_memory
from core.base.sentences import N_, _, ngettext
from core.cluster.features.options import Choice, Number, WholeNumber
from core.collection.method import Found, Limit, Method, Options, Task

# Bytes for every two pictures: affinities, their Laplacian, and its factors, which fill up.
_BYTES = 24
_MOST, _SUPPOSED_FREE = 20_000, 4 << 30


def _fit(task: Task) -> Found:
    from scipy.sparse.csgraph import connected_components
    from sklearn.cluster import SpectralClustering

    if task.k >= len(task.rows):
        sentence = _("Spectral clustering needs more pictures than clusters: choose k = {most} or less.")
        raise ParameterError(sentence.format(most=len(task.rows) - 1))
    options, by_neighbours = task.options, task.options["affinity"] == "neighbours"
    number = min(options["neighbours"], len(task.rows))
    method = SpectralClustering(
        n_clusters=task.k,
        affinity="nearest_neighbors" if by_neighbours else "rbf",
        n_neighbors=number,
        gamma=options["gamma"],
        random_state=task.seed % 2**32,
    )
    with warnings.catch_warnings():
        # Said below, in words of ours.
        warnings.filterwarnings("ignore", "Graph is not fully connected")
        fitted = method.fit(task.rows)
    parts = int(connected_components(fitted.affinity_matrix_)[0]) if by_neighbours else 1
    notes = (_apart(parts),) if parts > 1 else ()
    return Found(fitted.labels_, {"neighbours": number}, {"parts": parts}, notes)


def _apart(parts: int) -> str:
    return ngettext(
        "The graph of neighbours falls into {n} part: more neighbours would connect it.",
        "The graph of neighbours falls into {n} parts, and spectral clustering parts these first: more "
        "neighbours would connect them.",
        parts,
    ).format(n=parts)


def _limit(_options: Options, _columns: int) -> Limit | None:
    free = free_memory() or _SUPPOSED_FREE
    most = min(_MOST, math.isqrt(free // _BYTES))
    return Limit(
        most,
        _("It needs 24 bytes for every two pictures, as much memory as is free here."),
        _("Take a sample of the pictures, or HDBSCAN."),
    )


SPECIFICATION = Method(
    name="spectral",
    title=N_("Spectral"),
    summary=N_("k clusters of any shape, as parts of a graph of neighbours that hold together"),
    fit=_fit,
    takes_k=True,
    draws=True,
    options=(
        Choice(
            name="affinity",
            default="neighbours",
            choices=(("neighbours", N_("nearest neighbours")), ("rbf", N_("Gaussian of the distance"))),
            meaning=N_("what connects two pictures"),
        ),
        WholeNumber(
            name="neighbours",
            default=10,
            low=2,
            high=1000,
            meaning=N_("neighbours of a picture, itself counted"),
        ),
        Number(
            name="gamma",
            default=1.0,
            low=1e-9,
            high=1e9,
            decimals=4,
            meaning=N_("how fast the Gaussian falls, exp(−γ · distance²)"),
        ),
    ),
    limit=_limit,
)
