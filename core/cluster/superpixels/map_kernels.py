"""Loops over the planes that tell where the borders of things are; single operations of IEEE 754, no GIL."""

from __future__ import annotations

import numpy as np

from core.base.compiled import kernel


@kernel
def blur_rows(planes, weights, first, last, out):
    """Rows first ≤ y < last of planes (h, w, d) float32 smoothed along themselves; beyond the edge is its own
    value. weights: (2 r + 1,) float32.
    """
    width, depth, reach = planes.shape[1], planes.shape[2], weights.shape[0] // 2
    for y in range(first, last):
        for x in range(width):
            for d in range(depth):
                out[y, x, d] = 0
            for i in range(weights.shape[0]):
                at = x + i - reach
                if at < 0:
                    at = 0
                elif at >= width:
                    at = width - 1
                weight = weights[i]
                for d in range(depth):
                    out[y, x, d] += weight * planes[y, at, d]


@kernel
def blur_columns(planes, weights, first, last, out):
    """The same along columns."""
    height, width, depth = planes.shape
    reach = weights.shape[0] // 2
    for y in range(first, last):
        for x in range(width):
            for d in range(depth):
                out[y, x, d] = 0
        for i in range(weights.shape[0]):
            at = y + i - reach
            if at < 0:
                at = 0
            elif at >= height:
                at = height - 1
            weight = weights[i]
            for x in range(width):
                for d in range(depth):
                    out[y, x, d] += weight * planes[at, x, d]


@kernel
def root_shares(planes, first, last):
    """Rows first ≤ y < last of histograms (h, w, bins), in place: the roots of the shares of their bins."""
    width, bins = planes.shape[1], planes.shape[2]
    for y in range(first, last):
        for x in range(width):
            total = np.float32(0)
            for d in range(bins):
                total += planes[y, x, d]
            for d in range(bins):
                planes[y, x, d] = np.sqrt(planes[y, x, d] / total) if total > 0 else np.float32(0)


@kernel
def largest_distances(roots, shifts, first, last, out):
    """Rows first ≤ y < last: the largest Hellinger distance of the histograms on both sides of a pixel.

    roots: (h, w, bins) of `root_shares`. shifts: (directions, 2) int64, rows and columns to the one side.
    Where one side has nothing there is no distance. out: (h, w) float32, 0…1.
    """
    height, width, bins = roots.shape
    for y in range(first, last):
        for x in range(width):
            largest = np.float32(0)
            for s in range(shifts.shape[0]):
                above, left = y - shifts[s, 0], x - shifts[s, 1]
                below, right = y + shifts[s, 0], x + shifts[s, 1]
                above = 0 if above < 0 else height - 1 if above >= height else above
                below = 0 if below < 0 else height - 1 if below >= height else below
                left = 0 if left < 0 else width - 1 if left >= width else left
                right = 0 if right < 0 else width - 1 if right >= width else right
                alike = one = other = np.float32(0)
                for d in range(bins):
                    p, q = roots[above, left, d], roots[below, right, d]
                    alike += p * q
                    one += p
                    other += q
                if one > 0 and other > 0 and 1 - alike > largest:
                    largest = 1 - alike
            out[y, x] = np.sqrt(largest)
