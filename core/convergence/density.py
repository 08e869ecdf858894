"""The colours of a picture as some thousand points that stand for all its pixels."""

from __future__ import annotations

import numpy as np

from core.base.arrays import Bytes, Floats, Ints
from core.cluster.colours.histogram import ColourHistogram
from core.cluster.prepared.prepare import Prepared
from core.cluster.prepared.prepared_image import Cloud, PreparedImage

# Cells along the longest axis: as many as leave few enough that hold a colour.
_SIDES = (48, 40, 32, 26, 20, 16, 12, 8)


def density_cloud(prepared: Prepared, size: int) -> Cloud:
    """At most `size` points for display: every distinct colour with its pixels, or, where there are more,
    the means of those in each cell of a grid with all pixels of the cell.

    size: 1000 or more. Of pixels that are clustered one by one, a sample of them.
    """
    if not isinstance(prepared, PreparedImage) or len(prepared.histogram) <= size:
        return prepared.cloud(size)
    features, histogram = prepared.features, prepared.histogram
    rows = slice(None) if features.feature_of is None else features.feature_of
    points = (features.values[:, : features.dimensions] / features.scale)[rows]
    counts = histogram.counts.astype(np.float64)
    sides = (size,) if features.dimensions == 1 else _SIDES
    for side in sides:
        cells = _cells(points, side)
        weights = np.asarray(np.bincount(cells, counts), np.float64)
        filled = np.flatnonzero(weights)
        if len(filled) <= size:
            break

    def means(values: Floats) -> Floats:
        sums = [np.bincount(cells, counts * axis)[filled] for axis in values.T]
        found: Floats = np.stack(sums, 1) / weights[filled, None]
        return found

    colours = np.rint(means(_as_shown(histogram))).astype(np.uint8)
    rgb = np.ascontiguousarray(np.broadcast_to(colours, (len(filled), 3)))
    return Cloud(means(points).astype(np.float32), rgb, weights[filled])


def _cells(points: Floats, side: int) -> Ints:
    """(n,) of points (n, d): the number of a cubic cell, so many along the longest axis."""
    low, span = points.min(axis=0), max(float(np.ptp(points, axis=0).max()), 1e-12)
    steps = np.minimum((points - low) * (side / span), side - 1).astype(np.int64)
    cells: Ints = steps @ side ** np.arange(points.shape[1])
    return cells


def _as_shown(histogram: ColourHistogram) -> Floats:
    """(n, bands) of 0…255; 16 bits from their lowest to their highest, as PreparedImage.mean_colours."""
    colours: Bytes | Floats = histogram.colours
    if colours.dtype == np.uint16:
        low, high = int(colours.min()), int(colours.max())
        return (colours.astype(np.float64) - low) * (255 / max(high - low, 1))
    return colours.astype(np.float64)
