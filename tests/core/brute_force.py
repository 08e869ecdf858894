"""An independent oracle: Lloyd's algorithm written straight from its definition, pixel by pixel."""

import numpy as np


def lloyd(points, start, max_iter=10_000):
    """points (n, d), start (k, d) → labels, centroids, inertias; empty clusters are the caller's to avoid."""
    points, centroids = points.astype(np.float64), np.array(start, np.float64)
    inertias = []
    for _ in range(max_iter):
        squared = ((points[:, None, :] - centroids[None, :, :]) ** 2).sum(axis=2)
        labels = squared.argmin(axis=1)
        inertias.append(squared.min(axis=1).sum())
        means = np.array([points[labels == j].mean(axis=0) for j in range(len(centroids))])
        if np.array_equal(means, centroids):
            return labels, centroids, inertias
        centroids = means
    raise AssertionError("no fixed point")
