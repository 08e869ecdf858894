"""The connected components of a map as joined runs of pixels: the one place where pixels are joined.

One pass joins the runs of neighbouring rows by union–find (He, Chao & Suzuki, A Run-Based Two-Scan Labeling
Algorithm, IEEE Transactions on Image Processing 17, 2008). Components of pixels (core.morphology.components)
and regions (core.regions.region_runs) are made of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Ints, for_kernel
from core.base.parallel import Cancel, never_cancelled, row_blocks
from core.morphology import run_kernels as kernels

# Where `told_apart` has the value itself, and how many bits a map of what is apart may take.
CODES, _BITS = 255, 23


@dataclass(frozen=True, eq=False)
class Runs:
    """The n runs of equal pixels that the rows of a map consist of, row by row from left to right.

    row_runs: (height + 1,) where the runs of each row begin. starts, ends: (n,) int32, first and
    past-the-last column. values: (n,). roots: (n,), the first run of the component of each; of a run of 0,
    which belongs to none, the run itself.
    """

    row_runs: Ints
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    values: NDArray[Any]
    roots: Ints

    def firsts(self) -> Ints:
        """(components,) the first run of each component, in reading order."""
        return np.flatnonzero((self.roots == np.arange(len(self.roots))) & (self.values != 0))

    def numbered(self, firsts: Ints, cancelled: Cancel = never_cancelled) -> NDArray[np.int32]:
        """(n,) int32: of each run the number of its component, from 1 as `firsts` has them; 0 of none.

        Raises Cancelled.
        """
        number, numbers = np.zeros(len(self.roots), np.int32), np.empty(len(self.roots), np.int32)
        number[firsts] = np.arange(1, len(firsts) + 1)
        for first, last in row_blocks(len(numbers), 1, cancelled):
            # The root of a run of 0 is the first of none, and has no number.
            numbers[first:last] = number[self.roots[first:last]]
        return numbers


def joined_runs(
    values: NDArray[Any],
    *,
    diagonal: bool,
    closed: bool = False,
    table: Bytes | None = None,
    cancelled: Cancel = never_cancelled,
) -> Runs:
    """The runs of values (height, width), each at least 1, integers; those that touch and have one value are
    joined, also across corners where diagonal. closed: the first column lies beside the last. table: (256,)
    uint8, that the values are looked up in first. Raises Cancelled.
    """
    height, width = values.shape
    counts = np.empty(height, np.int64)
    for first, last in row_blocks(height, width, cancelled):
        block = _looked_up(values[first:last], table)
        counts[first:last] = 1 + np.count_nonzero(block[:, 1:] != block[:, :-1], axis=1)
    row_runs = np.concatenate(([0], np.cumsum(counts)))
    total = int(row_runs[-1])
    starts, ends = np.empty(total, np.int32), np.empty(total, np.int32)
    of_run: NDArray[Any] = np.empty(total, values.dtype if table is None else table.dtype)
    parent = np.arange(total)
    for first, last in row_blocks(height, width, cancelled):
        block = for_kernel(np.ascontiguousarray(_looked_up(values[first:last], table)))
        kernels.fill_runs(block, first, row_runs, starts, ends, of_run)
        kernels.join_runs(first, last, row_runs, ends, of_run, parent, diagonal)
        if closed:
            kernels.join_ends(first, last, row_runs, of_run, parent, diagonal)
    for first, last in row_blocks(total, 1, cancelled):
        kernels.flatten_parents(parent, first, last)
    return Runs(row_runs, starts, ends, of_run, parent)


def told_apart(
    values: Bytes,
    apart: Sequence[NDArray[np.int32]],
    *,
    table: Bytes | None = None,
    cancelled: Cancel = never_cancelled,
) -> NDArray[Any]:
    """(h, w): the value of each pixel in its last 8 bits (CODES), above these what keeps it apart; 0 of 0.

    values: (h, w), looked up in table, (256,), first. apart: one or two maps (h, w) from 0 up to 2**23; int32
    of one, int64 of two. Raises Cancelled.
    """
    told = np.empty(values.shape, np.int32 if len(apart) == 1 else np.int64)
    for first, last in row_blocks(values.shape[0], values.shape[1], cancelled):
        codes = _looked_up(values[first:last], table).astype(told.dtype)
        number = apart[0][first:last].astype(told.dtype)
        if len(apart) == 2:
            number |= apart[1][first:last].astype(told.dtype) << _BITS
        told[first:last] = np.where(codes > 0, (number << 8) | codes, 0)
    return told


def _looked_up(block: NDArray[Any], table: Bytes | None) -> NDArray[Any]:
    return block if table is None else table[block]
