"""Slivers: pieces no wider than the smoothing of an edge, which are of one of its two sides.

A sharp edge that is smoothed has pixels in between, which differ from both sides by more than one piece may
differ inside: they would be long and thin pieces of their own.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats, Ints

# In sides of the squares that count as one: the mean width of a sliver is less.
WIDTH = 2.0


def without_slivers(
    pixels: Ints, lows: Ints, highs: Ints, borders: Floats, side: int
) -> tuple[NDArray[np.int32], int]:
    """(n + 1,) int32: what each piece is called when slivers are of a neighbour, 1…m, 0 of none; and m.

    pixels: (n,). lows, highs, borders: the pairs of pieces from 0 that touch, and how many sides of pixels
    they share. A sliver goes to the wider neighbour that it shares most with, of equals the first;
    where all are slivers, when these have gone.
    """
    n = len(pixels)
    shared: list[dict[int, float]] = [{} for _ in range(n)]
    for low, high, border in zip(lows.tolist(), highs.tolist(), borders.tolist(), strict=True):
        shared[low][high] = shared[high][low] = border
    rims = np.array([sum(each.values()) for each in shared])
    left = np.flatnonzero(2 * pixels < WIDTH * side * rims).tolist()
    wide, goes = np.ones(n, np.bool_), np.arange(n)
    wide[left] = False
    while left:
        taken: dict[int, int] = {}
        for piece in left:
            beside: dict[int, float] = {}
            for other, border in shared[piece].items():
                if wide[other]:
                    beside[int(goes[other])] = beside.get(int(goes[other]), 0.0) + border
            if beside:
                taken[piece] = min(beside, key=lambda each: (-beside[each], each))
        if not taken:
            break
        for piece, other in taken.items():
            goes[piece], wide[piece] = other, True
        left = [piece for piece in left if piece not in taken]
    # In the order of their first pixels, which a sliver may have.
    names: dict[int, int] = {}
    found = [0] + [names.setdefault(int(other), len(names) + 1) for other in goes]
    return np.array(found, np.int32), len(names)
