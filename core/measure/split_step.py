"""The step that splits regions of a class which touch: what it floods, and what becomes of the lines.

By shape the levels are distances to the nearest pixel of another class, so that wide places are peaks and
necks saddles. By brightness they are the picture as it is shown, smoothed by a fourth of the diameter, the
brighter or the darker places being peaks as the class is brighter or darker than the rest.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Mask
from core.base.parallel import raise_if_cancelled, row_blocks
from core.cluster.superpixels.planes import Effort, blurred
from core.document.step import Step
from core.image.display import to_rgb
from core.measure.step_units import pixel_and_size
from core.measure.step_work import Apart, Places, Work
from core.morphology.components import components
from core.morphology.refilling import refilled
from core.morphology.splitting import (
    Depths,
    basins,
    checked_number,
    distances,
    kept_apart,
    lines_between,
)

# Levels in a pixel of distance, and in the range of the smoothed brightness of a class.
_LEVELS_A_PIXEL, _LEVELS_OF_BRIGHTNESS = 16, 4096
# A saddle that is shallower than half a pixel is one of the grid.
_LEAST_DEPTH = 0.5
# The Gaussian for brightness, of the diameter: what is half as wide as that is smoothed away.
_SMOOTHED = 0.25


def split(step: Step, places: Places, work: Work) -> tuple[Places, Apart]:
    """The map after the step, and what is kept apart in it.

    A class that was split already is split anew. A diameter of 0 changes nothing. Raises ParameterError where
    there would be too many regions, Cancelled.
    """
    if step.size == 0:
        return places, work.apart
    apart, closed = work.apart, work.closed(places)
    for place in work.chosen:
        inside = places == place
        raise_if_cancelled(work.cancelled)
        if not inside.any():
            continue
        levels, depths = _levels(step, places, inside, work)
        found = basins(levels, depths, closed=closed, cancelled=work.cancelled)
        apart = _joined(found, apart, inside, work)
        if step.lines == "kept":
            lines = lines_between(found, closed=closed, cancelled=work.cancelled)
            serves = work.free.copy()
            serves[place] = False
            # What no other class reaches stays, and stays apart.
            freed = refilled(places, lines, serves, cancelled=work.cancelled)
            apart = kept_apart(freed, places, apart, closed=closed, cancelled=work.cancelled)
            places = freed
    return places, apart


def region_counts(
    places: Places, apart: Apart, classes: int, measured: Mask | None, work: Work
) -> tuple[int, ...]:
    """How many regions each of the classes that are worked on has where it is measured; 0 of the others.

    Raises Cancelled.
    """
    chosen = np.zeros(256, np.bool_)
    chosen[list(work.chosen)] = True
    values = np.where(chosen[places], places, np.uint8(0))
    raise_if_cancelled(work.cancelled)
    found = components(values, apart=apart, closed=work.closed(places), cancelled=work.cancelled)
    counted = np.ones(found.count + 1, np.bool_) if measured is None else found.of(measured)
    counted[0] = False
    return tuple(np.bincount(found.values[counted], minlength=classes + 1)[1:].tolist())


def _joined(found: NDArray[np.int32], apart: Apart, inside: Mask, work: Work) -> NDArray[np.int32]:
    """What is kept apart in all classes: the numbers of this one go on after those of the others."""
    if apart is None:
        return found
    others = np.where(inside, np.int32(0), apart)
    raise_if_cancelled(work.cancelled)
    top = int(others.max(initial=0))
    checked_number(top + int(found.max(initial=0)))
    return np.where(inside & (found > 0), found + np.int32(top), others)


def _levels(step: Step, places: Places, inside: Mask, work: Work) -> tuple[NDArray[np.int32], Depths]:
    if step.by == "brightness":
        return _brightness(step, places, inside, work)
    width, height, diameter = pixel_and_size(step, work.calibration)
    pixel = min(width, height)
    away = distances(
        (places > 0) & ~inside,
        width,
        height,
        closed=work.closed(places),
        threads=work.threads,
        cancelled=work.cancelled,
    )
    levels = np.empty(places.shape, np.int32)
    for first, last in row_blocks(places.shape[0], places.shape[1], work.cancelled):
        part = away[first:last]
        # Where there is no other class, there is no neck either.
        part[np.isinf(part)] = 0.0
        levels[first:last] = np.where(inside[first:last], np.rint(part / pixel * _LEVELS_A_PIXEL), -1)
    depth = max(_LEAST_DEPTH, step.depth * diameter / pixel / 2)
    return levels, Depths(_whole(diameter / pixel / 2), _whole(depth))


def _whole(pixels: float) -> int:
    return round(pixels * _LEVELS_A_PIXEL)


def _brightness(step: Step, places: Places, inside: Mask, work: Work) -> tuple[NDArray[np.int32], Depths]:
    smooth = _smoothed(step, places, work)
    own, rest = smooth[inside], smooth[(places > 0) & ~inside]
    raise_if_cancelled(work.cancelled)
    if rest.size and own.mean(dtype=np.float64) < rest.mean(dtype=np.float64):
        np.negative(smooth, out=smooth)
        own = smooth[inside]
    low, high = float(own.min()), float(own.max())
    scale = _LEVELS_OF_BRIGHTNESS / (high - low) if high > low else 0.0
    raise_if_cancelled(work.cancelled)
    scaled = np.rint((smooth.astype(np.float64) - low) * scale)
    levels = np.where(inside, scaled, -1).astype(np.int32)
    return levels, Depths(0, max(1, round(step.depth * _LEVELS_OF_BRIGHTNESS)))


def _smoothed(step: Step, places: Places, work: Work) -> NDArray[np.float32]:
    """(h, w): the mean of the bands as shown, smoothed over what is measured."""
    if work.image is None:
        raise ValueError("a split by brightness needs the picture")
    width, height, diameter = pixel_and_size(step, work.calibration)
    known = (places > 0).astype(np.float32)
    shown = to_rgb(work.image, work.cancelled).mean(axis=2, dtype=np.float32) * known
    raise_if_cancelled(work.cancelled)
    sigma = _SMOOTHED * diameter / max(width, height)
    both = blurred(np.stack((shown, known), axis=2), sigma, Effort(work.threads, work.cancelled))
    smooth: NDArray[np.float32] = np.divide(
        both[..., 0], np.maximum(both[..., 1], np.float32(1e-6)), dtype=np.float32
    )
    return smooth
