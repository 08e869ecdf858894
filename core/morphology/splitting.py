"""What touches, split: a watershed of levels, in which shallow and small peaks found no region of their own.

Vincent & Soille, Watersheds in Digital Spaces, IEEE Transactions on Pattern Analysis and Machine Intelligence
13, 1991; that it begins at h-maxima (Soille, Morphological Image Analysis, 2003) needs no second pass: where
two basins meet for the first time, both peaks and the saddle between them are known. Pixels of one level come
in reading order, so that the outcome is the same on any machine and number of threads.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Ints, Mask, for_kernel
from core.base.errors import ParameterError
from core.base.parallel import Cancel, Workers, chunks, never_cancelled, raise_if_cancelled, row_blocks
from core.base.sentences import _
from core.morphology import splitting_kernels as kernels
from core.writing.number_words import grouped

# Beyond this a table of regions is of noise.
MOST_REGIONS = 1_000_000
_COLUMNS = 512
_PIXELS_A_CALL = 1 << 18


@dataclass(frozen=True)
class Depths:
    """A peak of at least the level `least`, and `depth` above the saddle to a higher one, founds a region."""

    least: int
    depth: int


def distances(
    stops: Mask,
    width: float = 1.0,
    height: float = 1.0,
    *,
    closed: bool = False,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Floats:
    """(h, w) float64: how far the middle of each pixel is from the middle of the nearest stop; ∞ without one.

    stops: (h, w) bool. width, height: of a pixel. What lies beyond the edge is no stop. closed: the first
    column lies beside the last. Exact: scipy.ndimage.distance_transform_edt, in pieces that can be cancelled.
    Raises Cancelled.
    """
    rows, columns = stops.shape
    away, found = np.empty(stops.shape, np.int32), np.empty(stops.shape)
    sides = [(part.start, part.stop) for part in chunks(columns, _COLUMNS)]
    blocks = list(row_blocks(rows, columns, pixels=_PIXELS_A_CALL))

    def squares(first: int, last: int) -> None:
        space = [np.empty(3 * columns) for _ in range(3)]
        kernels.squares_of_rows(away, first, last, width, height, closed, *space, found)
        part = found[first:last]
        part[part < 0] = np.inf
        np.sqrt(part, out=part)

    with Workers(threads, cancelled) as workers:
        workers.each(lambda i: kernels.rows_away(for_kernel(stops), *sides[i], away), range(len(sides)))
        workers.each(lambda i: squares(*blocks[i]), range(len(blocks)))
    return found


def basins(
    levels: NDArray[np.int32], depths: Depths, *, closed: bool = False, cancelled: Cancel = never_cancelled
) -> NDArray[np.int32]:
    """(h, w) int32: 1…n in reading order of their first pixels, one for each peak that founds a region.

    levels: (h, w) int32, below 0 where nothing is to be split; what touches there, 8-connected, is flooded
    from its peaks down, each pixel joining its highest neighbour. Raises ParameterError for more than
    MOST_REGIONS, Cancelled.
    """
    height, width = levels.shape
    order = _falling(levels, cancelled)
    found = np.zeros(levels.shape, np.int32)
    # No two first pixels of basins touch.
    most = ((height + 1) // 2) * ((width + 1) // 2) + 2
    parent, peaks, n = np.zeros(most, np.int32), np.zeros(most, np.int32), 0
    for part in chunks(len(order), _PIXELS_A_CALL, cancelled):
        n = kernels.flood(
            order, part.start, part.stop, levels, closed, depths.least, depths.depth, found, parent, peaks, n
        )
    numbers, number = np.zeros(n + 1, np.int32), 0
    for first, last in row_blocks(height, width, cancelled):
        number = kernels.number_basins(found, first, last, parent, numbers, number)
    checked_number(number)
    return found


def checked_number(number: int) -> None:
    """Raises ParameterError for more regions than MOST_REGIONS."""
    if number > MOST_REGIONS:
        raise ParameterError(
            _("It would make {n} regions, more than {most}: choose a larger diameter.").format(
                n=grouped(number), most=grouped(MOST_REGIONS)
            )
        )


def lines_between(
    apart: NDArray[np.int32], *, closed: bool = False, cancelled: Cancel = never_cancelled
) -> Mask:
    """(h, w) bool: the pixels that part regions, all of the larger of two: without them no two touch.

    apart: (h, w) int32, the number of the region of each pixel, 0 of none. Of equally large ones the lower
    number is the larger. Raises Cancelled.
    """
    sizes = np.zeros(int(apart.max(initial=0)) + 1, np.int64)
    lines = np.zeros(apart.shape, np.bool_)
    for first, last in row_blocks(apart.shape[0], apart.shape[1], cancelled):
        sizes += np.bincount(apart[first:last].ravel(), minlength=len(sizes))
    places = np.empty(len(sizes), np.int32)
    places[np.lexsort((np.arange(len(sizes)), -sizes))] = np.arange(len(sizes))
    for first, last in row_blocks(apart.shape[0], apart.shape[1], cancelled):
        kernels.mark_lines(for_kernel(apart), places, closed, first, last, lines)
    return lines


def kept_apart(
    places: Bytes,
    before: Bytes,
    apart: NDArray[np.int32],
    *,
    closed: bool = False,
    cancelled: Cancel = never_cancelled,
) -> NDArray[np.int32]:
    """What was split stays so after the map has changed: pixels that are new in a class that was split belong
    to the region beside them; those that nothing reaches have 0.

    places, before: (h, w) uint8, the map now and when apart, (h, w) int32, was made. Raises Cancelled.
    """
    split = np.zeros(256, np.bool_)
    for first, last in row_blocks(apart.shape[0], apart.shape[1], cancelled):
        split[before[first:last][apart[first:last] > 0]] = True
    pending = (places != before) & split[places]
    raise_if_cancelled(cancelled)
    found = np.where(places == before, apart, np.int32(0))
    if not pending.any():
        return found
    raise_if_cancelled(cancelled)
    queue = np.empty(int(np.count_nonzero(found)) + int(np.count_nonzero(pending)), np.int64)
    begin, n = 0, kernels.beginnings(places, found, pending, closed, queue)
    while begin < n:
        raise_if_cancelled(cancelled)
        begin, n = kernels.spread(places, found, pending, closed, queue, begin, n, _PIXELS_A_CALL)
    return found


def _falling(levels: NDArray[np.int32], cancelled: Cancel) -> Ints:
    """The pixels of at least 0, from the highest level to the lowest; of one level in reading order."""
    height, width = levels.shape
    top = int(levels.max(initial=0))
    counts = np.zeros(top + 1, np.int64)
    for first, last in row_blocks(height, width, cancelled):
        kernels.count_levels(levels, first, last, counts)
    begins = np.cumsum(counts[::-1])[::-1] - counts
    order = np.empty(int(counts.sum()), np.int64)
    for first, last in row_blocks(height, width, cancelled):
        kernels.place_levels(levels, first, last, begins, order)
    return order
