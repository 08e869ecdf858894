"""Clusters, how typical pictures are of them, scores, and places on a map, of vectors that are there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats, Ints
from core.base.errors import ParameterError
from core.base.sentences import _
from core.cluster.choose_k.k_choice import DEFAULT_RANGE
from core.collection.choosing_k import k_rows, recommended
from core.collection.clustering import Clustered, clustering, ended, method_named
from core.collection.forming import Tell, formed
from core.collection.map_method import DISTORTION
from core.collection.mapping import place
from core.collection.neighbours import typicality
from core.collection.preparation import Preparation, prepared
from core.collection.scores import agreement, scores, stability

# The method where none is asked for.
METHOD = "kmeans"
# In the outcome of a run whose number of clusters nobody gave: that number.
RECOMMENDED = "recommended_k"
# Of so many pictures at most so many restarts (docs/adr/0053-collections.md).
_FEW, _RESTARTS = 2000, 100
# Seeds that are compared for the stability: pairs of more say nothing new.
MOST_SEEDS = 100


@dataclass(frozen=True, eq=False)
class Measuring:
    """What is asked of vectors. k: how many clusters, None: as many as fit best, of a method that takes it.
    options: of the method. map: on which the pictures lie, "" for none. truth: of each vector, () without.
    seeds: how many from `seed` on are to be compared for the stability, 0 for none.
    """

    preparation: Preparation
    method: str = METHOD
    k: int | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    seed: int = 0
    map: str = ""
    map_options: Mapping[str, Any] = field(default_factory=dict)
    truth: tuple[str, ...] = ()
    seeds: int = 0


@dataclass(frozen=True, eq=False)
class Measured:
    """typicality, xy, map_about, scores: as of Found. notes: beside those of clustered."""

    clustered: Clustered
    typicality: Floats
    xy: NDArray[np.float32] | None
    map_about: Mapping[str, Any]
    scores: Mapping[str, Any]
    notes: tuple[str, ...]


def measured(what: Measuring, vectors: NDArray[np.float32], tell: Tell | None = None) -> Measured:
    """For a process that can be ended (core.collection.apart). tell: hears of clusters while they form.

    Raises ParameterError, FloeError.
    """
    k, why = what.k, tuple[str, ...]()
    if k is None and method_named(what.method).takes_k:
        k, why = _recommended_k(what, vectors)
    clustered = _clustered(what, k, vectors, what.seed, tell)
    if k != what.k:
        clustered = replace(clustered, outcome={**clustered.outcome, RECOMMENDED: k})
    xy, about = None, dict[str, Any]()
    if what.map:
        placed = place(
            what.map, vectors, options=what.map_options, preparation=what.preparation, seed=what.seed
        )
        xy, about = placed.points, dict(placed.parameters)
    typical, said, notes = worth(what, clustered.labels, vectors)
    if what.seeds:
        found_again, unsaid = _stability(what, k, vectors, clustered)
        said, notes = {**said, **found_again}, (*notes, *unsaid)
    distorted = () if xy is None else (_(DISTORTION),)
    return Measured(clustered, typical, xy, about, said, (*why, *notes, *distorted))


def _clustered(
    what: Measuring, k: int | None, vectors: NDArray[np.float32], seed: int, tell: Tell | None = None
) -> Clustered:
    steps = clustering(
        what.method,
        vectors,
        k=k,
        options=_with_restarts(what, len(vectors)),
        preparation=what.preparation,
        seed=seed,
    )
    return ended(steps) if tell is None else formed(steps, tell)


def _stability(
    what: Measuring, k: int | None, vectors: NDArray[np.float32], first: Clustered
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The score of that name, and what is to be said of it. first: of the seed of the run."""
    method = method_named(what.method)
    asked: dict[str, Any] = {"stability": None, "stability_seeds": what.seeds}
    if not method.draws and not what.preparation.components:
        sentence = _("{method} draws nothing: every seed finds the same, and there is no stability to tell.")
        return asked, (sentence.format(method=_(method.title)),)
    others = range(what.seed + 1, what.seed + what.seeds)
    outcomes = [first.labels, *(_clustered(what, k, vectors, seed).labels for seed in others)]
    return {**asked, "stability": stability(outcomes)}, ()


def worth(
    what: Measuring, labels: Ints, vectors: NDArray[np.float32]
) -> tuple[Floats, dict[str, Any], tuple[str, ...]]:
    """How typical each of the vectors is of its label, the scores, and what is to be said of them."""
    rows = prepared(vectors, what.preparation, what.seed)
    return typicality(rows, labels), *_scores(what, rows, labels)


def _scores(what: Measuring, rows: NDArray[Any], labels: Ints) -> tuple[dict[str, Any], tuple[str, ...]]:
    found = scores(rows, labels, seed=what.seed)
    said: dict[str, Any] = {
        "silhouette": found.silhouette,
        "calinski_harabasz": found.calinski_harabasz,
        "davies_bouldin": found.davies_bouldin,
        "silhouette_of": found.of,
    }
    if what.truth:
        try:
            agreed = agreement(labels, what.truth)
        except ParameterError as error:  # the labels are of pictures that cannot be read
            return said, (*found.notes, str(error))
        said |= {"ari": agreed.ari, "nmi": agreed.nmi, "ami": agreed.ami, "v_measure": agreed.v_measure}
        said["truth_of"] = agreed.of
    return said, found.notes


def _recommended_k(what: Measuring, vectors: NDArray[np.float32]) -> tuple[int, tuple[str, ...]]:
    """By k-means, whatever the method: the k, and why."""
    low, high = DEFAULT_RANGE
    rows = list(k_rows(vectors, low, high, preparation=what.preparation, seed=what.seed))
    choice = recommended(rows)
    return choice.recommended, (choice.reason,)


def _with_restarts(what: Measuring, n: int) -> Mapping[str, Any]:
    """The options of the method. k-means of few vectors of many numbers has many minima, and costs little: of
    these it takes more than its usual number of restarts.
    """
    if what.method != METHOD or "restarts" in what.options or n > _FEW:
        return what.options
    return {**what.options, "restarts": _RESTARTS}
