"""What becomes of pixels that a class has lost: those around take them, layer by layer from outside."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Ints, Mask
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.morphology.components import components
from core.morphology.morphology_kernels import frontier_of, refill_layers

_PIXELS_A_CALL = 1 << 17


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
