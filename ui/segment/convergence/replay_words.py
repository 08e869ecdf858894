"""What is said of a moment of a run, in numbers of this picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.convergence.moves import farthest_move
from core.writing.number_words import scientific
from ui.segment.convergence.replayed import Rendered, Replay
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


def said_of(replay: Replay, rendered: Rendered) -> str:
    """What a moment of a run is."""
    moment = rendered.moment
    step = replay.history[moment.iteration]
    if moment.half:
        return moved_text(replay.history[moment.iteration - 1], step)
    if rendered.changed is not None:
        return assigned_text(step, *rendered.changed)
    return iteration_text(step, len(replay.history) - 1)


def status_text(replay: Replay) -> str:
    """How far the run is, or how it has ended."""
    if not replay.clustered:
        return QCoreApplication.translate("Replay", "nothing is clustered")
    stop = replay.history[-1].stop
    if stop is None:
        status = QCoreApplication.translate("Replay", "running")
    elif stop == "converged":
        status = QCoreApplication.translate("Replay", "converged")
    elif stop == "tolerance":
        status = QCoreApplication.translate("Replay", "converged within the tolerance")
    else:
        status = QCoreApplication.translate("Replay", "not converged")
    number, of = replay.start
    if of == 1:
        return status
    start = QCoreApplication.translate("Replay", "start {0} of {1}").format(number + 1, of)
    return f"{status}, {start}"
