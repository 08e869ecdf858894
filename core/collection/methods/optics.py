"""OPTICS by scikit-learn (Ankerst, Breunig, Kriegel & Sander 1999, SIGMOD): an order by density, then cut."""

from __future__ import annotations

from core.base.errors import ParameterError
from core.base.sentences import N_, _
from core.cluster.features.options import Number, WholeNumber
from core.collection.method import Found, Limit, Method, Options, Task


def _fit(task: Task) -> Found:
    from sklearn.cluster import OPTICS

    options = task.options
    fitted = OPTICS(
        min_samples=options["min-samples"],
        min_cluster_size=options["min-cluster-size"] or None,
        xi=options["xi"],
    ).fit(task.rows)
    return Found(fitted.labels_, {"min-cluster-size": options["min-cluster-size"] or options["min-samples"]})


def _limit(options: Options, _columns: int) -> Limit | None:
    if options["min-cluster-size"] == 1:
        raise ParameterError(_("The min-cluster-size is 1: choose 2 or more, or 0 for min-samples."))
    return Limit(
        20_000,
        _("It goes from picture to picture and looks at all others each time."),
        _("Take HDBSCAN, which finds much the same."),
    )


SPECIFICATION = Method(
    name="optics",
    title=N_("OPTICS"),
    summary=N_("clusters as valleys in an order by density, one within another; what lies alone is noise"),
    fit=_fit,
    options=(
        WholeNumber(
            name="min-samples",
            default=5,
            low=2,
            high=10_000,
            meaning=N_("neighbours that a dense place has, itself counted"),
        ),
        WholeNumber(
            name="min-cluster-size",
            default=0,
            low=0,
            low_text=N_("as min-samples"),
            high=20_000,
            meaning=N_("pictures that are a cluster at least; 0 for min-samples"),
        ),
        Number(
            name="xi",
            default=0.05,
            low=0.001,
            high=0.999,
            step=0.01,
            decimals=3,
            meaning=N_("how steep the edge of a valley has to be"),
        ),
    ),
    limit=_limit,
    at_most_n=("min-samples", "min-cluster-size"),
)
