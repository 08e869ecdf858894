"""Superpixels: pieces of a picture, merged with their neighbours as far as the detail asked for lets them.

Found once for a picture; any detail is then a cut through the same merges, at no cost.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Ints, Kind, Mask, for_kernel, freeze, frozen
from core.base.parallel import Cancel, never_cancelled, row_blocks
from core.cluster.superpixels.merging import Merges, merged, neighbours
from core.cluster.superpixels.pieces import find_pieces
from core.cluster.superpixels.planes import Effort
from core.cluster.superpixels.slivers import without_slivers
from core.cluster.superpixels.surfaces import Surfaces, find_surfaces

# Of 0 … 100: merged until a merge costs this, with so many superpixels left at least and at most.
MIDDLE, COST, FEWEST, MOST = 50, 1.4, 4, 20
# So much more or less detail halves or doubles the cost.
_HALVED_BY = 12.5
# Squares of pixels are looked at, so large that there are no more of them than this.
SQUARES = 400_000


@dataclass(frozen=True, eq=False)
class Cut:
    """n superpixels of one detail. Frozen.

    pieces: (height, width) int32, as of Superpixels. of_piece: (pieces + 1,) int32, the superpixel of each,
    1…n in the order of their first pixels; 0 of none. pixels: (n,), colours: (n, 3) int64, their pixels,
    and the colours of these as shown, added up.
    """

    pieces: NDArray[np.int32]
    of_piece: NDArray[np.int32]
    pixels: Ints
    colours: Ints

    def __post_init__(self) -> None:
        freeze(self.of_piece, self.pixels, self.colours)

    def __len__(self) -> int:
        return len(self.pixels)

    def sums_of(self, sums: Ints) -> Ints:
        """(n, d): what pieces (pieces, d) have, added up."""
        found = np.zeros((len(self), sums.shape[1]), np.int64)
        np.add.at(found, self.of_piece[1:] - 1, sums)
        return found

    def ids(self, cancelled: Cancel = never_cancelled) -> NDArray[np.int32]:
        """(height, width) int32: the superpixel of each pixel, 0 = not valid; read-only. Raises Cancelled."""
        return self.spread(self.of_piece, cancelled)

    def spread(self, of_piece: NDArray[Kind], cancelled: Cancel = never_cancelled) -> NDArray[Kind]:
        """(height, width): what its piece has (pieces + 1,), for each pixel; read-only. Raises Cancelled."""
        return frozen(looked_up(of_piece, self.pieces, cancelled))


@dataclass(frozen=True, eq=False)
class Superpixels:
    """The pieces of a picture and the order in which they merge. Frozen.

    pieces: (height, width) int32, 1…n, 0 = not valid. merges: of the pieces.
    """

    pieces: NDArray[np.int32]
    merges: Merges

    def __post_init__(self) -> None:
        freeze(self.pieces)

    @property
    def number(self) -> int:
        """Of pieces."""
        return len(self.merges.pixels)

    def cut(self, detail: int, least: int = 1) -> Cut:
        """The superpixels at a detail of 0…100; at least so many where there are as many pieces."""
        left = number_left(self.merges.costs, self.number, detail, least)
        parent = np.arange(self.number)
        for kept, gone in self.merges.pairs[: self.number - left].tolist():
            parent[gone] = kept
        # What it went into is always the lower one, whose own parent is settled by then.
        for piece, kept in enumerate(parent.tolist()):
            parent[piece] = parent[kept]
        numbers = np.cumsum(parent == np.arange(self.number))
        of_piece = np.concatenate(([0], numbers[parent])).astype(np.int32)
        pixels, colours = np.zeros(left, np.int64), np.zeros((left, 3), np.int64)
        np.add.at(pixels, of_piece[1:] - 1, self.merges.pixels)
        np.add.at(colours, of_piece[1:] - 1, self.merges.colours)
        return Cut(self.pieces, of_piece, pixels, colours)


def looked_up(table: NDArray[Kind], pieces: NDArray[np.int32], cancelled: Cancel) -> NDArray[Kind]:
    """(h, w): what the piece of each pixel has in a table (pieces + 1,). Raises Cancelled."""
    found = np.empty(pieces.shape, table.dtype)
    height, width = found.shape
    for first, last in row_blocks(height, width, cancelled):
        np.take(table, pieces[first:last], out=found[first:last])
    return found


def number_left(costs: Floats, pieces: int, detail: int, least: int) -> int:
    """How many superpixels a detail leaves of so many pieces, which merge at these costs.

    At 50 they are merged until one merge costs COST, with FEWEST to MOST left. Less detail allows a higher
    cost, and only FEWEST at 0; more a lower one, up to the pieces themselves at 100.
    """
    allowed = COST * 2.0 ** ((MIDDLE - detail) / _HALVED_BY)
    wanted = pieces - int(np.searchsorted(np.maximum.accumulate(costs), allowed))
    share = abs(detail - MIDDLE) / MIDDLE
    if detail <= MIDDLE:
        fewest, most = FEWEST, round(MOST * (FEWEST / MOST) ** share)
    else:
        fewest, most = (round(each * max(pieces / each, 1.0) ** share) for each in (FEWEST, MOST))
    wanted = min(max(wanted, fewest, least), max(most, least))
    left: int = min(max(wanted, pieces - len(costs)), pieces)
    return left


def side_for(height: int, width: int) -> int:
    """The side of the squares of pixels that are looked at as one in a picture of this size."""
    side = 1
    while -(-height // side) * -(-width // side) > SQUARES:
        side += 1
    return side


def _wide_pieces(
    pieces: NDArray[np.int32], number: int, surfaces: Surfaces, effort: Effort
) -> tuple[NDArray[np.int32], int]:
    lows, highs, borders, _ = neighbours(pieces, number, surfaces.strength, surfaces.side, effort)
    pixels = np.bincount(pieces.reshape(-1), minlength=number + 1)[1:]
    names, left = without_slivers(pixels, lows, highs, borders, surfaces.side)
    return (pieces, number) if left == number else (looked_up(names, pieces, effort.cancelled), left)


def find_superpixels(
    rgb: Bytes, valid: Mask | None, *, threads: int | None = None, cancelled: Cancel = never_cancelled
) -> Superpixels:
    """Of a picture as it is shown, (height, width, 3) uint8; valid: (height, width), None where all is.

    The result is the same on any number of threads. Raises Cancelled.
    """
    effort, side = Effort(threads, cancelled), side_for(*rgb.shape[:2])
    rgb = for_kernel(np.ascontiguousarray(rgb))
    surfaces = find_surfaces(rgb, valid, side, effort)
    pieces, number = _wide_pieces(*find_pieces(rgb, valid, side, effort), surfaces, effort)
    return Superpixels(pieces, merged(pieces, number, rgb, surfaces, effort))
