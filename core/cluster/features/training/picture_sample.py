"""What networks see of a picture: its own planes in full ranges, as patches or as a whole at reduced size."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from core.base.arrays import Floats, Ints, Mask
from core.base.errors import ParameterError
from core.base.parallel import Cancel, raise_if_cancelled
from core.base.sentences import _
from core.cluster.features.specification import QUANTA, PictureRows, RowBlock

Singles = NDArray[np.float32]

# Pixels that are looked at between two looks at `cancelled`.
_BLOCK = 1 << 18
# Of all patches together.
_MOST_BYTES = 1 << 28
# A picture of one colour is not blown up until its noise fills the range.
_LEAST_DEVIATION = 0.005


@dataclass(frozen=True, eq=False)
class Statistics:
    """Of the valid pixels, in full ranges. mean (d,): of each own plane. deviation: of all of them together,
    so that one counts as much beside another as it varies. sha256: of what was counted, by which a picture
    is known again.
    """

    mean: Floats
    deviation: float
    sha256: str

    @property
    def variance(self) -> float:
        """Of all own planes together."""
        return float(self.deviation**2 * len(self.mean))

    def standardised(self, own: NDArray[np.int32]) -> Singles:
        """(…, d) own planes as networks see them: about 0, about as large as 1."""
        scale = max(self.deviation, _LEAST_DEVIATION)
        return ((own / QUANTA - self.mean) / scale).astype(np.float32)

    def fractions(self, values: Singles) -> Floats:
        """The other way: full ranges."""
        found: Floats = values * max(self.deviation, _LEAST_DEVIATION) + self.mean
        return found


def rows_of(picture: PictureRows, step: int = 1) -> Iterator[tuple[int, int]]:
    """First ≤ row < end of parts of a picture, all but the last a multiple of `step` high."""
    rows = max(1, _BLOCK // picture.width // step) * step
    for top in range(0, picture.height, rows):
        yield top, min(top + rows, picture.height)


def statistics(picture: PictureRows, cancelled: Cancel) -> Statistics:
    """Raises Cancelled."""
    number, sums, squares = 0, np.zeros(0), 0.0
    for top, end in rows_of(picture):
        raise_if_cancelled(cancelled)
        block = picture.block(top, end)
        values = block.own[block.valid].astype(np.float64)
        sums = values.sum(axis=0) + (sums if len(sums) else 0)
        squares = (values**2).sum(axis=0) + squares
        number += len(values)
    mean = sums / max(number, 1)
    variances = (squares / max(number, 1) - mean**2).clip(0)
    counted = np.array([picture.height, picture.width, number, *sums, *np.atleast_1d(squares)])
    deviation = float(np.sqrt(variances.mean())) / QUANTA
    return Statistics(mean / QUANTA, deviation, hashlib.sha256(counted.tobytes()).hexdigest())


def patches(
    picture: PictureRows,
    seen: Statistics,
    *,
    size: int,
    number: int,
    seed: int,
    cancelled: Cancel,
) -> Singles:
    """(n, size, size, d) standardised patches from places by chance, none of which holds no data.

    Raises ParameterError where the picture has no such place, Cancelled.
    """
    tops, lefts = _places(picture, size, number, seed, cancelled)
    d = len(seen.mean)
    kept = max(1, min(len(tops), _MOST_BYTES // (4 * d * size * size)))
    found = np.empty((kept, size, size, d), np.float32)
    tops, lefts = tops[:kept], lefts[:kept]
    for top, end in rows_of(picture):
        raise_if_cancelled(cancelled)
        mine = np.flatnonzero((tops >= top) & (tops < end))
        if not len(mine):
            continue
        own = picture.block(top, min(end + size - 1, picture.height)).own
        windows = sliding_window_view(own, (size, size), axis=(0, 1))
        for part in np.array_split(mine, max(1, len(mine) // 512)):
            raise_if_cancelled(cancelled)
            chosen = windows[tops[part] - top, lefts[part]]
            found[part] = seen.standardised(chosen.transpose(0, 2, 3, 1))
    return found


def _places(picture: PictureRows, size: int, number: int, seed: int, cancelled: Cancel) -> tuple[Ints, Ints]:
    """(n,) rows and columns of the upper left corners."""
    height, width = picture.height, picture.width
    if min(height, width) < size:
        sentence = _(
            "The picture is {width} × {height} pixels, smaller than the patch of {size} × {size} that is "
            "learned from: choose a smaller patch."
        )
        raise ParameterError(sentence.format(width=width, height=height, size=size))
    whole = np.flatnonzero(_whole(picture, size, cancelled))
    if not len(whole):
        sentence = _(
            "Nowhere in the picture are {size} × {size} pixels without one of no data, which is the patch "
            "that is learned from: choose a smaller patch."
        )
        raise ParameterError(sentence.format(size=size))
    chosen = whole[np.random.RandomState(seed).randint(0, len(whole), number)]
    tops, lefts = np.divmod(chosen, width - size + 1)
    return tops, lefts


def _whole(picture: PictureRows, size: int, cancelled: Cancel) -> Mask:
    """(height − size + 1, width − size + 1): whether all pixels of a patch are valid."""
    found = np.empty((picture.height - size + 1, picture.width - size + 1), np.bool_)
    for top, below in rows_of(picture):
        raise_if_cancelled(cancelled)
        end = min(below, len(found))
        if top >= end:
            break
        valid = picture.block(top, end + size - 1).valid
        sums = np.zeros((valid.shape[0] + 1, valid.shape[1] + 1), np.int64)
        sums[1:, 1:] = valid.cumsum(axis=0).cumsum(axis=1)
        inside = sums[size:, size:] - sums[:-size, size:] - sums[size:, :-size] + sums[:-size, :-size]
        found[top:end] = inside == size * size
    return found


def reduced(block: RowBlock, seen: Statistics, factor: int) -> tuple[Singles, Mask]:
    """(rows, columns, d) the standardised means of factor × factor pixels of a block, 0 where none is valid,
    and (rows, columns) where one is. The last row and column may be of fewer pixels.
    """
    height, width = block.valid.shape
    tops, lefts = np.arange(0, height, factor), np.arange(0, width, factor)
    counts = np.add.reduceat(np.add.reduceat(block.valid.astype(np.int64), tops, axis=0), lefts, axis=1)
    sums = np.add.reduceat(np.add.reduceat(block.own.astype(np.int64), tops, axis=0), lefts, axis=1)
    own = sums / counts.clip(1)[..., None]
    found = ((own / QUANTA - seen.mean) / max(seen.deviation, _LEAST_DEVIATION)).astype(np.float32)
    there = counts > 0
    found[~there] = 0
    return found, there
