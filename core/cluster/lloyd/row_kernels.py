"""Loops over pixels of any number of bands, compiled by numba; no GIL, no fast-math, integer sums.

The feature of a pixel is computed on the way: fixed-point steps, floor((value − offset) · factor + ½).
"""

from __future__ import annotations

import numpy as np

from core.base.compiled import inlined, kernel


@inlined
def _steps(value, offset, factor, limit):
    # Halves go up, on every machine; cut to the limit, squares of many bands fit 62 bits.
    steps = np.floor((np.float64(value) - offset) * factor + 0.5)
    return min(max(steps, -limit), limit)


@kernel
def features_of(pixels, chosen, bands, offset, factor, limit, values):
    """values[i] = fixed-point feature (dimensions,) int32 of pixel chosen[i]."""
    for i in range(chosen.shape[0]):
        for axis in range(bands.shape[0]):
            values[i, axis] = _steps(pixels[chosen[i], bands[axis]], offset[axis], factor[axis], limit)


@kernel
def assign_rows(pixels, valid, bands, offset, factor, limit, centroids, labels, sums, totals):
    """Assign the valid pixels (n, bands of the image) to the nearest centroid (k, dimensions), ties lowest.

    labels: (n,) uint8, set. sums (k, dimensions), totals (k,): int64, added to. `valid` may be empty.
    """
    check = valid.shape[0] > 0
    dimensions = bands.shape[0]
    feature = np.empty(dimensions, np.float64)
    for i in range(pixels.shape[0]):
        if check and not valid[i]:
            labels[i] = 0
            continue
        for axis in range(dimensions):
            feature[axis] = _steps(pixels[i, bands[axis]], offset[axis], factor[axis], limit)
        nearest, least = 0, np.inf
        for j in range(centroids.shape[0]):
            squared = 0.0
            for axis in range(dimensions):
                difference = feature[axis] - centroids[j, axis]
                squared += difference * difference
            if squared < least:
                nearest, least = j, squared
        labels[i] = nearest
        totals[nearest] += 1
        for axis in range(dimensions):
            sums[nearest, axis] += np.int64(feature[axis])


@kernel
def square_sums(pixels, valid, bands, offset, factor, limit):
    """High and low part of the sum of squared norms of the valid pixels: high · 2**20 + low, int64."""
    check = valid.shape[0] > 0
    high, low = 0, 0
    for i in range(pixels.shape[0]):
        if check and not valid[i]:
            continue
        square = 0
        for axis in range(bands.shape[0]):
            steps = np.int64(_steps(pixels[i, bands[axis]], offset[axis], factor[axis], limit))
            square += steps * steps
        # Apart, so that neither part overflows: 2**43 pixels fit the low one.
        high += square >> 20
        low += square & 0xFFFFF
    return high, low


@kernel
def squared_distances(pixels, valid, bands, offset, factor, limit, centroids, labels, squared):
    """squared[i] = squared distance of pixel i to the centroid of its label; −1 where not valid."""
    check = valid.shape[0] > 0
    for i in range(pixels.shape[0]):
        if check and not valid[i]:
            squared[i] = -1.0
            continue
        total = 0.0
        for axis in range(bands.shape[0]):
            steps = _steps(pixels[i, bands[axis]], offset[axis], factor[axis], limit)
            difference = steps - centroids[labels[i], axis]
            total += difference * difference
        squared[i] = total


@kernel
def sums_by_pixel(rgb, labels, k):
    """Sums (k, 3) of the colours and totals (k,), int64, of the pixels of each label 1…k; 0 is left out."""
    sums = np.zeros((k, 3), np.int64)
    totals = np.zeros(k, np.int64)
    for i in range(labels.shape[0]):
        j = np.int64(labels[i]) - 1
        if j >= 0:
            totals[j] += 1
            for band in range(3):
                sums[j, band] += rgb[i, band]
    return sums, totals
