"""How many clusters part the examples of different classes that lie in one cluster."""

from __future__ import annotations

from dataclasses import replace

from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled
from core.classes.examples import Examples, mixed_clusters
from core.cluster.parameters import MAX_ITER, MAX_K, Parameters
from core.cluster.prepared.prepare import Prepared
from core.cluster.segmentation import finish
from core.cluster.starts.restarts import run_all

# So many clusters more are tried: with still more nobody knows what each is.
MOST_MORE = 8


def parting_k(
    prepared: Prepared, parameters: Parameters, examples: Examples, *, cancelled: Cancel = never_cancelled
) -> int | None:
    """The smallest number of clusters, above that of the parameters, of which none holds examples of two
    classes; None where eight more clusters do not part them.

    prepared: of what is clustered. Each number is clustered to its fixed point, as the run by it will be.
    Raises Cancelled.
    """
    init = parameters.init if isinstance(parameters.init, str) else "k-means++"
    meant = replace(parameters, init=init, max_iter=parameters.max_iter or MAX_ITER)
    for k in range(parameters.k + 1, min(parameters.k + MOST_MORE, MAX_K) + 1):
        tried = replace(meant, k=k)
        try:
            histories = run_all(prepared, tried, None, cancelled)
        except ParameterError:
            return None  # there are no more colours
        found = finish(prepared, tried, histories, seconds=0.0, cancelled=cancelled)
        if not mixed_clusters(examples, found.labels, k):
            return k
    return None
