"""The borders of superpixels as a picture, to be laid over another at any zoom."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Mask, frozen
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled

# Blue, green, red, alpha, premultiplied: a light line with a dark one on both sides shows on any colour.
_LIGHT, _DARK = (220, 220, 220, 220), (0, 0, 0, 100)
_SMALLEST = 512


def border_picture(ids: NDArray[np.integer], cancelled: Cancel = never_cancelled) -> tuple[Bytes, ...]:
    """Of superpixels (h, w): (h, w, 4) uint8 premultiplied BGRA, halved each time; clear but for the borders.

    Of every second pixel of every second row the borders are found anew, so that lines are as thin and as
    strong at any zoom; two pixels wide, so that none falls through when they are made smaller. Raises
    Cancelled.
    """
    levels: list[Bytes] = []
    while True:
        raise_if_cancelled(cancelled)
        picture, line = np.zeros((*ids.shape, 4), np.uint8), _both_sides(ids)
        beside = np.zeros_like(line)
        beside[:, 1:] |= line[:, :-1]
        beside[:, :-1] |= line[:, 1:]
        beside[1:] |= line[:-1]
        beside[:-1] |= line[1:]
        picture[beside] = _DARK
        picture[line] = _LIGHT
        levels.append(frozen(picture))
        if max(ids.shape) <= _SMALLEST:
            return tuple(levels)
        ids = ids[::2, ::2]


def _both_sides(ids: NDArray[np.integer]) -> Mask:
    """(h, w): the pixels that have a neighbour of another number."""
    across, down = ids[:, 1:] != ids[:, :-1], ids[1:] != ids[:-1]
    found = np.zeros(ids.shape, np.bool_)
    found[:, 1:] |= across
    found[:, :-1] |= across
    found[1:] |= down
    found[:-1] |= down
    return found
