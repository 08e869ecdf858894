"""Regions found: connected components of every class, or the objects of a label image. What is counted is
summed over runs, not pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Ints, Mask
from core.base.parallel import Cancel, never_cancelled, row_blocks
from core.morphology.runs import CODES, Runs, joined_runs, told_apart
from core.regions import region_kernels as kernels


@dataclass(frozen=True, eq=False)
class FoundRegions:
    """n regions as counts of whole numbers; region i + 1 is row i.

    ids: (h, w) int32, the region of each pixel, 0 of none. codes: (n,) the class of each, from 1.
    first: (n, 2) column and row of the first pixel in row-major order. sums, box, touches, pairs: see
    core.regions.region_kernels. owners, starts: (m,) and (m, 2), of each connected piece its region, from 1,
    and its first pixel; a region that is a component is one piece. offsets: (n,) where the rows of each
    region begin in leftmost and rightmost.
    Columns of a region over the seam of a closed map count on beyond the last one.
    """

    ids: NDArray[np.int32]
    codes: Bytes
    first: Ints
    sums: Ints
    pairs: Ints
    box: Ints
    touches: Mask
    owners: NDArray[np.int32]
    starts: Ints
    offsets: Ints
    leftmost: NDArray[np.int32]
    rightmost: NDArray[np.int32]

    @property
    def crossings(self) -> Ints:
        """(n, 4): how often lines through pixel centres cross the border, holes and all: along rows, along
        columns, along \\ and along / diagonals.
        """
        pixels, runs = self.sums[:, 0], self.sums[:, 6]
        return 2 * np.stack((runs, *(pixels - self.pairs[:, i] for i in range(3))), axis=1)

    @property
    def holes(self) -> Ints:
        """(n,): runs that touch close a ring around a hole whenever they are more than trees need."""
        trees = np.bincount(self.owners - 1, minlength=len(self.codes))
        # Of a region all round the Earth, what touches over the seam is not among them.
        holes: Ints = np.maximum(self.pairs[:, 3] - self.sums[:, 6] + trees, 0)
        return holes

    @property
    def over_seam(self) -> Mask:
        """(n,): regions that go on beyond the last column, in the first ones."""
        over: Mask = self.box[:, 2] > self.ids.shape[1]
        return over


def find_runs(
    labels: Bytes,
    table: Bytes,
    *,
    corners: bool,
    closed: bool = False,
    apart: Sequence[NDArray[np.int32]] = (),
    cancelled: Cancel = never_cancelled,
) -> FoundRegions:
    """The regions of table[labels], classes from 1 and 0 = none; corners: 8-connected, else 4-connected.

    labels: (h, w) uint8, h and w at least 1. table: (256,) uint8. Numbered by class, in a class by the first
    pixel in row-major order. closed: the first column lies beside the last (core.regions.seam). apart: up to
    two maps (h, w) int32, from 0 up to 2**23: pixels of different numbers are never of one region. Raises
    Cancelled.
    """
    if not apart:
        runs = joined_runs(labels, diagonal=corners, closed=closed, table=table, cancelled=cancelled)
    else:
        told = told_apart(labels, apart, table=table, cancelled=cancelled)
        runs = joined_runs(told, diagonal=corners, closed=closed, cancelled=cancelled)
        runs = replace(runs, values=(runs.values & CODES).astype(np.uint8))
    firsts = runs.firsts()
    firsts = firsts[np.argsort(runs.values[firsts], kind="stable")]
    regions = runs.numbered(firsts, cancelled)
    return _measured(
        runs, regions, firsts, labels.shape, codes=runs.values, pieces=firsts, corners=corners, closed=closed,
        cancelled=cancelled,
    )  # fmt: skip


def find_values(
    values: NDArray[np.int32], *, corners: bool, closed: bool = False, cancelled: Cancel = never_cancelled
) -> FoundRegions:
    """The regions of a label image, all of class 1: every value above 0 is one, in one piece or several.

    values: (h, w) int32; 0 is no data, and what is below 0 belongs to no region either, but is known.
    Numbered by rising value. corners: whether what meets at a corner is one piece. Raises Cancelled.
    """
    runs = joined_runs(values, diagonal=corners, closed=closed, cancelled=cancelled)
    known, firsts, which = np.unique(runs.values, return_index=True, return_inverse=True)
    none = int(np.searchsorted(known, 1))
    regions = np.maximum(which - (none - 1), 0).astype(np.int32)
    pieces = runs.firsts()
    return _measured(
        runs, regions, firsts[none:], values.shape, codes=(runs.values != 0).view(np.uint8),
        pieces=pieces[regions[pieces] > 0], corners=corners, closed=closed, cancelled=cancelled,
    )  # fmt: skip


def _measured(
    runs: Runs,
    regions: NDArray[np.int32],
    firsts: Ints,
    shape: tuple[int, ...],
    *,
    codes: Bytes,
    pieces: Ints,
    corners: bool,
    closed: bool,
    cancelled: Cancel,
) -> FoundRegions:
    """regions, codes: the region and the class of every run. firsts: the first run of every region, by their
    numbers; pieces: of every connected piece of one.
    """
    (height, width), n = shape, len(firsts)
    row_runs, starts, ends = runs.row_runs, runs.starts, runs.ends
    first, of_pieces = _places(runs, firsts), _places(runs, pieces)
    box = np.concatenate((first, np.zeros((n, 2), np.int64)), axis=1)
    sums, pairs = np.zeros((n, 7), np.int64), np.zeros((n, 4), np.int64)
    touches = np.zeros((n, 2), np.bool_)
    start_x = np.ascontiguousarray(first[:, 0])
    for low, high in row_blocks(height, width, cancelled):
        kernels.sum_runs(
            low, high, row_runs, starts, ends, codes, regions, start_x, closed, sums, box, touches
        )
        kernels.pair_runs(low, high, row_runs, starts, ends, codes, regions, pairs, touches, corners)
    heights = box[:, 3] - box[:, 1]
    offsets = np.cumsum(heights) - heights
    total = int(heights.sum())
    leftmost, rightmost = np.full(total, width, np.int32), np.zeros(total, np.int32)
    ids = np.empty((height, width), np.int32)
    for low, high in row_blocks(height, width, cancelled):
        kernels.paint(low, high, row_runs, starts, ends, regions, ids, box, offsets, leftmost, rightmost)
    return FoundRegions(
        ids, codes[firsts], first, sums, pairs, box, touches, regions[pieces], of_pieces, offsets,
        leftmost, rightmost,
    )  # fmt: skip


def _places(runs: Runs, chosen: Ints) -> Ints:
    """(n, 2) column and row of the first pixels of these runs."""
    rows = np.searchsorted(runs.row_runs, chosen, side="right") - 1
    return np.stack((runs.starts[chosen], rows), axis=1).astype(np.int64)
