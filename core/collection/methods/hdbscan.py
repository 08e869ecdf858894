"""HDBSCAN by scikit-learn (Campello, Moulavi & Sander 2013, PAKDD): DBSCAN at every ε, and what lasts."""

from __future__ import annotations

from core.base.sentences import N_, _
from core.cluster.features.options import Choice, Number, WholeNumber
from core.collection.method import Found, Limit, Method, Options, Task


def _fit(task: Task) -> Found:
    from sklearn.cluster import HDBSCAN

    options = task.options
    fitted = HDBSCAN(
        min_cluster_size=options["min-cluster-size"],
        min_samples=options["min-samples"] or None,
        cluster_selection_epsilon=options["eps"],
        cluster_selection_method=options["selection"],
        copy=True,
    ).fit(task.rows)
    return Found(fitted.labels_, {"min-samples": options["min-samples"] or options["min-cluster-size"]})


def _limit(_options: Options, _columns: int) -> Limit | None:
    return Limit(
        100_000,
        _("It looks for the neighbours of every picture among all others, which takes more than an hour."),
        _("Take a sample of the pictures, or Birch."),
    )


SPECIFICATION = Method(
    name="hdbscan",
    title=N_("HDBSCAN"),
    summary=N_("clusters of any shape and of different density; what lies alone is noise"),
    fit=_fit,
    options=(
        WholeNumber(
            name="min-cluster-size",
            default=5,
            low=2,
            high=100_000,
            meaning=N_("pictures that are a cluster at least"),
        ),
        WholeNumber(
            name="min-samples",
            default=0,
            low=0,
            low_text=N_("as min-cluster-size"),
            high=10_000,
            meaning=N_("neighbours that a dense place has, itself counted; 0 for min-cluster-size"),
        ),
        Number(
            name="eps",
            default=0.0,
            low=0.0,
            high=1e9,
            decimals=3,
            meaning=N_("distance below which clusters are not parted any more"),
        ),
        Choice(
            name="selection",
            default="eom",
            choices=(("eom", N_("those that last longest")), ("leaf", N_("the smallest"))),
            meaning=N_("which clusters of the tree are taken"),
        ),
    ),
    limit=_limit,
    at_most_n=("min-cluster-size", "min-samples"),
)
