"""The assignment of distinct colours in cells, compiled by numba (see core.cells).

Serial, without the GIL and without fast-math; sums are of integers. Import lazily: numba takes a third of a
second, and the first run after installation waits for the compiler.
"""

from __future__ import annotations

import numpy as np
from numba import njit

# What a bound gives up so that rounding cannot make it wrong: of a margin, and of an odometer.
MARGIN, ODOMETER = 1e-9, 1e-14


@njit(nogil=True, cache=True)
def assign(
    begin, end, starts, low, high, cell_sums, cell_totals, values, counts, centroids,
    pace, near, far, owner, due, outer_due, point_due, labels, sums, totals,
):  # fmt: skip
    """Bring the labels of the colours of cells begin…end up to date with the centroids (k, 3) float64.

    labels (colours,) uint8: index of the nearest centroid, ties to the lowest. To sums (k, 3) and totals
    (k,), int64, is added what changes. Returns how many colours were compared with centroids.

    Kanungo et al. (2002): with z the centroid nearest to the middle of a cell's box, another is out if even
    the corner of the box that lies farthest towards it is nearer to z. What is left is looked at colour by
    colour. By how much nearer its centroid is than the next tells how far centroids may move before a cell
    or colour must be looked at again, as in Hamerly (2010), "Making k-means even faster", SIAM SDM. Odometers
    count their ways: pace (k,) that of each centroid, near (k,) that of each and of the fastest other, far
    that of the fastest two. All bounds are too small by more than rounding could be, so that the outcome
    equals the comparison of every colour with every centroid.

    owner (cells,) int32: the centroid of the whole cell, −1 where there are several, −2 − (a·k + b) where
    there are two. due (cells,): the odometer of the owner, of a and b, or of all at which to look again;
    outer_due (cells,): at which others than a and b may matter; point_due (colours,) likewise.
    """
    k = centroids.shape[0]
    found = np.empty(k, np.int64)
    compared = 0
    for cell in range(begin, end):
        old = owner[cell]
        pair = old <= -2 and far < outer_due[cell]
        if old >= 0:
            if near[old] < due[cell]:
                continue
        elif old == -1:
            if far < due[cell]:
                continue
        else:
            found[0], found[1] = (-2 - old) // k, (-2 - old) % k
            if pair and pace[found[0]] + pace[found[1]] < due[cell]:
                continue
        first, last = starts[cell], starts[cell + 1]
        x0, y0, z0 = low[cell, 0], low[cell, 1], low[cell, 2]
        x1, y1, z1 = high[cell, 0], high[cell, 1], high[cell, 2]
        dx, dy, dz = x1 - x0, y1 - y0, z1 - z0
        across = np.sqrt(dx * dx + dy * dy + dz * dz)
        nearest, least = 0, np.inf
        for m in range(2 if pair else k):
            j = found[m] if pair else m
            dx = 0.5 * (x0 + x1) - centroids[j, 0]
            dy = 0.5 * (y0 + y1) - centroids[j, 1]
            dz = 0.5 * (z0 + z1) - centroids[j, 2]
            d = dx * dx + dy * dy + dz * dz
            if d < least:
                nearest, least = j, d
        # No colour of the cell is farther from its centroid than this.
        most = np.sqrt(least) + 0.5 * across
        n, code, outer = 2, old, np.inf
        if not pair:
            n, gap = 0, np.inf
            nx, ny, nz = centroids[nearest, 0], centroids[nearest, 1], centroids[nearest, 2]
            for j in range(k):
                if j != nearest:
                    cx, cy, cz = centroids[j, 0], centroids[j, 1], centroids[j, 2]
                    x = x1 if cx > nx else x0
                    y = y1 if cy > ny else y0
                    z = z1 if cz > nz else z0
                    dx, dy, dz = x - nx, y - ny, z - nz
                    own = dx * dx + dy * dy + dz * dz
                    dx, dy, dz = x - cx, y - cy, z - cz
                    d = dx * dx + dy * dy + dz * dz - own
                    if d > MARGIN * (own + 1.0):
                        gap = min(gap, d)
                        continue
                found[n] = j
                n += 1
            if gap < np.inf:
                # The least that the distances to z and to a centroid that is out differ anywhere in the box.
                outer = gap / (np.sqrt(gap + most * most) + most)
                outer = outer * (1 - MARGIN) - MARGIN * most
            if n == 1:
                due[cell] = (near[nearest] + outer) * (1 - ODOMETER)
                if old == nearest:
                    continue
                owner[cell] = nearest
                if old >= 0:
                    for i in range(first, last):
                        labels[i] = nearest
                    totals[old] -= cell_totals[cell]
                    totals[nearest] += cell_totals[cell]
                    for axis in range(3):
                        sums[old, axis] -= cell_sums[cell, axis]
                        sums[nearest, axis] += cell_sums[cell, axis]
                    continue
            else:
                code = -2 - (found[0] * k + found[1]) if n == 2 else -1
                outer_due[cell] = (far + outer) * (1 - ODOMETER)
        two = n == 2
        now = pace[found[0]] + pace[found[1]] if two else far
        known = n > 1 and code == old
        soonest = np.inf
        for i in range(first, last):
            if known and now < point_due[i]:
                soonest = min(soonest, point_due[i])
                continue
            compared += 1
            a, b, c = values[i, 0], values[i, 1], values[i, 2]
            nearest, least, second = 0, np.inf, np.inf
            for m in range(n):
                j = found[m]
                dx, dy, dz = a - centroids[j, 0], b - centroids[j, 1], c - centroids[j, 2]
                d = dx * dx + dy * dy + dz * dz
                if d < least:
                    nearest, least, second = j, d, least
                elif d < second:
                    second = d
            # The distances differ by (second − least) / (√second + √least), which is at least this.
            gap = second - least
            margin = 0.0
            if 0 < gap < np.inf:
                margin = 2 * most * gap / (4 * most * most + gap) * (1 - MARGIN) - MARGIN * most
            if not two:
                margin = min(margin, outer)
            point_due[i] = (now + margin) * (1 - ODOMETER)
            soonest = min(soonest, point_due[i])
            was = labels[i]
            if was != nearest:
                labels[i] = nearest
                count = counts[i]
                totals[was] -= count
                totals[nearest] += count
                sums[was, 0] -= count * a
                sums[was, 1] -= count * b
                sums[was, 2] -= count * c
                sums[nearest, 0] += count * a
                sums[nearest, 1] += count * b
                sums[nearest, 2] += count * c
        if n > 1:
            owner[cell] = code
            due[cell] = soonest
    return compared
