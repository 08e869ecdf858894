"""What is said of a moment of a run, in numbers of this picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.convergence.moves import farthest_move
from core.writing.number_words import scientific
from ui.widgets.number_text import count_text, share_text

if TYPE_CHECKING:
    from core.cluster.lloyd.kmeans import KMeansStep


def iteration_text(step: KMeansStep, last: int) -> str:
    return QCoreApplication.translate("Replay", "iteration {0} of {1}").format(step.iteration, last)


def moved_text(before: KMeansStep, after: KMeansStep) -> str:
    """What the first half of an iteration did: each centroid went to the mean of its pixels."""
    farthest = farthest_move(before.centroids, after.centroids)
    words = QCoreApplication.translate("Replay", "Move {0}: centroid {1} goes farthest, by {2}")
    return words.format(after.iteration, farthest.row + 1, scientific(farthest.distance, 3))


def assigned_text(step: KMeansStep, changed: int, pixels: int) -> str:
    """What the second half did: each pixel went to the nearest centroid. changed: of so many pixels."""
    if not changed:
        return QCoreApplication.translate("Replay", "Assign {0}: no pixel changes its cluster").format(
            step.iteration
        )
    words = (
        QCoreApplication.translate("Replay", "Assign {0}: {1} pixel changes its cluster ({2})")
        if changed == 1
        else QCoreApplication.translate("Replay", "Assign {0}: {1} pixels change their cluster ({2})")
    )
    share = share_text(changed / max(1, pixels))
    return words.format(step.iteration, count_text(changed), share)
