"""Areas summed over a label image: block by block of rows, so that one that has not changed is not counted
again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Ints
from core.base.parallel import Cancel, chunks, never_cancelled
from core.measure.areas import BlockSums, ClusterAreas
from core.scale.calibration import Calibration

if TYPE_CHECKING:
    from core.scale.ground_area import GroundArea

# Ids of clusters, or of the cells of a table.
Numbers = NDArray[np.unsignedinteger[Any]]

_PIXELS_A_BLOCK = 1 << 21
# From so many ids on they are counted two at a time: a table of all pairs takes time, too.
_IN_PAIRS = 1 << 18


def cluster_areas(
    labels: Bytes,
    k: int,
    calibration: Calibration,
    *,
    counts: Ints | None = None,
    before: tuple[Bytes, ClusterAreas] | None = None,
    cancelled: Cancel = never_cancelled,
) -> ClusterAreas:
    """Pixels and area of the clusters 1…k; 0 is not measured.

    labels: (height, width) uint8. counts: (k,) pixels of each cluster, where they are known. Geodesic
    areas are summed by blocks of rows of a fixed size in a fixed order, so that they are the same on any
    number of threads; memory stays near 60 MB. before: other labels and their areas; blocks that are the same
    there are not counted again, and the areas are the same to the bit. Raises Cancelled.
    """
    if calibration.georeference is None and counts is not None:
        return ClusterAreas(counts, _planar(counts, calibration), None, calibration)
    total = AreaSum(labels.shape[1], k, calibration, keeps_blocks=True)
    known = _known_blocks(labels, k, calibration, before)
    for i, rows in enumerate(chunks(len(labels), total.rows_a_block, cancelled)):
        if before is not None and known and np.array_equal(before[0][rows], labels[rows]):
            total.add_block(known[i], rows.stop - rows.start)
        else:
            total.add(labels[rows])
    return total.result()


def _known_blocks(
    labels: Bytes, k: int, calibration: Calibration, before: tuple[Bytes, ClusterAreas] | None
) -> tuple[BlockSums, ...]:
    """Those of the labels before, where they are as large, of as many clusters and on the same ground."""
    if before is None:
        return ()
    older, areas = before
    alike = older.shape == labels.shape and len(areas.pixels) == k
    return areas.blocks if alike and areas.calibration.georeference == calibration.georeference else ()


class AreaSum:
    """Pixels and area of the clusters of a label image that comes some rows at a time, from the top.

    The rows are regrouped into blocks of a fixed size, so that the sums do not depend on how they come.
    top, left, picture_width: where the labels lie, if they are a part of the picture. keeps_blocks: whether
    the areas have the sums of each block.
    """

    def __init__(
        self,
        width: int,
        k: int,
        calibration: Calibration,
        *,
        top: int = 0,
        left: int = 0,
        picture_width: int | None = None,
        keeps_blocks: bool = False,
    ) -> None:
        self._columns, self._picture_width = slice(left, left + width), picture_width or width
        self._k, self._calibration = k, calibration
        self._ground: GroundArea | None = None
        self.rows_a_block = max(1, _PIXELS_A_BLOCK // max(1, width))
        self._waiting: Numbers = np.empty((0, width), np.uint8)
        self._row = top
        self._pixels, self._square_metres = np.zeros(k + 1, np.int64), np.zeros(k + 1)
        self._keeps_blocks, self._blocks = keeps_blocks, list[BlockSums]()
        if calibration.georeference is None and calibration.method == "geodesic":
            raise ValueError("geodesic areas need a georeference")
        if calibration.georeference is not None:
            from core.scale.ground_area import GroundArea

            self._ground = GroundArea(calibration.georeference)

    def add(self, rows: Numbers) -> None:
        """rows: (some, width) unsigned whole numbers 0…k, the next ones; not kept."""
        start = 0
        if len(self._waiting):
            start = min(self.rows_a_block - len(self._waiting), len(rows))
            self._waiting = np.concatenate((self._waiting, rows[:start]))
            if len(self._waiting) < self.rows_a_block:
                return
            self._count(self._waiting)
        while len(rows) - start >= self.rows_a_block:
            self._count(rows[start : start + self.rows_a_block])
            start += self.rows_a_block
        self._waiting = rows[start:].copy()

    def add_block(self, sums: BlockSums, height: int) -> None:
        """The sums of the next block, of so many rows, where they are known; no row waits for its block."""
        self._pixels += sums.pixels
        self._square_metres += sums.square_metres
        self._row += height
        if self._keeps_blocks:
            self._blocks.append(sums)

    def result(self) -> ClusterAreas:
        """Of all rows; ends the summing."""
        if len(self._waiting):
            self._count(self._waiting)
            self._waiting = self._waiting[:0]
        pixels, calibration, blocks = self._pixels[1:], self._calibration, tuple(self._blocks)
        if self._ground is None:
            return ClusterAreas(pixels, _planar(pixels, calibration), None, calibration, blocks=blocks)
        true = self._square_metres[1:] / calibration.square_metres
        if not calibration.has_both_areas:
            return ClusterAreas(pixels, true, None, calibration, blocks=blocks)
        planar = _planar(pixels, calibration)
        leading = true if calibration.method == "geodesic" else planar
        return ClusterAreas(pixels, leading, planar, calibration, true, blocks)

    def _count(self, block: Numbers) -> None:
        """Columns without any id are passed over: the sums of the others are the same to the bit."""
        height, n = len(block), self._k + 1
        pixels, square_metres = np.zeros(n, np.int64), np.zeros(n)
        there = np.flatnonzero(np.bitwise_or.reduce(block, axis=0))
        if len(there):
            columns = slice(int(there[0]), int(there[-1]) + 1)
            part = block[:, columns]
            if self._ground is None:
                pixels = _counted(part.ravel(), n)
            else:
                ids = part.ravel().astype(np.intp)  # once for both: bincount would do it twice
                ground = self._ground.rows(self._row, self._row + height, self._picture_width)
                ground = ground if ground.shape[1] == 1 else ground[:, self._columns][:, columns]
                weights = np.broadcast_to(ground, part.shape)
                pixels = np.bincount(ids, minlength=n)
                square_metres += np.bincount(ids, weights.ravel(), minlength=n)
        self.add_block(BlockSums(pixels, square_metres), height)


def _counted(ids: Numbers, n: int) -> Ints:
    """(n,) int64: how many of the ids (pixels,), all of them below n, are 0 … n − 1.

    Many of 8 bits two at a time, in either order: half as many steps, in a table of all pairs.
    """
    if len(ids) < _IN_PAIRS or ids.dtype != np.uint8:
        return np.bincount(ids, minlength=n)
    even = len(ids) // 2 * 2
    pairs = np.bincount(ids[:even].view(np.uint16), minlength=1 << 16).reshape(256, 256)
    found: Ints = (pairs.sum(axis=0) + pairs.sum(axis=1))[:n]
    return found + np.bincount(ids[even:], minlength=n)


def _planar(pixels: Ints, calibration: Calibration) -> Floats:
    return pixels.astype(np.float64) * calibration.pixel_area
