"""The strata in which the points of a sample are drawn: the clusters, and their doubtful pixels.

Of all strata that were tried on scenes with human truth (benchmarks/sample_check.py) these gave the narrowest
intervals: one stratum of all doubtful pixels together makes them wider, and so do more than six.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.accuracy.strata import Strata, Stratum
from core.base.arrays import Bytes, Mask
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.classes.classes import Classes
from core.cluster.prepared.prepare import Prepared
from core.cluster.segmentation import Segmentation
from core.measure.classified import Lesson
from core.measure.doubt import doubt_map, learned_doubt

# More strata have too few points each: the smallest share one.
_MOST_STRATA = 8
# Clusters are parted by doubt as long as there are no more strata than this: more cancel the gain.
_MOST_PARTED = 6
# The part of the pixels that counts as doubtful.
_DOUBTFUL = 0.3


def strata_to_draw(
    prepared: Prepared | None,
    segmentation: Segmentation,
    labels: Bytes,
    classes: Classes,
    *,
    lesson: Lesson | None = None,
    cancelled: Cancel = never_cancelled,
) -> Strata:
    """The strata of what is measured: the clusters, each parted into its doubtful pixels and the others as
    long as there are few. Of many clusters the classes are taken, and the smallest of these share a stratum.

    prepared: what was clustered; None where it is not known any more: then nothing is parted. labels: as
    measured; classes: over their clusters. lesson: of the classifier that says what a pixel is, where one
    does: then the doubt is its own. Touches every pixel. Raises Cancelled.
    """
    groups: list[tuple[int, ...]] = [(i,) for i in range(1, segmentation.k + 1)]
    if len(groups) > _MOST_STRATA:
        groups = _fewer([item.clusters for item in classes], labels)
    table = np.zeros(256, np.uint8)
    for i, clusters in enumerate(groups, start=1):
        table[np.array(clusters)] = i
    raster = table[labels]
    alone = [Stratum(clusters) for clusters in groups]
    if 2 * len(groups) > _MOST_PARTED or len(classes) < 2:
        return _used(raster, alone)
    raise_if_cancelled(cancelled)
    if lesson is not None:
        doubt = learned_doubt(lesson, labels, classes, cancelled=cancelled)
    elif prepared is not None:
        doubt = doubt_map(prepared, segmentation, labels, classes, cancelled=cancelled)
    else:
        return _used(raster, alone)
    doubtful = _doubtful(doubt, labels > 0)
    raster = np.where(doubtful, raster + np.uint8(len(groups)), raster)
    kinds = [Stratum(clusters, doubtful) for doubtful in (False, True) for clusters in groups]
    return _used(raster, kinds)


def _fewer(groups: list[tuple[int, ...]], labels: Bytes) -> list[tuple[int, ...]]:
    """_MOST_STRATA at most: the smallest are joined."""
    if len(groups) <= _MOST_STRATA:
        return groups
    pixels = np.bincount(labels.reshape(-1), minlength=256)
    by_size = sorted(groups, key=lambda clusters: -int(pixels[list(clusters)].sum()))
    rest = sorted(i for clusters in by_size[_MOST_STRATA - 1 :] for i in clusters)
    kept = by_size[: _MOST_STRATA - 1]
    return [*(clusters for clusters in groups if clusters in kept), tuple(rest)]


def _doubtful(doubt: Bytes, measured: Mask) -> Mask:
    """(height, width) bool: the measured pixels of most doubt, _DOUBTFUL of them at most."""
    counts = np.bincount(doubt[measured], minlength=256)
    # above[i]: how many have a doubt of i or more; of 256 none has.
    above = np.append(counts[::-1].cumsum()[::-1], 0)
    limit = int(np.argmax(above <= _DOUBTFUL * counts.sum()))
    return measured & (doubt >= limit)


def _used(raster: Bytes, kinds: Sequence[Stratum]) -> Strata:
    """Without those that no pixel is in."""
    there = np.flatnonzero(np.bincount(raster.reshape(-1), minlength=256)[1 : len(kinds) + 1])
    table = np.zeros(256, np.uint8)
    table[there + 1] = np.arange(1, len(there) + 1)
    return Strata(table[raster], tuple(kinds[i] for i in there.tolist()))
