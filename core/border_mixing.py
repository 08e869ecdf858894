"""How much of each class lies in the pixels of another: mixed pixels along the borders between classes.

A pixel on a border holds something of both sides, and k-means gives it whole to one. For a point spread of any
shape light adds up, so a pixel's colour lies on the line between the colours of the two sides, at the place of
their shares (the linear mixture of remote sensing: Settle & Drake, Int. J. Remote Sensing 14, 1993). The colours
of the two sides are taken from around the pixel, so that uneven light does no harm. What all pixels of a band
round the borders hold, added up, is where the area would lie if no pixel had to be given to one class.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.errors import Cancelled
from core.image import Image
from core.opencv import opencv
from core.parallel import Cancel, never

Floats = NDArray[np.float64]

# Pixels to each side in which the colours of the two classes are looked for.
_REACH = 8
# Of the pixels near borders at most so many are looked at; they stand for all.
_MOST_PLACES = 60_000
# Neighbouring pixels share noise (lenses, JPEG): noise is told from pixels this far apart.
_LAG = 4
_ROWS, _PLACES = 256, 2048


@dataclass(frozen=True, eq=False)
class Borders:
    """What crosses the borders between n classes. Row and column i are class i + 1 of the class map; in pixels.

    sides: (n, n) int64, symmetric: sides of pixels between two classes. moved: (n, n), [a, b] is what pixels of
    class a hold of class b. drift: (n, n), how much more that would be if the colours of the classes went on
    changing towards the border as they do near it. variance: (n, n), of `moved` by noise and by looking at some
    pixels only. mixed: (n, n), as `moved`, all shares counted as positive: how much is in doubt at all.
    blind: (n, n), pixels on borders where both sides look alike.
    strips: (n, n), [a, b] is what pixels of class a would hold of class b if thin strips of a, with nothing of it
    inside, were mixtures of the two classes that they lie between.
    """

    sides: NDArray[np.int64]
    moved: Floats
    drift: Floats
    variance: Floats
    mixed: Floats
    blind: Floats
    strips: Floats


def borders(image: Image, classes: NDArray[np.uint8], number: int, cancelled: Cancel = never) -> Borders:
    """The borders of a class map (height, width) uint8 of 1…number, 0 = none. Raises Cancelled."""
    from core import border_kernels

    edge, sides = np.zeros_like(classes), np.zeros((number + 1, number + 1), np.int64)
    for top, bottom in _parts(len(classes), _ROWS, cancelled):
        border_kernels.edges(classes, top, bottom, edge, sides)
    depth = _depth(edge)
    means, weights, noise = _colours(image, classes, depth, number, cancelled)
    band = np.flatnonzero((depth < 4) & (classes > 0))
    places = _chosen(band)
    moved, strips, spread, drift, mixed, blind = (np.zeros((number + 1, number + 1)) for _ in range(6))
    for begin, end in _parts(len(places), _PLACES, cancelled):
        border_kernels.mix(
            image.pixels, classes, depth, places, begin, end, means, weights, noise, _REACH,
            moved, strips, spread, drift, mixed, blind,
        )  # fmt: skip
    each = len(band) / max(len(places), 1)
    # A pixel that stands for others: its own noise counts so often, and the others may hold anything.
    chance = np.abs(moved) * (each - 1.0) * each if each > 1 else 0.0
    whole = slice(1, None)
    return Borders(
        (sides + sides.T)[whole, whole],
        moved[whole, whole] * each,
        drift[whole, whole] * each,
        (spread * each * each + chance)[whole, whole],
        mixed[whole, whole] * each,
        blind[whole, whole] * each,
        strips[whole, whole] * each,
    )


def _parts(size: int, step: int, cancelled: Cancel) -> Iterator[tuple[int, int]]:
    """Begin and end of each part of the work. Raises Cancelled."""
    for begin in range(0, size, step):
        if cancelled():
            raise Cancelled
        yield begin, min(begin + step, size)


def _depth(edge: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """1 on a border, 2 and 3 beside it, 4 inside."""
    cv, square = opencv(), np.ones((3, 3), np.uint8)
    once = cv.dilate(edge, square)
    depth: NDArray[np.uint8] = 4 - edge - once - cv.dilate(once, square)
    return depth


def _colours(
    image: Image, classes: NDArray[np.uint8], depth: NDArray[np.uint8], number: int, cancelled: Cancel
) -> tuple[Floats, Floats, float]:
    """Mean stored values of each class (number + 1, bands), weights of the bands, noise of a weighted distance.

    A band counts by the inverse of its noise, as in Fisher's discriminant with a diagonal covariance.
    """
    from core import border_kernels

    bands = image.band_count
    sums, counts = np.zeros((number + 1, 5, bands)), np.zeros((number + 1, 5), np.int64)
    squares, pairs = np.zeros(bands), np.zeros(1, np.int64)
    for top, bottom in _parts(len(classes), _ROWS, cancelled):
        border_kernels.interiors(
            image.pixels, classes, depth, top, bottom, _LAG, sums, counts, squares, pairs
        )
    inside, every = counts[:, 3:].sum(axis=1), counts.sum(axis=1)
    means: Floats = sums.sum(axis=1) / np.maximum(every, 1)[:, None]
    pure = inside >= 20
    means[pure] = sums[pure, 3:].sum(axis=1) / inside[pure, None]
    total = max(int(every.sum()), 1)
    middle = (means * every[:, None]).sum(axis=0) / total
    between = ((means - middle) ** 2 * every[:, None]).sum(axis=0) / total
    variance = squares / (2 * max(int(pairs[0]), 1))
    # Without any noise a band would count without limit.
    floor = 0.01 * float(between.mean()) + np.finfo(np.float64).tiny
    weights: Floats = 1.0 / (variance + floor)
    return means, weights, float((variance * weights).mean())


def _chosen(band: NDArray[np.intp]) -> NDArray[np.int64]:
    """At most _MOST_PLACES of the places, one from each of as many equal parts, at random but always the same."""
    if len(band) <= _MOST_PLACES:
        return band.astype(np.int64)
    step = len(band) / _MOST_PLACES
    jitter = np.random.RandomState(0).randint(0, 1 << 16, _MOST_PLACES) / (1 << 16)
    return band[((np.arange(_MOST_PLACES) + jitter) * step).astype(np.int64)].astype(np.int64)
