"""The colours of a picture as some thousand points that stand for all its pixels."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from core.base.arrays import Bytes, Floats, Ints
from core.base.parallel import Cancel, chunks, never_cancelled
from core.cluster.colours.histogram import ColourHistogram
from core.cluster.prepared.prepare import Prepared
from core.cluster.prepared.prepared_image import Cloud, PreparedImage

# Cells along the longest axis: of those that are counted, and how many of them are drawn as one, along each
# axis. As few as leave no more points than are wanted.
_FINEST = 96
_MERGED = (2, 3, 4, 6, 8, 12)
# Colours that are counted between two looks at `cancelled`.
_CHUNK = 1 << 19


def density_cloud(prepared: Prepared, size: int, cancelled: Cancel = never_cancelled) -> Cloud:
    """At most `size` points for display: every distinct colour with its pixels, or, where there are more,
    the means of those in each cell of a grid with all pixels of the cell.

    size: 1000 or more. Of pixels that are clustered one by one, a sample of them. Raises Cancelled.
    """
    if not isinstance(prepared, PreparedImage) or len(prepared.histogram) <= size:
        return prepared.cloud(size)
    d = prepared.features.dimensions
    side, merged = (size, (1,)) if d == 1 else (_FINEST, _MERGED)
    sums = _sums(prepared, side, cancelled)
    cells = np.stack(np.unravel_index(np.arange(side**d), (side,) * d))
    for each in merged:
        coarse = -(-side // each)
        at = np.ravel_multi_index(tuple(cells // each), (coarse,) * d)
        weights = np.asarray(np.bincount(at, sums[0]), np.float64)
        filled = np.flatnonzero(weights)
        if len(filled) <= size:
            break
    found: Floats = np.stack([np.bincount(at, axis)[filled] for axis in sums[1:]], 1) / weights[filled, None]
    colours = np.rint(found[:, d:]).astype(np.uint8)
    rgb = np.ascontiguousarray(np.broadcast_to(colours, (len(filled), 3)))
    return Cloud(found[:, :d].astype(np.float32), rgb, weights[filled])


def _sums(prepared: PreparedImage, side: int, cancelled: Cancel) -> Floats:
    """(1 + dimensions + bands, cells): pixels, and sums of their features and colours, in each cell of a grid
    with so many along its longest axis."""
    features, histogram, d = prepared.features, prepared.histogram, prepared.features.dimensions
    values, as_shown = features.values[:, :d], _as_shown(histogram)
    low = values.min(axis=0) / features.scale
    span = max(float((values.max(axis=0) / features.scale - low).max()), 1e-12)
    sums = np.zeros((1 + d + histogram.colours.shape[1], side**d))
    for part in chunks(len(histogram), _CHUNK, cancelled):
        rows = part if features.feature_of is None else features.feature_of[part]
        points, counts = values[rows] / features.scale, histogram.counts[part].astype(np.float64)
        steps: Ints = np.minimum((points - low) * (side / span), side - 1).astype(np.int64)
        at = np.ravel_multi_index(tuple(steps.T), (side,) * d)
        sums[0] += np.bincount(at, counts, side**d)
        for i, axis in enumerate((*points.T, *as_shown(part).T), 1):
            sums[i] += np.bincount(at, counts * axis, side**d)
    return sums


def _as_shown(histogram: ColourHistogram) -> Callable[[slice], Floats]:
    """Of a part of the colours (n, bands) of 0…255; 16 bits from their lowest to their highest, as
    PreparedImage.mean_colours."""
    colours: Bytes | Ints = histogram.colours
    if colours.dtype != np.uint16:
        return lambda part: colours[part].astype(np.float64)
    low, high = int(colours.min()), int(colours.max())
    return lambda part: (colours[part].astype(np.float64) - low) * (255 / max(high - low, 1))
