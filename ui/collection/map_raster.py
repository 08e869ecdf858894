"""Dots painted into a picture by numpy: a hundred thousand take some milliseconds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats

# Of fewer dots the edge is smoothed; of more each is a square.
_SMOOTH, _ROUND = 6000, 30_000
_SAMPLES = 8


def radius_of(number: int) -> float:
    """Of a dot, in pixels, where so many are seen."""
    if number <= 300:
        return 5.5
    if number <= 1500:
        return 4.5
    return 3.5 if number <= _SMOOTH else 2.3 if number <= _ROUND else 1.5


def kernel(radius: float) -> list[tuple[int, int, float]]:
    """Row, column and cover 0 … 1 of each pixel of a dot around its middle, those covered least first."""
    reach = int(np.ceil(radius))
    steps = (np.arange(_SAMPLES) + 0.5) / _SAMPLES - 0.5
    found = []
    for row in range(-reach, reach + 1):
        for column in range(-reach, reach + 1):
            inside = (row + steps[:, None]) ** 2 + (column + steps[None, :]) ** 2 <= radius**2
            if inside.any():
                found.append((row, column, float(inside.mean())))
    return sorted(found, key=lambda each: each[2])


def paint_dots(picture: Bytes, places: tuple[Floats, Floats], colours: Bytes, radius: float) -> None:
    """Paint dots of colours (n, 3) uint8 at places x, y (n,) into a picture (h, w, 4) uint8, blue first.

    Later ones cover earlier ones. Those beyond the edges are left out as far as they are.
    """
    reach = int(np.ceil(radius))
    height, width = picture.shape[:2]
    column, row = (np.rint(each).astype(np.int64) for each in places)
    across = (column > -reach) & (column < width + reach)
    seen = np.flatnonzero(across & (row > -reach) & (row < height + reach))
    if not len(seen):
        return
    # With a margin no dot needs to be cut.
    padded = np.pad(picture, ((2 * reach,) * 2, (2 * reach,) * 2, (0, 0)))
    column, row = column[seen] + 2 * reach, row[seen] + 2 * reach
    paint = np.full((len(seen), 4), 255, np.uint8)
    paint[:, :3] = colours[seen, ::-1]
    smooth = len(seen) <= _SMOOTH
    for down, right, cover in kernel(radius):
        alpha = cover if smooth else float(cover >= 0.5)
        if alpha >= 0.999:
            padded.view(np.uint32)[row + down, column + right, 0] = paint.view(np.uint32)[:, 0]
        elif alpha > 0:
            _blend(padded, row + down, column + right, paint, alpha)
    picture[:] = padded[2 * reach : 2 * reach + height, 2 * reach : 2 * reach + width]


def _blend(
    picture: Bytes, row: NDArray[np.int64], column: NDArray[np.int64], paint: Bytes, alpha: float
) -> None:
    share = np.uint16(round(alpha * 256))
    below = picture[row, column].astype(np.uint16)
    mixed = (below * (np.uint16(256) - share) + paint * share) >> 8
    picture[row, column] = mixed.astype(np.uint8)
