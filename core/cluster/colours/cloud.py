"""A sample of the colours of an image, to draw its colour space."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.cluster.colours.colour import ColourFeatures
from core.cluster.colours.histogram import ColourHistogram


@dataclass(frozen=True, eq=False)
class Cloud:
    """points: (n, dimensions) float32 features. colours: (n, 3) uint8. weights: (n,) float64 pixels."""

    points: NDArray[np.float32]
    colours: NDArray[np.uint8]
    weights: NDArray[np.float64]


def colour_cloud(histogram: ColourHistogram, features: ColourFeatures, size: int) -> Cloud:
    """At most `size` of the distinct colours, evenly along the histogram (which runs by cells of the cube).

    For display only: the clustering always uses all of them.
    """
    n = len(histogram)
    chosen = np.unique(np.linspace(0, n - 1, min(size, n)).astype(np.int64))
    rows = chosen if features.feature_of is None else features.feature_of[chosen]
    points = features.values[rows, : features.dimensions] / np.float32(features.scale)
    colours = histogram.colours[chosen]
    if colours.dtype == np.uint16:
        low, high = int(histogram.colours.min()), int(histogram.colours.max())
        colours = ((colours.astype(np.float64) - low) * (255 / max(high - low, 1))).astype(np.uint8)
    rgb = np.ascontiguousarray(np.broadcast_to(colours, (len(chosen), 3)).astype(np.uint8))
    return Cloud(points.astype(np.float32), rgb, histogram.counts[chosen].astype(np.float64))
