"""Merging: the two neighbours whose union costs least become one, again and again, until one is left.

What merging a and b costs (their pixels n, of N; their shared border s; p the rim of the shorter one):

    (nₐ n_b / (nₐ + n_b) / N)^¼ · (s / p)^−¼ ·
        (LAB ‖ΔLab‖² + TEXTURE ‖Δtexture‖² + COLOUR χ²^¾(a*, b*) + TEXTON χ²^¾(textons) + BORDER e²)

with the differences of the means, where Lab and texture (Lab smoothed twice, and how far it varies) are each
scaled to a total variance of 1 in the picture, and e the mean strength of the border between them. What is
added up are whole numbers; powers are square roots of square roots, which IEEE 754 rounds alike everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Ints, freeze
from core.base.parallel import chunks, row_blocks
from core.cluster.superpixels import merge_kernels as kernels
from core.cluster.superpixels.border_maps import STRENGTH
from core.cluster.superpixels.planes import Effort
from core.cluster.superpixels.surfaces import BINS, SCALED, STEPS, Surfaces

# What each part counts.
LAB, TEXTURE, COLOUR, TEXTON, BORDER = 0.9, 0.03, 4.0, 1.3, 9.0
# Merges, and pixels, between two looks at `cancelled`.
_AT_ONCE, _PIXELS = 32, 1 << 19


@dataclass(frozen=True, eq=False)
class Merges:
    """All merges of n pieces in their order. Frozen: the arrays are read-only.

    pixels: (n,), colours: (n, 3), int64: of each piece how many pixels, and their colours added up.
    pairs: (m, 2) int32, pieces from 0: the second goes into the first, which is the lower one. costs: (m,).
    Fewer than n − 1 where no data lies between.
    """

    pixels: Ints
    colours: Ints
    pairs: NDArray[np.int32]
    costs: Floats

    def __post_init__(self) -> None:
        freeze(self.pixels, self.colours, self.pairs, self.costs)


def merged(pieces: NDArray[np.int32], number: int, rgb: Bytes, surfaces: Surfaces, effort: Effort) -> Merges:
    """pieces: (h, w) int32, 1 … number, 0 for none. rgb: (h, w, 3).

    Raises Cancelled.
    """
    sums, counted = _added(pieces, number, rgb, surfaces, effort)
    lows, highs, borders, strengths = neighbours(pieces, number, surfaces.strength, surfaces.side, effort)
    rims = np.bincount(lows, borders, number) + np.bincount(highs, borders, number)
    sizes, groups = sums[:, 0].astype(np.float64), np.cumsum((0, *SCALED))
    features = _scaled(sums[:, 4:], surfaces.planes, groups)
    cuts, weights = np.cumsum((0, *BINS)), np.array((LAB, TEXTURE, COLOUR, TEXTON, BORDER))
    costs, whole = np.empty(len(lows)), float(sizes.sum())
    of_pieces = sizes, rims, features, groups, counted.astype(np.float64), cuts, weights, whole
    kernels.price_all(lows, highs, borders, strengths, *of_pieces, costs)
    pairs, of_pairs, done = np.zeros((max(number - 1, 0), 2), np.int32), np.zeros(max(number - 1, 0)), 0
    mark = np.full(number, -1, np.int64)
    for part in chunks(len(pairs), _AT_ONCE, effort.cancelled):
        done = kernels.merge_some(
            lows, highs, borders, strengths, *of_pieces, costs, mark, pairs, of_pairs, part.start, part.stop
        )
        if done < part.stop:
            break
    return Merges(sums[:, 0].copy(), sums[:, 1:4].copy(), pairs[:done].copy(), of_pairs[:done].copy())


def _added(
    pieces: NDArray[np.int32], number: int, rgb: Bytes, surfaces: Surfaces, effort: Effort
) -> tuple[Ints, Ints]:
    """Of each piece: pixels, colours and planes (number, 4 + planes), bins (number, bins) added up."""
    sums = np.zeros((number, 4 + surfaces.planes.shape[2]), np.int64)
    counted, lock = np.zeros((number, sum(BINS)), np.int64), Lock()

    def add(first: int, last: int) -> None:
        with lock:
            kernels.add_pixels(
                pieces,
                rgb,
                surfaces.planes,
                surfaces.textons,
                surfaces.bins,
                surfaces.side,
                first,
                last,
                sums,
                counted,
            )

    effort.each_rows(add, pieces.shape[0], pieces.shape[1])
    return sums, counted


def neighbours(
    pieces: NDArray[np.int32], number: int, strength: NDArray[np.int32], side: int, effort: Effort
) -> tuple[Ints, Ints, Floats, Floats]:
    """Of all pieces that touch: the lower and the higher one from 0, sides of pixels between them, and the
    strength there added up. Raises Cancelled.
    """
    height, width = pieces.shape
    blocks = list(row_blocks(height, width, effort.cancelled, pixels=_PIXELS))
    listed = sum(kernels.count_borders(pieces, first, last) for first, last in blocks)
    keys, strengths, done = np.empty(listed, np.int64), np.empty(listed, np.int64), 0
    for first, last in row_blocks(height, width, effort.cancelled, pixels=_PIXELS):
        done = kernels.list_borders(pieces, strength, side, first, last, number, keys, strengths, done)
    pairs, place, borders = np.unique(keys, return_inverse=True, return_counts=True)
    # Whole numbers below 2**53: exact in any order.
    total = np.bincount(place.reshape(-1), strengths, len(pairs)) / (2 * STRENGTH)
    return pairs // max(number, 1), pairs % max(number, 1), borders.astype(np.float64), total


def _scaled(sums: Ints, planes: NDArray[np.int32], groups: Ints) -> Floats:
    """The sums of the planes in units in which each group has a total variance of 1 over the picture."""
    found, flat = sums.astype(np.float64) / STEPS, planes.reshape(-1, planes.shape[2]).astype(np.int64)
    n, totals, squares = len(flat), flat.sum(axis=0).tolist(), (flat * flat).sum(axis=0).tolist()
    # Whole numbers: nothing cancels.
    spreads = [n * square - total * total for total, square in zip(totals, squares, strict=True)]
    for begin, end in pairwise(groups.tolist()):
        variance = sum(spreads[begin:end]) / (n * STEPS) ** 2
        found[:, begin:end] *= 1 / np.sqrt(variance) if variance > 0 else 0.0
    return found
