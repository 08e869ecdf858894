"""Gestures of the hand that edit: a stroke of the brush, a lasso, a region given away; and what they make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes
from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _
from core.classes.classes import Classes
from core.document.edits import Edits, erased, painted
from core.document.strokes import connected_window, stroke_window
from core.measure.apply_edits import unlocked
from core.measure.class_map import class_maps
from core.roi.shape_masks import PixelWindow, shape_window
from core.roi.shapes import Polygon, Ring


@dataclass(frozen=True)
class Gesture:
    """points: (x, y) in picture coordinates: the way of a brush, an outline, or a place in a region.

    kind: what it covers. name: the class that gets the pixels, None for none. erases: take edits away
    instead. size: the diameter of the brush in pixels.
    """

    kind: Literal["stroke", "lasso", "region"]
    points: tuple[tuple[float, float], ...]
    name: str | None = None
    erases: bool = False
    size: int = 1


def edited(
    gesture: Gesture,
    edits: Edits | None,
    labels: Bytes,
    classes: Classes,
    *,
    values: NDArray[np.int32] | None = None,
    cancelled: Cancel = never_cancelled,
) -> Edits:
    """The edits after the gesture; the same ones where it covers nothing that may change.

    labels: (height, width) uint8, those that are measured now: they tell regions, and which pixels belong
    to a locked class and are left out. values: of a label image, whose regions they are. Raises
    ParameterError where the class is locked or gone, Cancelled.
    """
    height, width = labels.shape
    edits = edits or Edits((height, width))
    if not gesture.erases and gesture.name is not None:
        _check(gesture.name, classes)
    window = _window(gesture, labels, classes, values, cancelled)
    if window is None:
        return edits
    window = unlocked(window, labels, classes)
    if not window.mask.any():
        return edits
    return erased(edits, window) if gesture.erases else painted(edits, window, gesture.name)


def _window(
    gesture: Gesture,
    labels: Bytes,
    classes: Classes,
    values: NDArray[np.int32] | None,
    cancelled: Cancel,
) -> PixelWindow | None:
    height, width = labels.shape
    if gesture.kind == "stroke":
        return stroke_window(gesture.points, gesture.size, height, width, cancelled=cancelled)
    if gesture.kind == "lasso":
        if len(gesture.points) < 3:
            return None
        return shape_window(Polygon((Ring(np.array(gesture.points)),)), height, width, cancelled)
    places = class_maps(classes, np.ones(256, np.int64)).places(labels)
    column, row = (int(value // 1) for value in gesture.points[0])
    return connected_window(places, column, row, values=values, cancelled=cancelled)


def _check(name: str, classes: Classes) -> None:
    found = next((item for item in classes if item.name == name), None)
    if found is None:
        raise ParameterError(_("There is no class “{name}” now: choose another one.").format(name=name))
    if found.locked:
        raise ParameterError(
            _("The class “{name}” is locked: unlock it in the class table to give it pixels.").format(
                name=name
            )
        )
