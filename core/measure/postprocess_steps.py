"""What each kind of step does to the class map.

On one class, c:
- open: c loses the pixels that no disk inside c covers; those around take them, layer by layer from outside.
- close: c gains the pixels that opening the rest would lose (the dual; the same as a closing of c).
- fill-holes: c gains the 4-connected parts of the rest, up to an area, that do not touch the picture's edge
  or a pixel without data.
- min-area: 8-connected regions of c below an area go to the classes around them.
- keep-largest: all regions of c but the largest do; of equal ones the first in reading order stays.
- majority: the class most frequent in the disk, where the change is from c or to c.
- split: regions of c that touch at necks become several (core.measure.split_step).

On all classes open, min-area, keep-largest and majority look at all of them at once; close, fill-holes and
split take them one after the other, in the order of the classes, each finding what the one before left.
"""

from __future__ import annotations

import numpy as np

from core.base.arrays import Floats, Ints, Mask
from core.base.errors import ParameterError
from core.base.parallel import Cancel, chunks, raise_if_cancelled
from core.base.sentences import _
from core.document.step import MOST_RADIUS, RADIUS_KINDS, Step
from core.measure.split_step import split
from core.measure.step_units import needs_scale, pixel_and_size
from core.measure.step_work import Apart, Places, Work
from core.morphology.components import Components, components, ground_sizes
from core.morphology.disks import Disk, disk, majority_filter
from core.morphology.refilling import refilled, regions_refilled
from core.morphology.splitting import kept_apart
from core.scale.calibration import Calibration
from core.scale.units import UNITS

# Rows between two looks at `cancelled`.
_ROWS = 256


def apply_step(step: Step, places: Places, work: Work) -> tuple[Places, Apart]:
    """The map after the step, and what splits keep apart in it; the same arrays where nothing can change.

    Raises ParameterError, Cancelled.
    """
    if step.kind == "split":
        return split(step, places, work)
    after = _changed(step, places, work)
    if work.apart is None or after is places:
        return after, work.apart
    closed = work.closed(places)
    return after, kept_apart(after, places, work.apart, closed=closed, cancelled=work.cancelled)


def _changed(step: Step, places: Places, work: Work) -> Places:
    if step.kind in RADIUS_KINDS:
        around = element(step, work.calibration)
        return places if around.is_a_pixel else _smoothed(step, places, around, work)
    if step.kind != "fill-holes":
        return _without_regions(places, work, None if step.kind == "keep-largest" else step)
    for place in work.chosen:
        places = _filled(places, place, step, work)
    return places


def _smoothed(step: Step, places: Places, around: Disk, work: Work) -> Places:
    if step.kind == "majority":
        return _majority(places, around, work)
    if step.kind == "open":
        return _opened(places, around, work)
    for place in work.chosen:
        places = _closed(places, place, around, work)
    return places


def element(step: Step, calibration: Calibration) -> Disk:
    """The disk of a step with a radius, as pixels. Raises ParameterError."""
    width, height, radius = pixel_and_size(step, calibration)
    if radius / min(width, height) > MOST_RADIUS:
        raise ParameterError(
            _(
                "The radius of “{name}”, {size_text}, is more than {most:g} pixels: choose a smaller one."
            ).format(name=step.name, size_text=step.size_text, most=MOST_RADIUS)
        )
    return disk(radius, width, height)


def check_size(step: Step, calibration: Calibration) -> None:
    """Raises ParameterError where the size of a step cannot be carried to pixels."""
    if step.kind in RADIUS_KINDS:
        element(step, calibration)
    elif step.kind == "split":
        width, height, diameter = pixel_and_size(step, calibration)
        if diameter / min(width, height) > 2 * MOST_RADIUS:
            raise ParameterError(
                _(
                    "The diameter of “{name}”, {size_text}, is more than {most:g} pixels: choose a smaller "
                    "one."
                ).format(name=step.name, size_text=step.size_text, most=2 * MOST_RADIUS)
            )
    elif step.kind != "keep-largest" and step.unit != "px":
        needs_scale(step, calibration)


