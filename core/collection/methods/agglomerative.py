"""Agglomerative clustering by scikit-learn (Ward 1963, JASA 58; three other linkages): pairs are joined."""

from __future__ import annotations

from core.base.sentences import N_, _
from core.cluster.features.options import Choice
from core.collection.method import Found, Limit, Method, Options, Task


def _fit(task: Task) -> Found:
    from sklearn.cluster import AgglomerativeClustering

    fitted = AgglomerativeClustering(n_clusters=task.k, linkage=task.options["linkage"]).fit(task.rows)
    return Found(fitted.labels_)


def _limit(options: Options, _columns: int) -> Limit | None:
    if options["linkage"] == "single":
        return Limit(
            50_000,
            _("It looks at the distance of every two pictures."),
            _("Take HDBSCAN or Birch."),
        )
    return Limit(
        20_000,
        _("It keeps the distance of every two pictures, 1.6 GB for so many."),
        _("Take Birch, which joins small groups in the same way, or k-means."),
    )


SPECIFICATION = Method(
    name="agglomerative",
    title=N_("Agglomerative"),
    summary=N_("the two nearest clusters are joined until k are left"),
    fit=_fit,
    takes_k=True,
    options=(
        Choice(
            name="linkage",
            default="ward",
            choices=(
                ("ward", N_("Ward: least variance within")),
                ("average", N_("average distance")),
                ("complete", N_("farthest pair")),
                ("single", N_("nearest pair")),
            ),
            meaning=N_("what counts as the distance of two clusters"),
        ),
    ),
    limit=_limit,
)
