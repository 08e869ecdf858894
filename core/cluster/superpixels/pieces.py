"""Pieces: the over-segmentation that superpixels are merged from.

Felzenszwalb & Huttenlocher (2004), "Efficient graph-based image segmentation", International Journal of
Computer Vision 59(2), on the picture as it is shown. Differences between neighbours are whole numbers: they
are sorted by counting, those alike by place, and joined in that order, so that the pieces are the same on any
machine and any number of threads.
"""

from __future__ import annotations

from threading import Lock

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Ints, Mask, for_kernel
from core.base.parallel import chunks, row_blocks
from core.cluster.superpixels import piece_kernels as kernels
from core.cluster.superpixels.planes import Effort, gauss

# Of the smoothing, in pixels; how many levels two pixels may differ to become one piece.
SIGMA, SCALE = 0.8, 100
# Pixels of a piece at least: this many, and fewer in a picture that would have less than so many pieces.
LEAST, _MOST_SHARE = 60, 400
# Edges between two looks at `cancelled`.
_AT_ONCE = 1 << 19
# Rows and columns to half of the eight neighbours: each pair once.
_SHIFTS = np.array(((0, 1), (1, 0), (1, 1), (1, -1)))
_NO_MASK = np.empty((0, 0), np.bool_)


def find_pieces(rgb: Bytes, valid: Mask | None, side: int, effort: Effort) -> tuple[NDArray[np.int32], int]:
    """(height, width) int32, 1…n by the first pixel of each piece, 0 = not valid; and n. 8-connected.

    rgb: (height, width, 3) uint8. side: of the square of pixels that counts as one: all lengths grow with it.
    Takes some 50 bytes a pixel while it works. Raises Cancelled.
    """
    height, width = rgb.shape[:2]
    mask = for_kernel(_NO_MASK if valid is None else valid)
    steps, order = _sorted_edges(_smoothed(for_kernel(rgb), mask, gauss(SIGMA * side), effort), mask, effort)
    size, cancelled = height * width, effort.cancelled
    parent, sizes = np.arange(size, dtype=np.int32), np.ones(size, np.int32)
    inner_steps = np.zeros(size, np.int32)
    ahead, flat = _SHIFTS[:, 0] * width + _SHIFTS[:, 1], steps.reshape(-1)
    scale = SCALE * kernels.FINER * side
    for part in chunks(len(order), _AT_ONCE, cancelled):
        kernels.join_alike(order, flat, ahead, part.start, part.stop, scale, parent, sizes, inner_steps)
    least = min(LEAST * side * side, size // _MOST_SHARE)
    for part in chunks(len(order), _AT_ONCE, cancelled):
        kernels.join_small(order, ahead, part.start, part.stop, least, parent, sizes)
    ids, number = np.empty(size, np.int32), 0
    for part in chunks(size, _AT_ONCE, cancelled):
        number = kernels.number_pieces(parent, mask.reshape(-1), part.start, part.stop, number, ids)
    return ids.reshape(height, width), number


def _sorted_edges(
    smooth: NDArray[np.uint16], mask: Mask, effort: Effort
) -> tuple[NDArray[np.uint16], NDArray[np.int32]]:
    """How different neighbours are, (height, width, 4), and all edges in the order of that."""
    height, width = smooth.shape[:2]
    steps, counts, lock = np.zeros((height, width, 4), np.uint16), np.zeros(1 << 16, np.int64), Lock()

    def count(first: int, last: int) -> None:
        found = np.zeros_like(counts)
        kernels.count_steps(smooth, mask, _SHIFTS, first, last, steps, found)
        with lock:
            counts.__iadd__(found)

    effort.each_rows(count, height, width)
    places = np.cumsum(counts) - counts
    order = np.empty(int(counts.sum()), np.int32)
    for first, last in row_blocks(height, width, effort.cancelled, pixels=_AT_ONCE):
        kernels.sort_steps(steps, mask, _SHIFTS, first, last, places, order)
    return steps, order


def _smoothed(rgb: Bytes, mask: Mask, weights: Ints, effort: Effort) -> NDArray[np.uint16]:
    """(height, width, 3) in FINER steps a level: the mean of the valid pixels around each."""
    height, width = rgb.shape[:2]
    along, share = np.empty(rgb.shape, np.uint16), np.empty(mask.shape, np.int32)
    found = np.empty(rgb.shape, np.uint16)
    taps = width * len(weights) // 8

    def rows(first: int, last: int) -> None:
        kernels.smooth_rows(rgb, mask, weights, first, last, along, share)

    def columns(first: int, last: int) -> None:
        kernels.smooth_columns(along, share, weights, first, last, found)

    effort.each_rows(rows, height, taps)
    effort.each_rows(columns, height, taps)
    return found
