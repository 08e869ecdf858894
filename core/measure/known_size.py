"""The scale that a region of known size gives: how many pixels lie together at a place."""

from __future__ import annotations

import numpy as np

from core.base.arrays import Bytes
from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _
from core.classes.classes import Classes
from core.document.strokes import connected_window
from core.measure.class_map import class_maps
from core.scale.scale_area import KnownSize, ScaleArea


def counted(
    known: KnownSize, labels: Bytes, classes: Classes, *, cancelled: Cancel = never_cancelled
) -> ScaleArea:
    """The pixels of the region of a class at the place that `known` names: 8-connected.

    labels: (height, width) uint8 cluster ids as they are measured, 0 = no data or outside.
    Raises ParameterError where nothing is measured at the place, Cancelled.
    """
    places = class_maps(classes, np.ones(256, np.int64)).places(labels)
    window = connected_window(places, int(known.x // 1), int(known.y // 1), cancelled=cancelled)
    if window is None:
        raise ParameterError(
            _("Nothing is measured at {x:g},{y:g}: give a place in the thing whose size is known.").format(
                x=known.x, y=known.y
            )
        )
    return ScaleArea(known, int(np.count_nonzero(window.mask)))
