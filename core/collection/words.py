"""What clusters and runs are called."""

from __future__ import annotations

from core.base.sentences import _, ngettext, pgettext
from core.collection.clustering import method_named
from core.collection.embedding import embedding_named
from core.collection.found import Found
from core.writing.number_words import grouped


def label(found: Found, cluster: int) -> str:
    """What a cluster is called: its name, else "cluster 3"; "noise"."""
    return label_of(cluster, found.name(cluster))


def label_of(cluster: int, name: str) -> str:
    """The same of a cluster with this name, "" for none."""
    if cluster < 0:
        return pgettext("cluster", "noise")
    return name or _("cluster {n}").format(n=cluster)


def title(found: Found) -> str:
    """ "104 pictures by k-means of EfficientNet-Lite0"."""
    return title_of(
        len(found.places), str(found.asked.embedding_json["name"]), str(found.clustered.parameters["method"])
    )


def title_of(n: int, embedding: str, method: str) -> str:
    """The same of n pictures, by the names of embedding ("file" for vectors of one) and method. Raises
    ParameterError for others.
    """
    sentence = ngettext("{n} picture by {method} of {vectors}", "{n} pictures by {method} of {vectors}", n)
    vectors = _("vectors of a file") if embedding == "file" else _(embedding_named(embedding).title)
    return sentence.format(n=grouped(n), method=_(method_named(method).title), vectors=vectors)
