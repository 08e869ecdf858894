"""Birch by scikit-learn (Zhang, Ramakrishnan & Livny 1996, SIGMOD): small groups in one pass, then Ward."""

from __future__ import annotations

import warnings

from core.base.errors import ParameterError
from core.base.sentences import N_, _, ngettext
from core.cluster.features.options import Number, WholeNumber
from core.collection.distance_curve import distance_curve
from core.collection.method import Found, Method, Task
from core.writing.number_words import grouped

# Groups that are joined by Ward's method, which keeps the distance of every two.
_MOST_GROUPS = 20_000
# The neighbour whose median distance the threshold is, where none is given.
_RANK = 10


def _fit(task: Task) -> Found:
    from sklearn.cluster import Birch
    from sklearn.exceptions import ConvergenceWarning

    threshold = task.options["threshold"] or _threshold(task)
    tree = Birch(threshold=threshold, branching_factor=task.options["branching"], n_clusters=None)
    tree.fit(task.rows)
    groups = len(tree.subcluster_centers_)
    if groups > _MOST_GROUPS:
        sentence = _(
            "With a threshold of {threshold:g} there are {groups} groups to join, and at most {most} can be: "
            "choose a larger threshold."
        )
        raise ParameterError(
            sentence.format(threshold=threshold, groups=grouped(groups), most=grouped(_MOST_GROUPS))
        )
    tree.set_params(n_clusters=task.k)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # fewer groups than k: said below
        tree.partial_fit(None)  # joins the groups and nothing else
    notes: tuple[str, ...] = ()
    if groups < task.k:
        sentence = ngettext(
            "The threshold {threshold:g} leaves {groups} group, fewer than k: choose a smaller one.",
            "The threshold {threshold:g} leaves {groups} groups, fewer than k: choose a smaller one.",
            groups,
        )
        notes = (sentence.format(threshold=threshold, groups=groups),)
    return Found(tree.predict(task.rows), {"threshold": threshold}, {"groups": groups}, notes)


def _threshold(task: Task) -> float:
    """The median distance to the tenth neighbour: groups of some ten pictures where they lie close."""
    distances = distance_curve(task.rows, _RANK + 1, task.cancelled).distances
    return float(distances[len(distances) // 2]) or float(distances[-1]) or 1.0


SPECIFICATION = Method(
    name="birch",
    title=N_("Birch"),
    summary=N_("pictures are put into small groups in one pass, and these joined to k clusters"),
    fit=_fit,
    takes_k=True,
    options=(
        Number(
            name="threshold",
            default=0.0,
            low=0.0,
            high=1e9,
            decimals=3,
            meaning=N_("radius of the small groups; 0 for the median distance to the tenth neighbour"),
        ),
        WholeNumber(
            name="branching", default=50, low=2, high=10_000, meaning=N_("branches of a node of the tree")
        ),
    ),
)
