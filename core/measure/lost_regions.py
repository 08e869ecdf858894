"""Whole regions that a step takes from a class: a count of pixels does not say that objects vanish."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Mask
from core.base.parallel import Cancel, chunks, raise_if_cancelled
from core.morphology.components import components

# Rows between two looks at `cancelled`.
_ROWS = 256


def lost_regions(
    before: Bytes,
    after: Bytes,
    losing: Mask,
    measured: Mask | None,
    cancelled: Cancel,
    *,
    apart: NDArray[np.int32] | None = None,
) -> tuple[int, ...]:
    """How many regions of each class have no pixel of it left, in the order of the classes.

    before, after: (height, width) uint8, the class of each pixel from 1; 0 is none. losing: (n,) bool, the
    classes that lost a pixel: the others are not looked at. measured: (height, width) bool, where regions
    are counted. Regions are 8-connected; apart: (height, width) int32, what splits keep apart before. Raises
    Cancelled.
    """
    lost = np.zeros(len(losing) + 1, np.int64)
    if not losing.any():
        return tuple(lost[1:].tolist())
    looked_at = np.zeros(256, np.bool_)
    looked_at[1 : len(losing) + 1] = losing
    values = np.zeros_like(before)
    for rows in chunks(len(before), _ROWS, cancelled):
        wanted = looked_at[before[rows]]
        if measured is not None:
            wanted &= measured[rows]
        values[rows] = np.where(wanted, before[rows], np.uint8(0))
    found = components(values, apart=apart, cancelled=cancelled)
    raise_if_cancelled(cancelled)
    class_of, stays = np.zeros(found.count + 1, np.uint8), np.zeros(found.count + 1, np.bool_)
    for rows in chunks(len(before), _ROWS, cancelled):
        ids = found.ids[rows]
        class_of[ids] = values[rows]
        stays[ids[values[rows] == after[rows]]] = True
    lost += np.bincount(class_of[~stays], minlength=len(lost))
    return tuple(lost[1:].tolist())
