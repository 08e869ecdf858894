"""Regions found: connected components of every class, by runs of pixels.

One pass joins the runs of neighbouring rows by union–find (He, Chao & Suzuki, A Run-Based Two-Scan Labeling
Algorithm, IEEE Transactions on Image Processing 17, 2008); what is counted is summed over runs, not pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Ints, Mask, for_kernel
from core.base.parallel import Cancel, never_cancelled, row_blocks
from core.regions import region_kernels as kernels


@dataclass(frozen=True, eq=False)
class FoundRegions:
    """n regions as counts of whole numbers; region i + 1 is row i.

    ids: (h, w) int32, the region of each pixel, 0 of none. codes: (n,) the class of each, from 1.
    first: (n, 2) column and row of the first pixel in row-major order. sums, box, touches, pairs: see
    core.regions.region_kernels. offsets: (n,) where the rows of each region begin in leftmost and rightmost.
    """

    ids: NDArray[np.int32]
    codes: Bytes
    first: Ints
    sums: Ints
    pairs: Ints
    box: Ints
    touches: Mask
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
        """(n,): runs that touch close a ring around a hole whenever they are more than a tree needs."""
        return self.pairs[:, 3] - self.sums[:, 6] + 1


def find_runs(
    labels: Bytes, table: Bytes, *, corners: bool, cancelled: Cancel = never_cancelled
) -> FoundRegions:
    """The regions of table[labels], classes from 1 and 0 = none; corners: 8-connected, else 4-connected.

    labels: (h, w) uint8, h and w at least 1. table: (256,) uint8. Numbered by class, in a class by the first
    pixel in row-major order. Raises Cancelled.
    """
    height, width = labels.shape
    labels = for_kernel(np.ascontiguousarray(labels))
    counts = np.empty(height, np.int64)
    for first, last in row_blocks(height, width, cancelled):
        codes = table[labels[first:last]]
        counts[first:last] = 1 + np.count_nonzero(codes[:, 1:] != codes[:, :-1], axis=1)
    row_runs = np.concatenate(([0], np.cumsum(counts)))
    total = int(row_runs[-1])
    starts, ends = np.empty(total, np.int32), np.empty(total, np.int32)
    codes, parent = np.empty(total, np.uint8), np.arange(total)
    for first, last in row_blocks(height, width, cancelled):
        kernels.fill_runs(labels, table, first, last, row_runs, starts, ends, codes)
        kernels.join_runs(first, last, row_runs, ends, codes, parent, corners)
    is_root = np.empty(total, np.bool_)
    for first, last in row_blocks(total, 1, cancelled):
        kernels.flatten_parents(parent, first, last)
        is_root[first:last] = (parent[first:last] == np.arange(first, last)) & (codes[first:last] != 0)
    roots = np.flatnonzero(is_root)
    roots = roots[np.argsort(codes[roots], kind="stable")]
    number, regions = np.zeros(total, np.int32), np.empty(total, np.int32)
    number[roots] = np.arange(1, len(roots) + 1)
    for first, last in row_blocks(total, 1, cancelled):
        # The root of a run of class 0 is none, and has no number.
        regions[first:last] = number[parent[first:last]]
    del parent, number
    runs = row_runs, starts, ends, codes, regions
    return _measured(runs, roots, labels.shape, corners=corners, cancelled=cancelled)


def _measured(
    runs: tuple[Ints, NDArray[np.int32], NDArray[np.int32], Bytes, NDArray[np.int32]],
    roots: Ints,
    shape: tuple[int, ...],
    *,
    corners: bool,
    cancelled: Cancel,
) -> FoundRegions:
    """roots: the first run of every region, in the order of their numbers."""
    (height, width), n = shape, len(roots)
    row_runs, starts, ends, codes, regions = runs
    first = np.stack((starts[roots], np.searchsorted(row_runs, roots, side="right") - 1), axis=1).astype(
        np.int64
    )
    box = np.concatenate((first, np.zeros((n, 2), np.int64)), axis=1)
    sums, pairs = np.zeros((n, 7), np.int64), np.zeros((n, 4), np.int64)
    touches = np.zeros((n, 2), np.bool_)
    start_x = np.ascontiguousarray(first[:, 0])
    for low, high in row_blocks(height, width, cancelled):
        kernels.sum_runs(low, high, row_runs, starts, ends, codes, regions, start_x, sums, box, touches)
        kernels.pair_runs(low, high, row_runs, starts, ends, regions, pairs, touches, corners)
    heights = box[:, 3] - box[:, 1]
    offsets = np.cumsum(heights) - heights
    rows = int(heights.sum())
    leftmost, rightmost = np.full(rows, width, np.int32), np.zeros(rows, np.int32)
    ids = np.empty((height, width), np.int32)
    for low, high in row_blocks(height, width, cancelled):
        kernels.paint(low, high, row_runs, starts, ends, regions, ids, box, offsets, leftmost, rightmost)
    return FoundRegions(ids, codes[roots], first, sums, pairs, box, touches, offsets, leftmost, rightmost)
