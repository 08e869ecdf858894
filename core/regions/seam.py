"""Regions over the seam of a map that goes round the Earth: its last column lies beside its first.

Such a region is one, but lies at both edges of the picture. What is measured of it comes from its pixels as
they lie side by side on the ground. A region that lies in every column has no such place to be cut open at:
it keeps what is measured on the picture, where its ends do not meet.
"""

from __future__ import annotations

import numpy as np

from core.base.arrays import Ints, Mask
from core.base.parallel import Cancel, raise_if_cancelled
from core.regions.region_runs import FoundRegions, find_values


def join_at_seam(found: FoundRegions, *, corners: bool, cancelled: Cancel) -> None:
    """Measure again, in place, those of the regions of a closed map that lie over its seam.

    Raises Cancelled.
    """
    for region in np.intersect1d(found.ids[:, 0], found.ids[:, -1]).tolist():
        raise_if_cancelled(cancelled)
        if region:
            _measure(found, region - 1, corners=corners)


def _measure(found: FoundRegions, row: int, *, corners: bool) -> None:
    top, bottom = found.box[row, [1, 3]].tolist()
    mask = found.ids[top:bottom] == row + 1
    left, width = _begin(mask.any(axis=0))
    if width == mask.shape[1]:
        return
    whole = np.ascontiguousarray(np.roll(mask, -left, axis=1)[:, :width]).astype(np.int32)
    one = find_values(whole, corners=corners)
    found.first[row] = one.first[0] + (left, top)
    found.starts[found.owners == row + 1] = np.add(one.starts, (left, top))
    found.sums[row], found.pairs[row] = one.sums[0], one.pairs[0]
    found.box[row] = one.box[0] + (left, top, left, top)
    rows = slice(found.offsets[row], found.offsets[row] + bottom - top)
    found.leftmost[rows], found.rightmost[rows] = one.leftmost + left, one.rightmost + left


def _begin(occupied: Mask) -> tuple[int, int]:
    """The column after the widest gap, and how many there are round to that gap; all where there is none.

    occupied: the first and the last column are.
    """
    ends: Ints = np.flatnonzero(np.diff(occupied.astype(np.int8), prepend=1, append=1))
    if not len(ends):
        return 0, len(occupied)
    begins, ends = ends[::2], ends[1::2]
    widest = int(np.argmax(ends - begins))
    return int(ends[widest]), len(occupied) - int(ends[widest] - begins[widest])
