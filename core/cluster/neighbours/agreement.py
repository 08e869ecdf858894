"""Neighbours agree: of the clusters around it a pixel takes one that is near enough and usual there.

A Potts model over the distances of k-means, solved by iterated conditional modes (Besag, On the Statistical
Analysis of Dirty Pictures, Journal of the Royal Statistical Society B 48, 1986), row by row from k-means' own
labels. Centroids stay what they are.
"""

from __future__ import annotations

import math

import numpy as np

from core.base.arrays import Bytes, Floats, frozen
from core.base.parallel import Cancel, chunks, never_cancelled, row_blocks
from core.cluster.neighbours.agreement_kernels import agree_rows
from core.cluster.prepared.prepare import Prepared
from core.cluster.prepared.prepared_image import PreparedImage

# A neighbour of another cluster costs as much as twice the mean squared distance, counted in sixteenths.
_UNIT = 16
WEIGHT = _UNIT
_DEAREST = 254
_SWEEPS = 20
_CHUNK = 1 << 16
_PIXELS_A_CALL = 1 << 17


def agreed(
    prepared: Prepared, centroids: Floats, labels: Bytes, inertia: float, cancelled: Cancel = never_cancelled
) -> Bytes:
    """The labels (h, w) uint8 after at most 20 sweeps, or when none changes a pixel; read-only.

    What a cluster costs at a pixel is how much farther it is than the nearest: squared distances in twice the
    mean squared distance, inertia / pixels. Takes k bytes a pixel. Raises Cancelled.
    """
    pixels = int(np.count_nonzero(labels))
    if not pixels or not inertia:
        return labels
    costs = np.empty((len(centroids), *labels.shape), np.uint8)
    for j, levels in enumerate(_costs(prepared, centroids, 2.0 * inertia / pixels, cancelled)):
        costs[j] = prepared.label_image(levels, cancelled=cancelled)
    out, (height, width) = labels.copy(), labels.shape
    for _sweep in range(_SWEEPS):
        changed = 0
        for first, last in row_blocks(height, width, cancelled, pixels=_PIXELS_A_CALL):
            changed += agree_rows(out, costs, WEIGHT, first, last)
        if not changed:
            break
    return frozen(out)


def _costs(prepared: Prepared, centroids: Floats, unit: float, cancelled: Cancel) -> Bytes:
    """(k, n): of each distinct colour, or of each observation, what `label_image` makes a picture of."""
    if isinstance(prepared, PreparedImage):
        features = prepared.features
        values: Floats = features.values[:, : features.dimensions] / features.scale
        levels = np.empty((len(centroids), len(values)), np.uint8)
        for part in chunks(len(values), _CHUNK, cancelled):
            levels[:, part] = _levels(values[part], centroids, unit)
        return levels if features.feature_of is None else levels[:, features.feature_of]
    rows, size = prepared.observations, math.prod(prepared.grid)
    levels = np.empty((len(centroids), size), np.uint8)
    for part in chunks(size, _CHUNK, cancelled):
        places = np.arange(part.start, part.stop)
        levels[:, places] = _levels(rows.features_at(places), centroids, unit)
    return levels


def _levels(values: Floats, centroids: Floats, unit: float) -> Bytes:
    squared = np.stack([((values - each) ** 2).sum(axis=1) for each in centroids])
    squared -= squared.min(axis=0)
    levels: Bytes = np.rint(np.minimum(squared / unit * _UNIT, _DEAREST)).astype(np.uint8)
    return levels
