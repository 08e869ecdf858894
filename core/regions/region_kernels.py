"""The loops that measure regions by their runs of pixels (core.morphology.runs), compiled by numba.

Serial, without the GIL, in row-major order: sums of floats have one fixed order.
"""

from __future__ import annotations

import numpy as np

from core.base.compiled import inner, kernel


@inner
def _squares(m):
    """Σ t² for 0 ≤ t < m; the polynomial telescopes for negative m too."""
    return (m - 1) * m * (2 * m - 1) // 6


@kernel
def sum_runs(first, last, row_runs, starts, ends, codes, regions, start_x, closed, sums, box, touches):
    """Pixels, moments, bounding box and what the regions touch, from the runs of rows first…last.

    start_x (n,) int64: column of the first pixel. sums (n, 7) int64: pixels, Σx, Σy, Σx², Σxy, Σy² about the
    first pixel, and runs. box (n, 4) int64: left, top, right, bottom, the last two exclusive; preset to
    (first column, first row, 0, 0). touches (n, 2) bool: the edge of the picture, no data beside. closed: the
    first column lies beside the last, and neither is an edge.
    """
    height = row_runs.shape[0] - 1
    for y in range(first, last):
        begin, end = row_runs[y], row_runs[y + 1]
        for i in range(begin, end):
            r = regions[i] - 1
            if r < 0:
                continue
            left, right = starts[i], ends[i]
            # About the first pixel, not the corner of the picture: sums of squares stay small.
            x0, y0 = start_x[r], box[r, 1]
            s, e, v = np.int64(left) - x0, np.int64(right) - x0, np.int64(y) - y0
            n = e - s
            sx = n * (s + e - 1) // 2
            sums[r, 0] += n
            sums[r, 1] += sx
            sums[r, 2] += n * v
            sums[r, 3] += _squares(e) - _squares(s)
            sums[r, 4] += v * sx
            sums[r, 5] += n * v * v
            sums[r, 6] += 1
            if left < box[r, 0]:
                box[r, 0] = left
            if right > box[r, 2]:
                box[r, 2] = right
            box[r, 3] = y + 1
            if y == 0 or y == height - 1 or (not closed and (i == begin or i == end - 1)):
                touches[r, 0] = True
            before, after = i - 1, i + 1
            if closed and i == begin:
                before = end - 1
            if closed and i == end - 1:
                after = begin
            if (before >= begin and codes[before] == 0) or (after < end and codes[after] == 0):
                touches[r, 1] = True


@kernel
def pair_runs(first, last, row_runs, starts, ends, codes, regions, pairs, touches, corners):
    """What the regions have in common with themselves in the row above, for rows first…last.

    pairs (n, 4) int64: pixels with a pixel of the same region above, above left, above right; touching runs.
    touches[:, 1]: set where no data lies above or below.
    """
    for y in range(first if first > 1 else 1, last):
        i, i_end = row_runs[y - 1], row_runs[y]
        j, j_end = row_runs[y], row_runs[y + 1]
        while i < i_end and j < j_end:
            p, q = regions[i], regions[j]
            if p != 0 and p == q:
                # Shifted by none, to the left, to the right: how far do the two lie above each other?
                for shift in range(-1, 2):
                    low, high = starts[j] + shift, ends[j] + shift
                    if low < starts[i]:
                        low = starts[i]
                    if high > ends[i]:
                        high = ends[i]
                    if high > low:
                        # Shifts −1, 0, 1 to the columns above left, above, above right: 1, 0, 2.
                        pairs[p - 1, (3 - shift) % 3] += high - low
                pairs[p - 1, 3] += 1
            elif codes[i] == 0 and q != 0:
                touches[q - 1, 1] = True
            elif codes[j] == 0 and p != 0:
                touches[p - 1, 1] = True
            a, b = ends[i], ends[j]
            if a == b:
                if i + 1 < i_end:
                    p, q = regions[i], regions[j + 1]
                    if p != 0 and p == q:
                        pairs[p - 1, 1] += 1
                        pairs[p - 1, 3] += corners
                    p, q = regions[i + 1], regions[j]
                    if p != 0 and p == q:
                        pairs[p - 1, 2] += 1
                        pairs[p - 1, 3] += corners
                i += 1
                j += 1
            elif a < b:
                i += 1
            else:
                j += 1


@kernel
def paint(first, last, row_runs, starts, ends, regions, ids, box, offsets, leftmost, rightmost):
    """ids (h, w) int32: the region of every pixel. leftmost, rightmost: preset; of region r in its row v at
    offsets[r] + v, the first and the past-the-last column.
    """
    for y in range(first, last):
        for i in range(row_runs[y], row_runs[y + 1]):
            region = regions[i]
            left, right = starts[i], ends[i]
            for x in range(left, right):
                ids[y, x] = region
            if region:
                at = offsets[region - 1] + y - box[region - 1, 1]
                if left < leftmost[at]:
                    leftmost[at] = left
                if right > rightmost[at]:
                    rightmost[at] = right


@kernel
def add_weights(ids, weights, totals):
    """totals[r] += the weights of the pixels of region r + 1; weights (rows, width) or (rows, 1) float64."""
    rows, width = ids.shape
    single = weights.shape[1] == 1
    for y in range(rows):
        for x in range(width):
            region = ids[y, x]
            if region:
                totals[region - 1] += weights[y, 0 if single else x]


@kernel
def add_values(ids, values, totals):
    """totals[r, band] += the values (rows, width, bands) float64 of the pixels of region r + 1."""
    rows, width, bands = values.shape
    for y in range(rows):
        for x in range(width):
            region = ids[y, x]
            if region:
                for band in range(bands):
                    totals[region - 1, band] += values[y, x, band]
