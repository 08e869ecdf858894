"""What a run is called in the window, and what it is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.base.sentences import _
from core.writing.number_words import fixed, grouped

if TYPE_CHECKING:
    from core.collection.found import Found


def run_words(run: Found) -> str:
    """ "k-means, 4 clusters": how its clusters were found, and how many there are."""
    from core.collection.clustering import method_named

    method = _(method_named(str(run.clustered.parameters["method"])).title)
    number = run.clusters
    counted = _words("1 cluster") if number == 1 else _words("{0} clusters").format(number)
    words = f"{method}, {counted}"
    by_hand = run.clustered.outcome.get("by_hand", 0)
    return f"{words}, {_words('by hand')}" if by_hand else words


def score_words(run: Found) -> str:
    """How far its clusters stand apart, and agree with what is known; "" where neither can be said."""
    said = []
    silhouette, agreement = run.scores.get("silhouette"), run.scores.get("ari")
    if silhouette is not None:
        said.append(_words("silhouette {0}").format(fixed(float(silhouette), 2)))
    if agreement is not None:
        said.append(_words("agreement with what is known {0}").format(fixed(float(agreement), 2)))
    return ", ".join(said)


def shown_words(run: Found) -> str:
    """Above the map."""
    head = _words("{0} pictures by {1}").format(grouped(len(run.places)), run_words(run))
    return ": ".join(part for part in (head, score_words(run)) if part)


def found_by_words(run: Found) -> str:
    """By which numbers its clusters were found, beside the map."""
    components = run.asked.measuring.preparation.components
    if components == 2:
        return _words("Clusters are found by the two directions of the PCA map.")
    if components:
        return _words("Clusters are found by {0} principal components, not by places on the map.").format(
            grouped(components)
        )
    return _words("Clusters are found by all that tells pictures apart, not by places on the map.")


def score_tip(run: Found) -> str:
    """What the scores mean, in a tooltip."""
    return "\n".join(
        (
            _words("Silhouette: 1 where clusters stand far apart, 0 where they touch."),
            _words("Agreement: the adjusted Rand index, 1 where clusters are the folders, 0 by chance."),
            *run.notes,
        )
    )


def _words(text: str) -> str:
    return QCoreApplication.translate("run_words", text)
