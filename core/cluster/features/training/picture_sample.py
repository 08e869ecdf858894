"""What networks see of a picture: its own planes in full ranges, as patches or as a whole at reduced size."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
# Patches.
_AT_ONCE = 512
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


@dataclass(frozen=True, eq=False)
class Counted:
    """Of one picture: its size, how many pixels are valid, and the sums (d,) of each own plane of these and
    of its squares, in QUANTA.
    """

    height: int
    width: int
    number: int
    sums: Floats
    squares: Floats


def counted(picture: PictureRows, cancelled: Cancel) -> Counted:
    """Raises Cancelled."""
    number, sums, squares = 0, np.zeros(len(picture.names)), np.zeros(len(picture.names))
    for top, end in rows_of(picture):
        raise_if_cancelled(cancelled)
        block = picture.block(top, end)
        values = block.own[block.valid].astype(np.float64)
        sums = values.sum(axis=0) + sums
        squares = (values**2).sum(axis=0) + squares
        number += len(values)
    return Counted(picture.height, picture.width, number, sums, squares)


def statistics(picture: PictureRows, cancelled: Cancel) -> Statistics:
    """Raises Cancelled."""
    return statistics_of([counted(picture, cancelled)])


def statistics_of(pictures: Sequence[Counted]) -> Statistics:
    """Of all pixels of all pictures."""
    number = max(sum(each.number for each in pictures), 1)
    sums, squares = (sum(values) for values in zip(*((p.sums, p.squares) for p in pictures), strict=True))
    mean = sums / number
    variances = (squares / number - mean**2).clip(0)
    told = [[p.height, p.width, p.number, *p.sums, *p.squares] for p in pictures]
    deviation = float(np.sqrt(variances.mean())) / QUANTA
    return Statistics(mean / QUANTA, deviation, hashlib.sha256(np.concatenate(told).tobytes()).hexdigest())


def statistics_json(seen: Statistics) -> dict[str, Any]:
    """As plain JSON values."""
    return {"mean": seen.mean.tolist(), "deviation": seen.deviation, "sha256": seen.sha256}


def statistics_from(about: Mapping[str, Any]) -> Statistics:
    """What a model says that it has seen. Raises ValueError for what no model says."""
    try:
        values = about["statistics"]
        mean, deviation = np.array(values["mean"], np.float64), float(values["deviation"])
        sha256 = str(values["sha256"])
    except (TypeError, KeyError) as error:
        raise ValueError("a model that does not say what it has seen") from error
    if mean.ndim != 1 or not len(mean) or not np.isfinite([*mean, deviation]).all():
        raise ValueError("a model that has seen no numbers")
    return Statistics(mean, deviation, sha256)


def most_patches(size: int, planes: int) -> int:
    """As many as there may be at once."""
    return max(1, _MOST_BYTES // (4 * planes * size * size))


def patches(
    picture: PictureRows, *, size: int, number: int, seed: int, cancelled: Cancel
) -> NDArray[np.int32]:
    """(n, size, size, d) own planes in QUANTA at places by chance, none of which holds no data.

    Raises ParameterError where the picture has no such place, Cancelled.
    """
    places = np.flatnonzero(_whole(picture, size, cancelled))
    chosen = places[np.random.RandomState(seed).randint(0, len(places), number)]
    return _cut(picture, chosen[: most_patches(size, len(picture.names))], size, cancelled)


def spread_patches(picture: PictureRows, *, size: int, number: int, cancelled: Cancel) -> NDArray[np.int32]:
    """As `patches`, at most so many, evenly spread over all places row by row."""
    places = np.flatnonzero(_whole(picture, size, cancelled))
    chosen = np.linspace(0, len(places) - 1, min(number, len(places))).astype(np.int64)
    return _cut(picture, places[chosen], size, cancelled)


def _cut(picture: PictureRows, places: Ints, size: int, cancelled: Cancel) -> NDArray[np.int32]:
    tops, lefts = np.divmod(places, picture.width - size + 1)
    found = np.empty((len(places), size, size, len(picture.names)), np.int32)
    for top, end in rows_of(picture):
        raise_if_cancelled(cancelled)
        mine = np.flatnonzero((tops >= top) & (tops < end))
        if not len(mine):
            continue
        own = picture.block(top, min(end + size - 1, picture.height)).own
        windows = sliding_window_view(own, (size, size), axis=(0, 1))
        for part in np.array_split(mine, max(1, len(mine) // _AT_ONCE)):
            raise_if_cancelled(cancelled)
            found[part] = windows[tops[part] - top, lefts[part]].transpose(0, 2, 3, 1)
    return found


def standardised_patches(found: NDArray[np.int32], seen: Statistics) -> Singles:
    """Patches as networks see them, in their own memory."""
    taught: Singles = found.view(np.float32)
    for begin in range(0, len(found), _AT_ONCE):
        part = slice(begin, begin + _AT_ONCE)
        taught[part] = seen.standardised(found[part])
    return taught


def _whole(picture: PictureRows, size: int, cancelled: Cancel) -> Mask:
    """(height − size + 1, width − size + 1): whether all pixels of a patch are valid. Raises ParameterError
    where nowhere they are, Cancelled.
    """
    height, width = picture.height, picture.width
    if min(height, width) < size:
        sentence = _(
            "The picture is {width} × {height} pixels, smaller than the patch of {size} × {size} that is "
            "learned from: choose a smaller patch."
        )
        raise ParameterError(sentence.format(width=width, height=height, size=size))
    found = np.empty((height - size + 1, width - size + 1), np.bool_)
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
    if not found.any():
        sentence = _(
            "Nowhere in the picture are {size} × {size} pixels without one of no data, which is the patch "
            "that is learned from: choose a smaller patch."
        )
        raise ParameterError(sentence.format(size=size))
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
