"""The scale that a region of known size gives: how many pixels lie together at a place."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes
from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _
from core.classes.classes import Classes
from core.document.strokes import connected_window
from core.measure.class_map import class_maps
from core.scale.scale_area import KnownSize, ScaleArea


def counted(
    known: KnownSize,
    labels: Bytes,
    classes: Classes,
    *,
    values: NDArray[np.int32] | None = None,
    cancelled: Cancel = never_cancelled,
) -> ScaleArea:
    """The pixels of the region of a class at the place that `known` names: 8-connected.

    labels: (height, width) uint8 cluster ids as they are measured, 0 = no data or outside. values: of a label
    image, whose regions they are.
    Raises ParameterError where nothing is measured at the place, Cancelled.
    """
    places = class_maps(classes, np.ones(256, np.int64)).places(labels)
    column, row = int(known.x // 1), int(known.y // 1)
    window = connected_window(places, column, row, values=values, cancelled=cancelled)
    if window is None:
        raise ParameterError(
            _("Nothing is measured at {x:g},{y:g}: give a place in the thing whose size is known.").format(
                x=known.x, y=known.y
            )
        )
    return ScaleArea(known, int(np.count_nonzero(window.mask)))
