"""The article's two algorithms, as slow oracles for the engine and as a peer in the benchmark.

J. Wilkins, "Image Segmentation With K-Means Clustering", Towards Data Science, 2024, describes k-means on
the pixels of a picture first with plain loops, then with NumPy masks. Both are written here anew from the
description. Both put an empty cluster to black and, in the article, keep centroids as whole numbers by
cutting the fraction off; `whole=False` keeps the fraction, which makes it Lloyd's algorithm.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Colour = tuple[float, ...]


def plain_loops(
    pixels: Sequence[Sequence[int]], start: Sequence[Colour], max_iter: int, *, whole: bool = True
) -> tuple[list[Colour], list[int], int]:
    """Centroids, label of each pixel (0…k-1, ties to the lowest) and iterations, with nothing but loops.

    pixels: n colours. Stops where an iteration changes no centroid, or after max_iter.
    """
    centroids = [tuple(colour) for colour in start]
    labels: list[int] = []
    for iteration in range(1, max_iter + 1):
        labels = [_nearest(pixel, centroids) for pixel in pixels]
        moved = _means(pixels, labels, len(centroids), whole)
        if moved == centroids:
            return centroids, labels, iteration
        centroids = moved
    return centroids, labels, max_iter


def _nearest(pixel: Sequence[int], centroids: list[Colour]) -> int:
    nearest, least = 0, float("inf")
    for j, centroid in enumerate(centroids):
        squared = 0.0
        for value, middle in zip(pixel, centroid, strict=True):
            squared += (value - middle) ** 2
        if squared < least:
            nearest, least = j, squared
    return nearest


def _means(pixels: Sequence[Sequence[int]], labels: list[int], k: int, whole: bool) -> list[Colour]:
    bands = len(pixels[0])
    sums = [[0] * bands for _ in range(k)]
    counts = [0] * k
    for pixel, label in zip(pixels, labels, strict=True):
        counts[label] += 1
        for band in range(bands):
            sums[label][band] += pixel[band]
    divided = [[total / max(count, 1) for total in row] for row, count in zip(sums, counts, strict=True)]
    return [tuple(float(int(value)) if whole else value for value in row) for row in divided]


def numpy_masks(
    image: NDArray[np.uint8], start: NDArray[np.float64], max_iter: int, *, whole: bool = True
) -> tuple[NDArray[np.float64], NDArray[np.intp], int]:
    """Centroids (k, b), labels (h, w) and iterations of an image (h, w, b), one array at a time.

    An iteration takes the distance of every pixel to every centroid, the least of them, and the mean
    under a mask for each cluster.
    """
    values = image.astype(np.float64)
    centroids = np.array(start, np.float64)
    labels = np.zeros(image.shape[:2], np.intp)
    for iteration in range(1, max_iter + 1):
        distances = np.stack([np.linalg.norm(values - centroid, axis=2) for centroid in centroids])
        labels = np.argmin(distances, axis=0)
        moved = np.zeros_like(centroids)
        for j in range(len(centroids)):
            mask = labels == j
            if mask.any():
                moved[j] = values[mask].mean(axis=0)
        if whole:
            moved = np.trunc(moved)
        if np.array_equal(moved, centroids):
            return centroids, labels, iteration
        centroids = moved
    return centroids, labels, max_iter
