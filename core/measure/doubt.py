"""The map of doubtful pixels: how near each pixel is to belonging to another class.

The doubt of a pixel is its distance to the nearest centroid of its own class by that to the nearest
centroid of another: 0 at its own centroid, 1 halfway (one minus the simplified silhouette: Hruschka et al.,
2004). It says how clear the choice of k-means was, not whether the class is the right one. Where a
classifier learns from examples, it is how little that knows of the pixel.

Of given thresholds it is the distance to the mean of its cluster by that to the mirror image of this mean in
the nearest threshold beside another class: the same where a threshold is halfway between two means, and 1 on
the threshold wherever it is.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats
from core.base.parallel import Cancel, chunks, never_cancelled
from core.classes.classes import Classes
from core.classes.place_table import place_table
from core.cluster.prepared.prepare import Prepared
from core.cluster.prepared.prepared_image import PreparedImage
from core.cluster.segmentation import Segmentation
from core.measure.class_map import class_of_clusters
from core.measure.classified import Lesson

# Doubt 1 in the map; 0 is no data.
TOP = 255
# Things looked at between two looks at `cancelled`.
_CHUNK = 1 << 16
# Where the map begins to show, and the colour that it shows in: magenta is in no landscape.
SHOWN_FROM = 0.5
COLOUR = (214, 0, 128)
_ALPHA = 0.92


def doubt_map(
    prepared: Prepared,
    segmentation: Segmentation,
    labels: Bytes,
    classes: Classes,
    *,
    cancelled: Cancel = never_cancelled,
) -> Bytes:
    """(height, width) uint8: 1 + 254 × doubt, 0 where nothing is measured. Raises Cancelled.

    labels: as measured. A pixel that is in another class than k-means put it has doubt 1. With one class
    alone nothing is in doubt.
    """
    members = class_of_clusters(classes, segmentation.k)
    levels = _levels(prepared, segmentation, members, cancelled)
    found = np.array(prepared.label_image(levels, cancelled=cancelled))
    changed = labels != segmentation.labels
    if changed.any():
        table = place_table(classes)
        moved = changed & (labels > 0) & (table[labels] != table[segmentation.labels])
        found[moved] = TOP
        found[labels == 0] = 0
    return found


def learned_doubt(
    lesson: Lesson,
    labels: Bytes,
    classes: Classes,
    *,
    cancelled: Cancel = never_cancelled,
) -> Bytes:
    """The same map where a classifier says what each pixel is: how little it knows there (core.classify.ask).

    What is as its cluster is named is in no doubt. A pixel that steps or edits gave to another class has
    doubt 1. Raises Cancelled.
    """
    from core.classify.ask import doubt

    found = doubt(lesson.learned, lesson.looks, lesson.named, cancelled=cancelled)
    found[lesson.not_learned] = 0
    levels = (1 + np.rint((TOP - 1) * found)).astype(np.uint8).reshape(labels.shape)
    levels[place_table(classes)[labels] != lesson.after] = TOP
    levels[labels == 0] = 0
    return levels


def doubt_picture(found: Bytes) -> tuple[Bytes, ...]:
    """A doubt map as levels to be laid over a picture: (height, width, 4) premultiplied BGRA, halved each
    time.

    Clear below a doubt of SHOWN_FROM, then ever denser.
    """
    from core.base.opencv import opencv

    share = (np.arange(256) - 1) / (TOP - 1)
    alpha = np.clip((share - SHOWN_FROM) / (1 - SHOWN_FROM), 0, 1) * _ALPHA
    table = np.empty((256, 4), np.uint8)
    for band, level in enumerate((*COLOUR[::-1], 255)):
        table[:, band] = np.rint(alpha * level)
    levels = [table[found]]
    while max(levels[-1].shape[:2]) > 1024:
        height, width = levels[-1].shape[:2]
        size = max(width // 2, 1), max(height // 2, 1)
        levels.append(opencv().resize(levels[-1], size, interpolation=opencv().INTER_AREA))
    return tuple(levels)


def doubtful_pixels(found: Bytes) -> int:
    """How many pixels the map shows: those of a doubt above SHOWN_FROM."""
    return int(np.count_nonzero(found > 1 + SHOWN_FROM * (TOP - 1)))


def _levels(
    prepared: Prepared, segmentation: Segmentation, members: NDArray[np.intp], cancelled: Cancel
) -> Bytes:
    """What label_image takes, for each colour of the histogram or each pixel: 254 × doubt."""
    centroids = segmentation.centroids
    if prepared.channel is not None and prepared.channel.at:
        levels = np.empty(len(prepared.channel), np.uint8)
        for part in chunks(len(levels), _CHUNK, cancelled):
            its = prepared.channel.values(part)
            levels[part] = _doubt_of_cuts(its, prepared.channel.at, centroids[:, 0], members)
        return levels
    if isinstance(prepared, PreparedImage):
        features = prepared.features
        values: Floats = features.values[:, : features.dimensions] / features.scale
        levels = np.empty(len(values), np.uint8)
        for part in chunks(len(values), _CHUNK, cancelled):
            levels[part] = _doubt(values[part], centroids, members)
        return levels if features.feature_of is None else levels[features.feature_of]
    rows, size = prepared.observations, math.prod(prepared.grid)
    levels = np.empty(size, np.uint8)
    for part in chunks(size, _CHUNK, cancelled):
        places = np.arange(part.start, part.stop)
        levels[places] = _doubt(rows.features_at(places), centroids, members)
    return levels


def _doubt_of_cuts(
    values: Floats, at: tuple[float, ...], centroids: Floats, members: NDArray[np.intp]
) -> Bytes:
    """(n,) 254 × doubt of the values (n,) of a channel."""
    parting = [cut for i, cut in enumerate(at) if members[i] != members[i + 1]]
    if not parting:
        return np.zeros(len(values), np.uint8)
    mean = centroids[np.searchsorted(at, values, side="right")]
    ratio = np.zeros(len(values))
    for cut in parting:
        mirrored = np.abs(cut - mean) + np.abs(cut - values)
        ratio = np.maximum(ratio, np.abs(values - mean) / np.maximum(mirrored, np.finfo(np.float64).tiny))
        ratio[values == cut] = 1.0
    doubt: Bytes = np.rint(ratio * (TOP - 1)).astype(np.uint8)
    return doubt


def _doubt(values: Floats, centroids: Floats, members: NDArray[np.intp]) -> Bytes:
    """(n,) 254 × doubt of features (n, dimensions)."""
    least = np.full((int(members.max()) + 1, len(values)), np.inf)
    for centroid, member in zip(centroids, members.tolist(), strict=True):
        squared = ((values - centroid) ** 2).sum(axis=1)
        np.minimum(least[member], squared, out=least[member])
    if len(least) == 1:
        return np.zeros(len(values), np.uint8)
    nearest, second = np.partition(least, 1, axis=0)[:2]
    ratio = np.sqrt(nearest / np.maximum(second, np.finfo(np.float64).tiny))
    doubt: Bytes = np.rint(np.minimum(ratio, 1.0) * (TOP - 1)).astype(np.uint8)
    return doubt