def _opened(places: Places, around: Disk, work: Work) -> Places:
    """A pixel stays where it lies in a disk whose middle is of its class and which holds no other class.

    All classes at once: a disk holds one class where its least and greatest are equal, and if a pixel lies in
    any such disk, that disk is of its class.
    """
    if work.place is None:
        greatest = work.dilate(places, around)
        least = work.dilate(_mirrored(places), around)
        raise_if_cancelled(work.cancelled)
        middles = (greatest == places) & (least == _mirrored(places)) & (places > 0)
        inside, serves = work.free[places], work.free
    else:
        inside = places == work.place
        raise_if_cancelled(work.cancelled)
        other = work.dilate(((places > 0) & ~inside).view(np.uint8), around)
        middles = inside & (other == 0)
        serves = work.free.copy()
        serves[work.place] = False
    covered = work.dilate(middles.view(np.uint8), around) > 0
    raise_if_cancelled(work.cancelled)
    return refilled(places, inside & ~covered, serves, cancelled=work.cancelled)


def _closed(places: Places, place: int, around: Disk, work: Work) -> Places:
    inside = places == place
    if not inside.any():
        return places
    rest = (places > 0) & ~inside
    raise_if_cancelled(work.cancelled)
    middles = rest & (work.dilate(inside.view(np.uint8), around) == 0)
    gained = rest & (work.dilate(middles.view(np.uint8), around) == 0) & work.free[places]
    raise_if_cancelled(work.cancelled)
    return np.where(gained, np.uint8(place), places)


def _filled(places: Places, place: int, step: Step, work: Work) -> Places:
    inside = places == place
    if not inside.any():
        return places
    closed = work.closed(places)
    rest = components((~inside).view(np.uint8), diagonal=False, closed=closed, cancelled=work.cancelled)
    raise_if_cancelled(work.cancelled)
    holes = _sizes(rest, step, work) <= _limit(step)
    raise_if_cancelled(work.cancelled)
    holes[0] = False
    holes[rest.of(places == 0)] = False
    sides = () if closed else (rest.ids[:, 0], rest.ids[:, -1])
    for edge in (rest.ids[0], rest.ids[-1], *sides):
        holes[edge] = False
    if not holes.any():
        return places
    raise_if_cancelled(work.cancelled)
    return np.where(holes[rest.ids] & work.free[places], np.uint8(place), places)


def _without_regions(places: Places, work: Work, step: Step | None) -> Places:
    """Without the regions below the area of the step; without step, all but the largest of each class."""
    if work.place is None:
        values = np.where(work.free[places], places, np.uint8(0))
    else:
        values = np.where(places == work.place, places, np.uint8(0))
    closed = work.closed(places)
    regions = components(values, apart=work.apart, closed=closed, cancelled=work.cancelled)
    if regions.count == 0:
        return places
    raise_if_cancelled(work.cancelled)
    if step is None:
        sizes: Floats | Ints = regions.pixels()
        raise_if_cancelled(work.cancelled)
        small = _not_largest(regions, sizes, values, work.cancelled)
    else:
        sizes = _sizes(regions, step, work)
        small = sizes < _limit(step)
        small[0] = False
    if not small.any():
        return places
    raise_if_cancelled(work.cancelled)
    released = small[regions.ids]
    raise_if_cancelled(work.cancelled)
    return regions_refilled(
        places, released, work.free, sizes, regions.ids, closed=closed, cancelled=work.cancelled
    )


def _not_largest(regions: Components, sizes: Ints | Floats, values: Places, cancelled: Cancel) -> Mask:
    place = np.zeros(regions.count + 1, np.uint8)
    for rows in chunks(len(values), _ROWS, cancelled):
        place[regions.ids[rows]] = values[rows]
    order = np.lexsort((np.arange(regions.count + 1), -sizes, place))
    _, firsts = np.unique(place[order], return_index=True)
    small = np.ones(regions.count + 1, np.bool_)
    small[order[firsts]] = False
    small[0] = False
    return small


def _sizes(found: Components, step: Step, work: Work) -> Floats | Ints:
    """Of each component: pixels, or m² on the ground."""
    if step.unit == "px":
        return found.pixels()
    needs_scale(step, work.calibration)
    return ground_sizes(found, work.calibration, cancelled=work.cancelled)


def _limit(step: Step) -> float:
    """The area of the step in what `_sizes` gives."""
    return step.size if step.unit == "px" else float(f"{step.size * UNITS[step.unit[:-1]] ** 2:.12g}")


def _majority(places: Places, around: Disk, work: Work) -> Places:
    found = majority_filter(places, around, work.free, threads=work.threads, cancelled=work.cancelled)
    if work.place is None:
        return found
    return np.where((places == work.place) | (found == work.place), found, places)


def _mirrored(places: Places) -> Places:
    """1…255 in reverse order, 0 stays: the least becomes the greatest."""
    return np.negative(places)
