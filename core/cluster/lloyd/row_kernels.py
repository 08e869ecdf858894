"""Loops over pixels of any number of bands, compiled by numba; no GIL, no fast-math, integer sums.

The feature of a pixel is a row of fixed-point steps, floor((value − offset) · factor + ½), int16 or int32.
"""

from __future__ import annotations

import math

import numpy as np

from core.base.compiled import inlined, kernel

# Rounding of a squared distance, relative: far more than (dimensions + 3) · 2**-53, for any picture.
_MARGIN = 1e-9
# What is stored with 24 bits is less than it is by more than it can be rounded up.
_DOWN = 1 - 2.0**-22
# Beyond what rounding does to numbers that have fewer bits since they are so small.
_TINY = 1e-30
# What is due later is due then: it fits 32 bits.
_LATEST = 3e38


@inlined
def _steps(value, offset, factor, limit):
    # Halves go up, on every machine; cut to the limit, squares of many bands fit 62 bits.
    steps = np.floor((np.float64(value) - offset) * factor + 0.5)
    return min(max(steps, -limit), limit)


@kernel
def largest_step(pixels, valid, bands, offset, factor, limit):
    """The largest |steps| of the valid pixels (n, bands of the image). `valid` may be empty: all are."""
    check = valid.shape[0] > 0
    largest = 0.0
    for i in range(pixels.shape[0]):
        if check and not valid[i]:
            continue
        for axis in range(bands.shape[0]):
            steps = abs(_steps(pixels[i, bands[axis]], offset[axis], factor[axis], limit))
            if steps > largest:
                largest = steps
    return largest


@kernel
def fill_rows(pixels, valid, bands, offset, factor, limit, rows):
    """rows (n, dimensions) int16 or int32: the steps of the valid pixels; 0 of the others."""
    check = valid.shape[0] > 0
    for i in range(pixels.shape[0]):
        if check and not valid[i]:
            for axis in range(bands.shape[0]):
                rows[i, axis] = 0
            continue
        for axis in range(bands.shape[0]):
            rows[i, axis] = np.int32(_steps(pixels[i, bands[axis]], offset[axis], factor[axis], limit))


@kernel
def sum_rows(rows, sums):
    """sums (dimensions,) int64: of the rows, added to. Returns the sum of their squared norms in two parts.

    It is high · 2**20 + low.
    """
    high, low = 0, 0
    for i in range(rows.shape[0]):
        square = 0
        for axis in range(rows.shape[1]):
            steps = np.int64(rows[i, axis])
            sums[axis] += steps
            square += steps * steps
        # Apart, so that neither part overflows: 2**43 pixels fit the low one.
        high += square >> 20
        low += square & 0xFFFFF
    return high, low


@kernel
def assign_rows(rows, centroids, near, labels, due, sums, totals, places, features, distances):
    """Assign the rows (n, dimensions) to the nearest centroid (k, dimensions), ties to the lowest.

    labels: (n,) uint8, those of the call before. near: (k,) float64, an odometer for each of them
    (core.cluster.lloyd.odometers). due: (n,) float32, what it must show before a row is looked at again. Both
    are changed where a row is looked at. sums (k, dimensions), totals (k,): int64; what moves is taken from
    one and added to the other. places: (m,) int32, features: (dimensions, m), distances: (4, m): work space
    for m rows at a time.

    Passing over is safe. Let s be the squared distance of a row to its own centroid and t that to the second
    nearest, as computed: sums of what is not negative, so that rounding changes each, relatively, by some
    (dimensions + 3) · 2**-53, far less than M = _MARGIN. The distance D to the own centroid grows and the
    distance E to any other shrinks by no more, together, than the odometer counts from now on. While that is
    less than g = √t · (1 − M) − √s · (1 + M), E − D stays above 0.9 · M · (√s + √t), and D below 2√t: more
    apart than rounding can hide, so that of the computed squares too the own one is the only least.
    `due` is the odometer plus g, rounded down (_DOWN, _TINY). What is no number is below nothing, and is
    looked at.
    """
    dimensions, k, most = rows.shape[1], centroids.shape[0], places.shape[0]
    squared, least, second, found = distances[0], distances[1], distances[2], distances[3]
    i = 0
    while i < rows.shape[0]:
        # Rows that are due, so many at a time: the loops over them below take several at once.
        m = 0
        while i < rows.shape[0] and m < most:
            last = i + most - m if i + most - m < rows.shape[0] else rows.shape[0]
            for place in range(i, last):
                places[m] = place
                m += not near[labels[place]] < due[place]
            i = last
        for b in range(m):
            for axis in range(dimensions):
                features[axis, b] = rows[places[b], axis]
        for b in range(m):
            least[b], second[b], found[b] = np.inf, np.inf, 0.0
        for j in range(k):
            for b in range(m):
                squared[b] = 0.0
            for axis in range(dimensions):
                feature, middle = features[axis], centroids[j, axis]
                for b in range(m):
                    difference = feature[b] - middle
                    squared[b] += difference * difference
            for b in range(m):
                d, best = squared[b], least[b]
                closer = d < best
                later = best if closer else d
                second[b] = later if later < second[b] else second[b]
                least[b] = d if closer else best
                found[b] = j if closer else found[b]
        for b in range(m):
            squared[b] = math.sqrt(second[b]) * (1 - _MARGIN) - math.sqrt(least[b]) * (1 + _MARGIN)
        for b in range(m):
            place, nearest = places[b], np.int64(found[b])
            when = (near[nearest] + squared[b]) * _DOWN - _TINY
            due[place] = _LATEST if when > _LATEST else when
            was = labels[place]
            if was != nearest:
                labels[place] = nearest
                totals[was] -= 1
                totals[nearest] += 1
                for axis in range(dimensions):
                    sums[was, axis] -= rows[place, axis]
                    sums[nearest, axis] += rows[place, axis]


@kernel
def squared_distances(rows, valid, centroids, labels, squared):
    """squared[i] = squared distance of row i to the centroid of its label; −1 where not valid."""
    check = valid.shape[0] > 0
    for i in range(rows.shape[0]):
        if check and not valid[i]:
            squared[i] = -1.0
            continue
        total = 0.0
        for axis in range(rows.shape[1]):
            difference = rows[i, axis] - centroids[labels[i], axis]
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
