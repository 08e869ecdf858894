"""What each kind of step does to the class map.

On one class, c:
- open: c loses the pixels that no disk inside c covers; those around take them, layer by layer from outside.
- close: c gains the pixels that opening the rest would lose (the dual; the same as a closing of c).
- fill-holes: c gains the 4-connected parts of the rest, up to an area, that do not touch the picture's edge
  or a pixel without data.
- min-area: 8-connected regions of c below an area go to the classes around them.
- keep-largest: all regions of c but the largest do; of equal ones the first in reading order stays.
- majority: the class most frequent in the disk, where the change is from c or to c.

On all classes open, min-area, keep-largest and majority look at all of them at once; close and fill-holes
take them one after the other, in the order of the classes, each finding what the one before left.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Ints, Mask
from core.base.errors import ParameterError
from core.base.parallel import Cancel, chunks, never_cancelled, raise_if_cancelled
from core.base.sentences import _
from core.document.step import MOST_RADIUS, RADIUS_KINDS, Step
from core.measure.step_units import why_not_in_its_unit
from core.morphology.components import Components, components, ground_sizes
from core.morphology.disks import Disk, dilate, disk, majority_filter
from core.morphology.morphology_kernels import frontier_of, refill_layers
from core.scale.calibration import Calibration
from core.scale.ground_area import closes
from core.scale.units import UNITS

Places = Bytes

# Rows between two looks at `cancelled`.
_ROWS = 256
_PIXELS_A_CALL = 1 << 17


@dataclass(frozen=True, eq=False)
class Work:
    """free: (256,) bool, classes that may gain and lose. place: the class worked on; None for all."""

    free: Mask
    place: int | None
    calibration: Calibration
    threads: int | None
    cancelled: Cancel

    @property
    def chosen(self) -> tuple[int, ...]:
        """The places worked on, ascending."""
        return tuple(map(int, np.flatnonzero(self.free))) if self.place is None else (self.place,)

    def closed(self, places: Places) -> bool:
        """Whether the map goes round the Earth, so that regions go on over its seam."""
        return closes(self.calibration.georeference, places.shape[0], places.shape[1])

    def dilate(self, values: Places, around: Disk) -> Places:
        return dilate(values, around, threads=self.threads, cancelled=self.cancelled)


def apply_step(step: Step, places: Places, work: Work) -> Places:
    """The map after the step; the same array where nothing can change. Raises ParameterError, Cancelled."""
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
    if step.unit == "px":
        width, height, radius = 1.0, 1.0, step.size
    else:
        _needs_scale(step, calibration)
        width, height = (
            calibration.width * UNITS[calibration.unit],
            calibration.height * UNITS[calibration.unit],
        )
        radius = step.size * UNITS[step.unit]
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
    elif step.kind != "keep-largest" and step.unit != "px":
        _needs_scale(step, calibration)


def _needs_scale(step: Step, calibration: Calibration) -> None:
    if why := why_not_in_its_unit(step, calibration):
        raise ParameterError(why)


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
    regions = components(values, closed=closed, cancelled=work.cancelled)
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
    _needs_scale(step, work.calibration)
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


def refilled(places: Bytes, released: Mask, serves: Mask, *, cancelled: Cancel = never_cancelled) -> Bytes:
    """The map with the released pixels given to neighbouring classes; those that none reaches stay.

    places: (height, width) uint8, 0 = no data. released: (height, width) bool. serves: (256,) bool, the
    classes that may take pixels. In each layer, every released pixel beside a decided one takes the class
    most frequent among its decided 8-neighbours that serve, ties to the lowest; all of a layer decide at
    once, so that the outcome depends on no order. Raises Cancelled.
    """
    out, pending = places.copy(), released.copy()
    raise_if_cancelled(cancelled)
    _fill_layers(out, pending, serves, cancelled)
    return out


def regions_refilled(
    places: Bytes,
    released: Mask,
    serves: Mask,
    sizes: Floats | Ints,
    ids: NDArray[np.int32],
    *,
    closed: bool = False,
    cancelled: Cancel = never_cancelled,
) -> Bytes:
    """As `refilled`, for released regions; where only such touch, the largest of them takes the others.

    sizes: (regions + 1,) of each region; ids: (height, width), the region of a pixel, 0 for none. Of equally
    large ones the lowest class wins, then the first in reading order. So no released region stays beside
    another class that serves.
    """
    out, pending = places.copy(), released.copy()
    _fill_layers(out, pending, serves, cancelled)
    if not pending.any():
        return out
    raise_if_cancelled(cancelled)
    groups = components(pending.view(np.uint8), closed=closed, cancelled=cancelled).ids
    index = np.flatnonzero(pending)
    group, size, place = groups.ravel()[index], sizes[ids.ravel()[index]], places.ravel()[index]
    raise_if_cancelled(cancelled)
    order = np.lexsort((index, place, -size, group))
    raise_if_cancelled(cancelled)
    _, firsts = np.unique(group[order], return_index=True)
    largest = place[order[firsts]]
    out.ravel()[index] = largest[group - 1]
    return out


def _fill_layers(out: Bytes, pending: Mask, serves: Mask, cancelled: Cancel) -> None:
    """In place; what stays pending has not been reached."""
    raise_if_cancelled(cancelled)
    number = int(np.count_nonzero(pending))
    queue, spare = np.empty(number, np.int32), np.empty(number, np.int32)
    chosen, around = np.empty(number, np.uint8), np.empty(8, np.uint8)
    n = frontier_of(out, pending, serves, queue)
    while n:
        raise_if_cancelled(cancelled)
        n = refill_layers(out, pending, serves, queue, n, spare, chosen, around, _PIXELS_A_CALL)
