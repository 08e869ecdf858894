"""How many clusters part the examples of different classes that lie in one cluster."""

from __future__ import annotations

from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled
from core.classes.examples import Examples, mixed_clusters
from core.cluster.parameters import MAX_K, Parameters, with_k
from core.cluster.prepared.prepare import Prepared
from core.cluster.prepared.prepared_channel import with_thresholds
from core.cluster.prepared.prepared_superpixels import PreparedSuperpixels
from core.cluster.segmentation import finish
from core.cluster.starts.restarts import run_all
from core.cluster.threshold import Threshold

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
    if not isinstance(prepared, PreparedSuperpixels):
        prepared = with_thresholds(prepared, Threshold())  # those that are given part nothing more
    for k in range(parameters.k + 1, min(parameters.k + MOST_MORE, MAX_K) + 1):
        try:
            tried = with_k(parameters, k)
            histories = run_all(prepared, tried, None, cancelled)
        except ParameterError:
            return None  # there are no more colours
        found = finish(prepared, tried, histories, seconds=0.0, cancelled=cancelled)
        if not mixed_clusters(examples, found.labels, k):
            return k
    return None
