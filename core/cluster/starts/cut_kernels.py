"""The optimal division of a line into parts (see optimal_cut), by numba: no GIL, no fast-math."""

from __future__ import annotations

import numpy as np

from core.base.compiled import dividing


@dividing
def add_part(c, weight, moment, square, least, longer, border, stack):
    """longer[i]: the least inertia of places 0…i in c + 1 parts; border[i]: where the last of them begins.

    least (m,): the same of c parts. weight, moment, square (m + 1,): sums over all places before. border:
    (m,) int32. stack (64, 4) int64: work space. Of i < c nothing is said. The best border never moves back
    as places are added, so that it is found by divide and conquer.
    """
    depth = 1
    stack[0, 0], stack[0, 1], stack[0, 2], stack[0, 3] = c, least.shape[0] - 1, c, least.shape[0] - 1
    while depth:
        depth -= 1
        low, high, from_, to = stack[depth, 0], stack[depth, 1], stack[depth, 2], stack[depth, 3]
        middle = (low + high) // 2
        best, at = np.inf, from_
        for j in range(from_, (middle if middle < to else to) + 1):
            w, s = weight[middle + 1] - weight[j], moment[middle + 1] - moment[j]
            total = square[middle + 1] - square[j] - s * s / w
            total = least[j - 1] + (total if total > 0.0 else 0.0)
            if total < best:
                best, at = total, j
        longer[middle] = best
        border[middle] = at
        if low < middle:
            stack[depth, 0], stack[depth, 1], stack[depth, 2], stack[depth, 3] = low, middle - 1, from_, at
            depth += 1
        if middle < high:
            stack[depth, 0], stack[depth, 1], stack[depth, 2], stack[depth, 3] = middle + 1, high, at, to
            depth += 1
