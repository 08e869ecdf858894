"""What clusters and runs are called."""

from __future__ import annotations

from core.base.sentences import _, ngettext
from core.collection.clustering import method_named
from core.collection.found import Found
from core.writing.number_words import grouped


def label(found: Found, cluster: int) -> str:
    """What a cluster is called: its name, else "cluster 3"; "noise"."""
    if cluster < 0:
        return _("noise")
    return found.name(cluster) or _("cluster {n}").format(n=cluster)


def title(found: Found) -> str:
    """ "104 pictures by k-means of EfficientNet-Lite0"."""
    n = len(found.places)
    sentence = ngettext("{n} picture by {method} of {vectors}", "{n} pictures by {method} of {vectors}", n)
    chosen = found.asked.embedding
    vectors = _("vectors of a file") if chosen is None else _(chosen.embedding.title)
    method = _(method_named(str(found.clustered.parameters["method"])).title)
    return sentence.format(n=grouped(n), method=method, vectors=vectors)
