"""Loops that divide features into parts, compiled by numba; see core.cluster.starts.deterministic_starts.

Serial and without the GIL, no fast-math. Counts and sums are integers; sums of float64 are in the order of
`order`, which nothing but the features decides.
"""

from __future__ import annotations

import numpy as np

from core.base.compiled import dividing, inlined, kernel

# Values of a digit of the radix sort.
DIGITS = 1 << 14


@kernel
def sort_by_digit(values, axis, low, shift, order, ordered):
    """One pass of a stable radix sort of `order` by a digit of values[:, axis] − low, into `ordered`."""
    # Counting sort: how often each digit is there, then where its features begin.
    begins = np.zeros(DIGITS + 1, np.int64)
    for i in range(order.shape[0]):
        begins[(((np.int64(values[i, axis]) - low) >> shift) & (DIGITS - 1)) + 1] += 1
    for digit in range(DIGITS):
        begins[digit + 1] += begins[digit]
    for at in range(order.shape[0]):
        i = order[at]
        digit = ((np.int64(values[i, axis]) - low) >> shift) & (DIGITS - 1)
        ordered[begins[digit]] = i
        begins[digit] += 1


@inlined
def _add_up(order, values, counts, sums):
    """Sum of the features in `order` into sums, int64; returns their count."""
    total = np.int64(0)
    sums[:] = 0
    for i in order:
        total += counts[i]
        for axis in range(values.shape[1]):
            sums[axis] += counts[i] * values[i, axis]
    return total


@kernel
def mean_and_inertia(order, values, counts, mean):
    """Mean (into `mean`) and inertia of the features in `order`."""
    sums = np.empty(values.shape[1], np.int64)
    total = _add_up(order, values, counts, sums)
    for axis in range(values.shape[1]):
        mean[axis] = sums[axis] / total
    inertia = 0.0
    for i in order:
        squared = 0.0
        for axis in range(values.shape[1]):
            gap = values[i, axis] - mean[axis]
            squared += gap * gap
        inertia += counts[i] * squared
    return inertia


@kernel
def covariance(order, values, counts, mean, result):
    """Weighted sums of products of the differences from the mean, into result (dimensions, dimensions)."""
    size = values.shape[1]
    result[:] = 0.0
    gaps = np.empty(size)
    for i in order:
        for axis in range(size):
            gaps[axis] = values[i, axis] - mean[axis]
        for a in range(size):
            weighted = counts[i] * gaps[a]
            for b in range(a, size):
                result[a, b] += weighted * gaps[b]
    for a in range(size):
        for b in range(a):
            result[a, b] = result[b, a]


@kernel
def mark_beyond_mean(order, values, mean, direction, side):
    """side[i]: whether feature i lies beyond the mean in this direction. Returns how many do."""
    number = 0
    for i in order:
        along = 0.0
        for axis in range(values.shape[1]):
            along += (values[i, axis] - mean[axis]) * direction[axis]
        side[i] = along > 0
        number += side[i]
    return number


@kernel
def best_cut(order, values, counts, axis):
    """Where to cut the features in `order`, ascending along the axis, so that least inertia is left.

    Returns the number before the cut and the inertia that it saves (n·m / (n + m) · squared distance of
    the two means); equal values stay together, ties go to the first cut; (0, −1) where all are equal.
    """
    size = values.shape[1]
    sums, before = np.empty(size, np.int64), np.zeros(size, np.int64)
    total = _add_up(order, values, counts, sums)
    cut, saved, n = 0, -1.0, np.int64(0)
    for at in range(order.shape[0] - 1):
        i = order[at]
        n += counts[i]
        for b in range(size):
            before[b] += counts[i] * values[i, b]
        if values[order[at + 1], axis] == values[i, axis]:
            continue  # equal values stay together
        m = total - n
        squared = 0.0
        for b in range(size):
            gap = before[b] / n - (sums[b] - before[b]) / m
            squared += gap * gap
        saving = float(n) * float(m) / float(total) * squared
        if saving > saved:
            cut, saved = at + 1, saving
    return cut, saved


@kernel
def partition_orders(orders, begin, end, side, scratch):
    """Move the features begin…end of each row whose side is true behind the others; returns the border.

    Stable, so that what was sorted stays sorted.
    """
    border = begin
    for row in range(orders.shape[0]):
        border, moved = begin, 0
        for at in range(begin, end):
            i = orders[row, at]
            if side[i]:
                scratch[moved] = i
                moved += 1
            else:
                orders[row, border] = i
                border += 1
        for i in range(moved):
            orders[row, border + i] = scratch[i]
    return border


@dividing
def add_part(c, weight, moment, square, least, longer, border, stack):
    """longer[i]: the least inertia of places 0…i in c + 1 parts; border[i]: where the last of them begins.

    least (m,): the same of c parts. weight, moment, square (m + 1,): sums over all places before. border:
    (m,) int32. stack (64, 4) int64: work space. Of i < c nothing is said. The best border never moves back
    as places are added, so that it is found by divide and conquer.
    """
    # On the stack: a range of places, and the range that their best borders lie in.
    depth = 1
    stack[0, 0], stack[0, 1], stack[0, 2], stack[0, 3] = c, least.shape[0] - 1, c, least.shape[0] - 1
    while depth:
        depth -= 1
        low, high, from_, to = stack[depth, 0], stack[depth, 1], stack[depth, 2], stack[depth, 3]
        middle = (low + high) // 2
        best, at = np.inf, from_
        for j in range(from_, (middle if middle < to else to) + 1):
            w, s = weight[middle + 1] - weight[j], moment[middle + 1] - moment[j]
            # The inertia of places j…middle; rounding may leave a hair below zero.
            total = square[middle + 1] - square[j] - s * s / w
            total = least[j - 1] + (total if total > 0.0 else 0.0)
            if total < best:
                best, at = total, j
        longer[middle] = best
        border[middle] = at
        if low < middle:
            # Its low and from_ stand there still.
            stack[depth, 1], stack[depth, 3] = middle - 1, at
            depth += 1
        if middle < high:
            stack[depth, 0], stack[depth, 1], stack[depth, 2], stack[depth, 3] = middle + 1, high, at, to
            depth += 1
