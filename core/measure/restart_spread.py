"""How far the areas of classes differ between starts that k-means itself cannot tell apart.

k-means ends in a local minimum that depends on the start. Minima whose inertia is within 1 % of the least one
found describe the picture as well as each other (local optima of k-means: Steinley, Psychological Methods 8,
2003), so each of them counts alike; worse ones do not count, because the criterion itself rejects them.
Clusters of another minimum belong to the class that most of their pixels have in the result at hand.

Superpixels of a little more or less detail describe the picture as well, too: what the same centroids make of
them counts like another minimum.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Ints
from core.base.errors import ParameterError
from core.base.parallel import Cancel, Workers, chunks, never_cancelled, raise_if_cancelled
from core.cluster.lloyd.kmeans import KMeansStep
from core.cluster.parameters import MOST_DETAIL, Parameters
from core.cluster.prepared.prepare import Prepared, prepare_for
from core.cluster.prepared.prepared_image import PreparedImage
from core.cluster.prepared.prepared_rows import PreparedRows
from core.cluster.prepared.prepared_superpixels import PreparedSuperpixels
from core.cluster.segmentation import Segmentation
from core.cluster.starts.restarts import run
from core.image.image import Image
from core.roi.shape_masks import PixelWindow

# Seeds of k-means++ that are tried beside the result at hand.
_STARTS = 6
# Minima within this share of the least inertia are equally good.
_ALIKE = 0.01
# By so much more and less detail superpixels are as good.
_OTHER_DETAILS = (-20, -10, 10, 20)
# Pixels that stand for the picture where every pixel would have to be visited.
_SAMPLE = 1 << 15
# Things that are counted between two looks at `cancelled`: a picture of 16 bits has a colour for each pixel.
_COUNTED_AT_ONCE = 1 << 20

# Where each start ended, of what was clustered by these parameters: whatever is measured of it, in whatever
# classes, the minima are the same.
_remembered: WeakKeyDictionary[Prepared, tuple[Parameters, list[KMeansStep]]] = WeakKeyDictionary()

# What was clustered, centroids, the class of each, and how many pixels more each class has.
_Other = tuple[Prepared, Floats, NDArray[np.intp], Floats]


@dataclass(frozen=True, eq=False)
class OtherMinima:
    """Minima that are as good as the one at hand, and what they would change.

    whole: (minima, number) pixels that each class has more, of all that is measured; at least one row of 0.
    others: of each further row, what was clustered. centroids: its centroids. classes: (k,) the class that
    each of its clusters belongs to. prepared, segmentation: of the minimum at hand. members: (k,) the class
    of each of its clusters.
    """

    whole: Floats
    centroids: tuple[Floats, ...]
    classes: tuple[NDArray[np.intp], ...]
    others: tuple[Prepared, ...]
    prepared: Prepared
    segmentation: Segmentation
    members: NDArray[np.intp]
    threads: int | None = None

    def within(self, inside: PixelWindow, *, cancelled: Cancel = never_cancelled) -> Floats:
        """As `whole`, of the pixels in the window. Clusters belong to the classes that they belong to there.

        inside: of measured pixels. Raises Cancelled.
        """
        number, total = self.whole.shape[1], int(np.count_nonzero(inside.mask))
        if not self.centroids or not total:
            return np.zeros((1, number))
        counted = _inside(self.prepared, self.segmentation, inside, cancelled)
        weights = _weights(counted)
        own = _own(self.segmentation, self.members, counted, self.threads, cancelled)
        changes = [np.zeros(number)]
        for other, centroids, classes in zip(self.others, self.centroids, self.classes, strict=True):
            at_hand = other is self.prepared
            of_it = counted if at_hand else _inside(other, self.segmentation, inside, cancelled)
            labels = of_it.assigned(centroids, self.threads, cancelled)
            table = _table(own, labels, weights, number, self.segmentation.k, cancelled=cancelled)
            changes.append(_change(table, classes))
        spread: Floats = np.array(changes) * (total / weights.sum())
        return spread


def other_minima(
    prepared: Prepared,
    segmentation: Segmentation,
    members: NDArray[np.intp],
    number: int,
    measured: Bytes,
    *,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> OtherMinima:
    """How many pixels more each class has in other minima than in the segmentation. Raises Cancelled.

    members: (k,) the class 0…number − 1 of each cluster. measured: (height, width) uint8, 0 = not measured:
    all that was clustered makes the minima, only what is measured counts. A picture of bands or with features
    is judged by a sample of its pixels.
    """
    found: list[_Other] = []
    total = int(np.count_nonzero(measured))
    if number > 1 and total:
        inside = _measured_window(measured)
        at_hand = _AtHand(segmentation, members, number, inside)
        found += _of_other_starts(prepared, at_hand, threads, cancelled)
        if isinstance(prepared, PreparedSuperpixels):
            found += _of_other_details(prepared, at_hand, cancelled)
    others, centroids, classes, changes = zip(*found, strict=True) if found else ((), (), (), ())
    spread = np.array([np.zeros(number), *changes])
    return OtherMinima(spread, centroids, classes, others, prepared, segmentation, members, threads)


def _measured_window(measured: Bytes) -> PixelWindow:
    """Where anything is measured, in the part of the picture that holds it."""
    rows, columns = (np.flatnonzero(np.bitwise_or.reduce(measured, axis=axis)) for axis in (1, 0))
    top, left = int(rows[0]), int(columns[0])
    return PixelWindow(top, left, measured[top : rows[-1] + 1, left : columns[-1] + 1] > 0)


@dataclass(frozen=True, eq=False)
class _AtHand:
    """The minimum at hand, its `number` classes, and what of it is measured."""

    segmentation: Segmentation
    members: NDArray[np.intp]
    number: int
    inside: PixelWindow

    @property
    def total(self) -> int:
        return int(np.count_nonzero(self.inside.mask))


def _of_other_starts(
    prepared: Prepared, at_hand: _AtHand, threads: int | None, cancelled: Cancel
) -> list[_Other]:
    """Every minimum that is as good; none where the start was given, or thresholds in its place."""
    segmentation, number, total = at_hand.segmentation, at_hand.number, at_hand.total
    given = segmentation.parameters
    if given.threshold is not None or not isinstance(given.init, str):
        return []
    judged = prepared if isinstance(prepared, PreparedImage) else _sampled(prepared)
    whole = total == int(segmentation.counts.sum())
    counted = judged if whole else _inside(prepared, segmentation, at_hand.inside, cancelled)
    own = _own(segmentation, at_hand.members, counted, threads, cancelled)
    weights = _weights(counted)
    least, found = _minima(prepared, judged, segmentation, threads, cancelled)
    others: list[_Other] = []
    for step in found:
        if step.inertia <= (1 + _ALIKE) * least:
            labels = counted.assigned(step.centroids, threads, cancelled)
            table = _table(own, labels, weights, number, segmentation.k, cancelled=cancelled)
            classes = table.argmax(axis=1)
            change = _change(table, classes) * (total / weights.sum())
            others.append((prepared, step.centroids, classes, change))
    return others


def _of_other_details(prepared: PreparedSuperpixels, at_hand: _AtHand, cancelled: Cancel) -> list[_Other]:
    """Superpixels of other details: clusters are what they are."""
    segmentation, members = at_hand.segmentation, at_hand.members
    given, centroids = segmentation.parameters, segmentation.centroids
    counted = _inside(prepared, segmentation, at_hand.inside, cancelled)
    own, weights = _own(segmentation, members, counted, 1, cancelled), _weights(counted)
    others: list[_Other] = []
    for more in _OTHER_DETAILS:
        detail = min(max(given.detail + more, 0), MOST_DETAIL)
        other = prepared.pieces.at(replace(given, detail=detail))
        of_it = _inside(other, segmentation, at_hand.inside, cancelled)
        labels = of_it.assigned(centroids, 1, cancelled)
        table = _table(own, labels, weights, at_hand.number, segmentation.k, cancelled=cancelled)
        others.append((other, centroids, members, _change(table, members) * (at_hand.total / weights.sum())))
    return others


def _minima(
    prepared: Prepared,
    judged: Prepared,
    segmentation: Segmentation,
    threads: int | None,
    cancelled: Cancel,
) -> tuple[float, list[KMeansStep]]:
    """The last step of every start, and the least inertia of all. judged: all that is prepared, or some."""
    known = _remembered.get(prepared)
    if known is None or known[0] != segmentation.parameters:
        found = _last_steps(judged, segmentation.parameters, threads, cancelled)
        known = _remembered[prepared] = segmentation.parameters, found
    found = known[1]
    least = min((step.inertia for step in found), default=0.0)
    if isinstance(judged, PreparedImage):
        least = min(least, segmentation.inertia)
    return least, found


def _last_steps(
    judged: Prepared, given: Parameters, threads: int | None, cancelled: Cancel
) -> list[KMeansStep]:
    """The last step of every start that comes to an end."""
    last: list[KMeansStep | None] = [None] * _STARTS

    def work(i: int) -> None:
        parameters = replace(given, init="k-means++", seed=given.seed + 1000 + i, restarts=1)
        # A sample may have fewer distinct values than there are clusters.
        with suppress(ParameterError):
            for step in run(judged, parameters, threads=1, cancelled=cancelled):
                last[i] = step

    with Workers(threads, cancelled) as workers:
        workers.each(work, range(_STARTS))
    return [step for step in last if step is not None]


def _own(
    segmentation: Segmentation,
    members: NDArray[np.intp],
    counted: Prepared,
    threads: int | None,
    cancelled: Cancel,
) -> NDArray[np.intp]:
    """The class, in the segmentation, of each thing that is counted."""
    rows = np.empty_like(segmentation.centroids)
    rows[segmentation.start_order] = segmentation.centroids
    labels = counted.assigned(rows, threads, cancelled)
    of_row = np.empty_like(members)
    of_row[segmentation.start_order] = members
    return of_row[labels]


def _table(
    own: NDArray[np.intp], labels: Bytes, weights: Ints, number: int, k: int, *, cancelled: Cancel
) -> Floats:
    """(k, number) pixels of each cluster of another minimum in each class of the segmentation.

    Whole numbers, so the sums are the same however they are cut. Raises Cancelled.
    """
    table = np.zeros(k * number)
    for part in chunks(len(labels), _COUNTED_AT_ONCE, cancelled):
        pairs = labels[part].astype(np.intp) * number + own[part]
        table += np.bincount(pairs, weights[part], k * number)
    return table.reshape(k, number)


def _change(table: Floats, classes: NDArray[np.intp]) -> Floats:
    """(number,) pixels more of each class. classes: (k,) that each cluster of the other one belongs to."""
    of_class = np.zeros(table.shape[1])
    np.add.at(of_class, classes, table.sum(axis=1))
    change: Floats = of_class - table.sum(axis=0)
    return change


def _weights(judged: Prepared) -> Ints:
    """Pixels of each thing that is assigned."""
    if isinstance(judged, PreparedImage):
        return judged.histogram.counts
    return np.ones(judged.image.width * judged.image.height, np.int64)


def _inside(
    prepared: Prepared, segmentation: Segmentation, inside: PixelWindow, cancelled: Cancel
) -> Prepared:
    """What is in the window: a region of interest, say."""
    if isinstance(prepared, PreparedImage):
        part = replace(
            prepared.image, pixels=prepared.image.pixels[inside.slices], valid=inside.mask, level=None
        )
        return prepare_for(part, segmentation.parameters, cancelled=cancelled)
    raise_if_cancelled(cancelled)
    rows, columns = np.nonzero(inside.mask)
    raise_if_cancelled(cancelled)
    even = np.linspace(0, len(rows) - 1, min(_SAMPLE, len(rows))).astype(np.int64)
    return _sampled(prepared, prepared.places(rows[even] + inside.top, columns[even] + inside.left))


def _sampled(prepared: PreparedRows, places: Ints | None = None) -> PreparedRows:
    """A row of pixels that stand for the picture; places: these ones."""
    rows = prepared.observations
    places = rows.sample(_SAMPLE) if places is None else places
    rgb = prepared.colours_at(places)[None]
    return PreparedRows(Image(rgb), rows.part(places), rgb, prepared.names, prepared.space)
