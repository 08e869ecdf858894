"""How the pixels of each cluster lie around its mean: what else it is known by, beside its centroid."""

from __future__ import annotations

import numpy as np

from core.base.arrays import Bytes, Floats, frozen
from core.cluster.prepared.prepare import Prepared

# Of more features than these the matrices would be larger than all else that is kept of the clusters.
MOST_DIMENSIONS = 16
# Pixels that are looked at, evenly spread; of fewer than `LEAST` in a cluster nothing is said.
_SAMPLE, LEAST = 1 << 15, 30


def covariances(prepared: Prepared, centroids: Floats) -> Floats | None:
    """(k, dimensions, dimensions) float64, squared units of the space, of a sample of the pixels.

    centroids: (k, dimensions); a pixel belongs to the nearest, ties to the first, or as given
    thresholds cut. NaN for a cluster with too
    few pixels in the sample; None where there are more than MOST_DIMENSIONS.
    """
    k, dimensions = centroids.shape
    if dimensions > MOST_DIMENSIONS:
        return None
    values = prepared.sample(_SAMPLE)
    labels = _labels(prepared, values, centroids)
    found = np.full((k, dimensions, dimensions), np.nan)
    for i in range(k):
        members = values[labels == i]
        if len(members) >= LEAST:
            found[i] = np.cov(members, rowvar=False, bias=True).reshape(dimensions, dimensions)
    return frozen(found)


def _labels(prepared: Prepared, values: Floats, centroids: Floats) -> Bytes:
    if prepared.channel is not None and prepared.channel.at:
        found: Bytes = np.searchsorted(prepared.channel.at, values[:, 0], side="right").astype(np.uint8)
        return found
    least, labels = np.full(len(values), np.inf), np.zeros(len(values), np.uint8)
    for i, centroid in enumerate(centroids):
        squared = ((values - centroid) ** 2).sum(axis=1)
        nearer = squared < least
        least[nearer], labels[nearer] = squared[nearer], i
    return labels
