"""Mini-batch k-means by scikit-learn (Sculley 2010, WWW): k-means from small draws."""

from __future__ import annotations

from core.base.sentences import N_
from core.cluster.features.options import WholeNumber
from core.collection.method import Found, Method, Task


def _fit(task: Task) -> Found:
    from sklearn.cluster import MiniBatchKMeans

    fitted = MiniBatchKMeans(
        n_clusters=task.k,
        batch_size=task.options["batch-size"],
        n_init=task.options["restarts"],
        max_iter=task.options["max-iter"],
        random_state=task.seed % 2**32,
    ).fit(task.rows)
    outcome = {"inertia": float(fitted.inertia_), "iterations": int(fitted.n_iter_)}
    return Found(fitted.labels_, outcome=outcome)


SPECIFICATION = Method(
    name="minibatch-kmeans",
    title=N_("Mini-batch k-means"),
    summary=N_("k-means from small draws: faster on very many pictures, and a little worse"),
    fit=_fit,
    takes_k=True,
    draws=True,
    options=(
        WholeNumber(
            name="batch-size", default=1024, low=1, high=1_000_000, meaning=N_("pictures in one draw")
        ),
        WholeNumber(
            name="restarts",
            default=10,
            low=1,
            high=1000,
            meaning=N_("starts that are tried on a draw, of which the best is gone on with"),
        ),
        WholeNumber(
            name="max-iter",
            default=100,
            low=1,
            high=100_000,
            meaning=N_("times that all pictures are drawn at most"),
        ),
    ),
)
