"""How much of each class lies in the pixels of another: mixed pixels along the borders between classes.

A pixel on a border holds something of both sides, and k-means gives it whole to one. For a point spread of
any shape light adds up, so a pixel's colour lies on the line between the colours of the two sides, at the
place of their shares (the linear mixture of remote sensing: Settle & Drake, Int. J. Remote Sensing 14,
1993). The colours of the two sides are taken from around the pixel, so that uneven light does no harm. What
all pixels of a band round the borders hold, added up, is where the area would lie if no pixel had to be
given to one class. Beside broad classes the colours are looked for farther in than beside thin ones, out of
the reach of the blur (core.measure.border_depth).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Ints, Mask, for_kernel
from core.base.parallel import Cancel, chunks, never_cancelled, raise_if_cancelled
from core.image.image import Image, PixelArray
from core.measure import border_kernels
from core.measure.border_depth import BROAD, THIN, broad_pairs, depth_from, edges_of, rows_apart
from core.measure.border_shares import Colours, Surroundings, add_shares
from core.roi.shape_masks import PixelBox, PixelWindow

# Pixels to each side in which the colours of the two classes are looked for.
_REACH = 8
# Of the pixels near borders at most so many are looked at; they stand for all.
MOST_PLACES = 60_000
# Neighbouring pixels share noise (lenses, JPEG): noise is told from pixels this far apart.
_LAG = 4
# What a mixed pixel holds is wrong by so much beside its noise, by the bend of a border, say. All over a
# picture that is nothing beside what all pixels have in common; in a small part of it it is not.
_ALONE = 0.3
# Rows, and pixels times clusters, between two looks at `cancelled`.
_ROWS, _PLACES = 256, 1 << 14
# Places that are looked up at once.
_LOOKED_UP = 1 << 20


@dataclass(frozen=True, eq=False)
class Borders:
    """What crosses the borders between n classes, in pixels. Row and column i are class i + 1 of the map.

    sides: (n, n) int64, symmetric: sides of pixels between two classes. moved: (n, n), [a, b] is what
    pixels of class a hold of class b. drift: (n, n), how much more that would be if the colours of the
    classes went on changing towards the border as they do near it. variance: (n, n), of `moved` by noise
    and by looking at some pixels only. mixed: (n, n), as `moved`, all shares counted as positive: how much
    is in doubt at all. blind: (n, n), pixels on borders where both sides look alike. strips: (n, n), [a, b]
    is what pixels of class a would hold of class b if thin strips of a, with nothing of it inside, were
    mixtures of the two classes that they lie between; strip_variance: (n, n), of that. broad: (n, n), whether
    both sides have an inside all along, so that the colours could be taken beyond what a wide blur reaches.
    """

    sides: Ints
    moved: Floats
    drift: Floats
    variance: Floats
    mixed: Floats
    blind: Floats
    strips: Floats
    strip_variance: Floats
    broad: Mask


def borders(image: Image, labels: Bytes, members: NDArray[np.intp], number: int) -> Borders:
    """The borders between classes, in the whole picture; arguments as of BorderField."""
    return BorderField(image, labels, members, number, never_cancelled).within(cancelled=never_cancelled)


@dataclass(frozen=True, eq=False)
class _Near:
    """What is known of the whole picture where mixed pixels are taken to reach so far.

    depth, band: of depth_from; band only where there is a cluster. means (k + 1, bands), weights (bands,),
    noise: of _colours.
    """

    depth: Bytes
    band: NDArray[np.intp]
    means: Floats
    weights: Floats
    noise: float


class BorderField:
    """Where the borders of a picture lie, and what is known of the colours at them.

    labels: (height, width) uint8, clusters 1…k, 0 = none. members: (k,) the class 0…number − 1 of each
    cluster. A class of several clusters has as many colours: mixtures are of clusters. box: beyond it no
    pixel has a label, and none is looked at; the borders are the same to the bit. Raises Cancelled.
    """

    def __init__(
        self,
        image: Image,
        labels: Bytes,
        members: NDArray[np.intp],
        number: int,
        cancelled: Cancel,
        *,
        box: PixelBox | None = None,
    ) -> None:
        step, k = rows_apart(len(labels)), len(members)
        place = slice(None), slice(None)
        self._top = self._left = 0
        if box is not None:
            # From one of the rows that are looked at, with all that the nearest pixels see around them.
            self._top, self._left = max(box[0] - _REACH, 0) // step * step, max(box[2] - _REACH, 0)
            place = slice(self._top, box[1] + _REACH), slice(self._left, box[3] + _REACH)
        self._pixels = for_kernel(np.ascontiguousarray(image.pixels[place]))
        self._labels = labels = for_kernel(np.ascontiguousarray(labels[place]))
        table = np.zeros(256, np.uint8)
        table[1 : k + 1] = members + 1
        raise_if_cancelled(cancelled)
        self._classes, self._group = table[labels], table[: k + 1].astype(np.int64)
        self._edges = edges_of(self._classes, number, cancelled)
        self._inner = self._edges if k == number else edges_of(labels, k, cancelled)
        self._broad = broad_pairs(self._classes, self._edges, self._inner, None, cancelled, step=step)
        self._nears: dict[int, _Near] = {}

    def within(
        self, inside: PixelWindow | None = None, most: int = MOST_PLACES, *, cancelled: Cancel
    ) -> Borders:
        """What the pixels hold that are in the window; None: all of the picture. Raises Cancelled.

        Their surroundings are those of the picture, so that the window cuts off nothing. `sides` are of the
        whole picture. Broad are classes that are so in the whole and in the window. most: so many pixels are
        looked at; they stand for all in the window. inside: in the box of the field.
        """
        edges, broad = self._edges, self._broad
        if inside is not None:
            inside = PixelWindow(inside.top - self._top, inside.left - self._left, inside.mask)
            broad = broad & broad_pairs(self._classes, edges, self._inner, inside, cancelled)
        touching = edges.sides > 0
        widths = [BROAD] if broad[touching].all() else [THIN, BROAD] if broad[touching].any() else [THIN]
        found = [self._mixed(width, inside, most // len(widths), cancelled) for width in widths]
        thin, wide = found[0], found[-1]
        moved, drift, variance, mixed, blind = (np.where(broad, wide[i], thin[i]) for i in range(5))
        alone = 0.0 if inside is None else _ALONE * _ALONE
        strips, variance = thin[5], variance + alone * mixed
        return Borders(edges.sides, moved, drift, variance, mixed, blind, strips, alone * strips, broad)

    def _near(self, width: int, cancelled: Cancel) -> _Near:
        if width not in self._nears:
            depth, band = depth_from(self._edges, self._inner, width, cancelled)
            band = _labelled(band, self._labels.ravel(), cancelled)
            colours = _colours(self._pixels, self._labels, depth, len(self._group) - 1, cancelled)
            self._nears[width] = _Near(depth, band, *colours)
        return self._nears[width]

    def _mixed(
        self, width: int, inside: PixelWindow | None, most: int, cancelled: Cancel
    ) -> tuple[Floats, ...]:
        """What Borders has from `moved` to `strips`. width: of depth_from."""
        near, pixels, labels, group = self._near(width, cancelled), self._pixels, self._labels, self._group
        band = near.band if inside is None else _in_window(near.band, labels.shape[1], inside)
        places = _chosen(band, most)
        k, number, bands = len(group) - 1, int(group.max()), pixels.shape[2]
        colours = Colours(group, near.means, near.weights, near.noise)
        found = np.zeros((6, k + 1, k + 1))
        values, step = pixels.reshape(-1, bands), max(_PLACES // (k + 1), 64)
        seen, sums = np.empty((step, k + 1, 6), np.int64), np.empty((step, k + 1, 3, bands))
        for part in chunks(len(places), step, cancelled):
            begin, end = part.start, part.stop
            border_kernels.look_around(pixels, labels, near.depth, places, begin, end, _REACH, seen, sums)
            at = places[part]
            around = Surroundings(
                labels.ravel()[at].astype(np.int64),
                values[at].astype(np.float64),
                near.depth.ravel()[at] == 1,
                seen[: end - begin],
                sums[: end - begin],
            )
            add_shares(around, colours, found)
        found[1][:] *= _mixed_strips(found[4].diagonal(), found[2].diagonal())[:, None]
        each = len(band) / max(len(places), 1)
        moved, strips, spread, drift, mixed, blind = (_between(part, group, number) * each for part in found)
        # A pixel that stands for others: its own noise counts so often, and the others may hold anything.
        variance = spread * each + np.abs(moved) * (each - 1.0)
        return moved, drift, variance, mixed, blind, strips


def _labelled(band: NDArray[np.intp], labels: Bytes, cancelled: Cancel) -> NDArray[np.intp]:
    """Those of the flat places that have a label. Raises Cancelled."""
    there = np.empty(len(band), np.bool_)
    for part in chunks(len(band), _LOOKED_UP, cancelled):
        there[part] = labels[band[part]] > 0
    return band if there.all() else band[there]


def _in_window(band: NDArray[np.intp], width: int, inside: PixelWindow) -> NDArray[np.intp]:
    """Those of the flat places, in ascending order, that are in the window."""
    rows, columns = inside.slices
    first, last = np.searchsorted(band, (rows.start * width, rows.stop * width))
    there = band[first:last]
    column = there % width - columns.start
    there, column = (each[(column >= 0) & (column < inside.mask.shape[1])] for each in (there, column))
    chosen: NDArray[np.intp] = there[inside.mask[there // width - rows.start, column]]
    return chosen


def _mixed_strips(squared: Floats, number: Floats) -> Floats:
    """(k + 1,) how much of the thin strips of each cluster can be mixtures, 0…1.

    A pixel goes to a cluster whose colour is at t on the line between two others where its share is t / 2 …
    (1 + t) / 2. Shares of mixtures are spread evenly over that: the mean squared distance is 1/48 at least.
    Where they are within half of that, strips have a colour of their own, in part or all.
    """
    mean: Floats = squared / np.maximum(number, 1.0)
    return np.minimum(2.0 * 48.0 * mean, 1.0)


def _between(part: Floats, group: Ints, number: int) -> Floats:
    """(number, number) sums over the clusters of each class, of a matrix over clusters."""
    total = np.zeros((number + 1, number + 1))
    np.add.at(total, (group[:, None], group[None, :]), part)
    return total[1:, 1:]


def _colours(
    pixels: PixelArray, labels: Bytes, depth: Bytes, k: int, cancelled: Cancel
) -> tuple[Floats, Floats, float]:
    """Means of the clusters (k + 1, bands), weights of the bands, noise of a weighted distance.

    A band counts by the inverse of its noise, as in Fisher's discriminant with a diagonal covariance.
    """
    bands = pixels.shape[2]
    sums, counts = np.zeros((k + 1, 6, bands)), np.zeros((k + 1, 6), np.int64)
    squares, pairs = np.zeros(bands), 0
    for rows in chunks(len(labels), _ROWS, cancelled):
        pairs += border_kernels.interiors(
            pixels, labels, depth, rows.start, rows.stop, _LAG, sums, counts, squares
        )
    inside, every = counts[:, 3:].sum(axis=1), counts.sum(axis=1)
    means: Floats = sums.sum(axis=1) / np.maximum(every, 1)[:, None]
    pure = inside >= 20
    means[pure] = sums[pure, 3:].sum(axis=1) / inside[pure, None]
    total = max(int(every.sum()), 1)
    middle = (means * every[:, None]).sum(axis=0) / total
    between = ((means - middle) ** 2 * every[:, None]).sum(axis=0) / total
    variance = squares / (2 * max(pairs, 1))
    # Without any noise a band would count without limit.
    floor = 0.01 * float(between.mean()) + np.finfo(np.float64).tiny
    weights: Floats = 1.0 / (variance + floor)
    return means, weights, float((variance * weights).mean())


def _chosen(band: NDArray[np.intp], most: int) -> Ints:
    """At most so many of the places: one from each of as many equal parts, always the same."""
    if len(band) <= most:
        return band.astype(np.int64)
    step = len(band) / most
    jitter = np.random.RandomState(0).randint(0, 1 << 16, most) / (1 << 16)
    return band[((np.arange(most) + jitter) * step).astype(np.int64)].astype(np.int64)
