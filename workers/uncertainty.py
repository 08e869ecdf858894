"""The jobs beside a result: the errors of its areas, and the map of its doubtful pixels."""

from __future__ import annotations

from dataclasses import dataclass

from core.base.arrays import Bytes
from core.base.parallel import Cancel
from core.classes.classes import Classes
from core.measure.doubt import doubt_map, doubt_picture, doubtful_pixels, learned_doubt
from core.measure.uncertainty import Uncertainty, uncertainty
from workers.clustering import Outcome


@dataclass(frozen=True, eq=False)
class DoubtShown:
    """The map of doubtful pixels, to be laid over the segmentation. pixels: how many it shows."""

    levels: tuple[Bytes, ...]
    pixels: int


def errors_of(outcome: Outcome, classes: Classes, cancelled: Cancel) -> Uncertainty:
    """Find the errors of the areas. Raises Cancelled."""
    return uncertainty(
        outcome.prepared, outcome.segmentation, outcome.measurement, classes, cancelled=cancelled
    )


def doubt_of(outcome: Outcome, classes: Classes, cancelled: Cancel) -> DoubtShown:
    """Draw the map of doubtful pixels. Raises Cancelled."""
    measured, segmentation = outcome.measurement, outcome.segmentation
    labels, learned = measured.labels, measured.learned
    if learned is None:
        found = doubt_map(outcome.prepared, segmentation, labels, classes, cancelled=cancelled)
    else:
        found = learned_doubt(learned.of, labels, classes, cancelled=cancelled)
    return DoubtShown(doubt_picture(found), doubtful_pixels(found))
