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
def _lead(centroids, a, b, x, y, z):
    """By how much nearer, squared, a is than b, and the sum of both distances, squared.

    The lead is linear in the place, with the gradient 2 · (a − b).
    """
    dx, dy, dz = x - centroids[a, 0], y - centroids[a, 1], z - centroids[a, 2]
    own = dx * dx + dy * dy + dz * dz
    dx, dy, dz = x - centroids[b, 0], y - centroids[b, 1], z - centroids[b, 2]
    other = dx * dx + dy * dy + dz * dz
    return other - own, other + own


@njit(nogil=True, cache=True)
def _border_holds(centroids, a, b, x, y, z, half, border):
    """Whether the border between a and b has crossed no colour of the cell since `border` was noted.

    (x, y, z), half: the middle of the cell and the farthest from it. border (6,): a − b and the lead in the
    middle then; how far the lead may fall before the first colour of a changes, and rise for one of b.
    """
    dx = centroids[a, 0] - centroids[b, 0] - border[0]
    dy = centroids[a, 1] - centroids[b, 1] - border[1]
    dz = centroids[a, 2] - centroids[b, 2] - border[2]
    lead, size = _lead(centroids, a, b, x, y, z)
    moved = lead - border[3]
    turned = 2 * half * np.sqrt(dx * dx + dy * dy + dz * dz) + MARGIN * (size + half * half)
    return moved - turned > -border[4] and moved + turned < border[5]


@njit(nogil=True, cache=True)
def assign(
    begin, end, starts, low, high, cell_sums, cell_totals, values, counts, centroids,
    near, far, owner, due, borders, labels, sums, totals,
):  # fmt: skip
    """Bring the labels of the colours of cells begin…end up to date with the centroids (k, 3) float64.

    labels (colours,) uint8: index of the nearest centroid, ties to the lowest. To sums (k, 3) and totals
    (k,), int64, is added what changes. Returns how many colours were looked at.

    Kanungo et al. (2002): with z the centroid nearest to the middle of a cell's box, another is out if even
    the corner of the box that lies farthest towards it is nearer to z. What is left is looked at colour by
    colour. By how much z is nearer than all that are out tells how far centroids may move before that must
    be asked again, as in Hamerly (2010), "Making k-means even faster", SIAM SDM. Odometers count their ways:
    near (k,) that of each and of the fastest other, far that of the fastest two. A cell of two centroids is
    passed over as long as the border between them crosses no colour of it. All bounds are too small by more
    than rounding could be, so that the outcome equals the comparison of every colour with every centroid.

    owner (cells,) int32: the centroid of the whole cell, −1 where there are several, −2 − (a·k + b) where
    there are two. due (cells,): the odometer, near of the owner or far, at which to ask again which
    centroids there are. borders (cells, 6): see _border_holds.
    """
    k = centroids.shape[0]
    found = np.empty(k, np.int64)
    looked = 0
    for cell in range(begin, end):
        old = owner[cell]
        if old >= 0:
            if near[old] < due[cell]:
                continue
        elif old == -1 and far < due[cell]:
            continue
        first, last = starts[cell], starts[cell + 1]
        x0, y0, z0 = low[cell, 0], low[cell, 1], low[cell, 2]
        x1, y1, z1 = high[cell, 0], high[cell, 1], high[cell, 2]
        xm, ym, zm = 0.5 * (x0 + x1), 0.5 * (y0 + y1), 0.5 * (z0 + z1)
        dx, dy, dz = x1 - x0, y1 - y0, z1 - z0
        half = 0.5 * np.sqrt(dx * dx + dy * dy + dz * dz)
        # The same two, unless others may have come near enough.
        pair = old <= -2 and far < due[cell]
        if pair:
            found[0], found[1] = (-2 - old) // k, (-2 - old) % k
            if _border_holds(centroids, found[0], found[1], xm, ym, zm, half, borders[cell]):
                continue
        nearest, least = 0, np.inf
        for m in range(2 if pair else k):
            j = found[m] if pair else m
            dx, dy, dz = xm - centroids[j, 0], ym - centroids[j, 1], zm - centroids[j, 2]
            d = dx * dx + dy * dy + dz * dz
            if d < least:
                nearest, least = j, d
        # No colour of the cell is farther from its centroid than this.
        most = np.sqrt(least) + half
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
                owner[cell] = nearest
                if old == nearest:
                    continue
                if old >= 0:
                    for i in range(first, last):
                        labels[i] = nearest
                    totals[old] -= cell_totals[cell]
                    totals[nearest] += cell_totals[cell]
                    for axis in range(3):
                        sums[old, axis] -= cell_sums[cell, axis]
                        sums[nearest, axis] += cell_sums[cell, axis]
                    continue
            elif n == 2:
                due[cell] = (far + outer) * (1 - ODOMETER)
                code = -2 - (found[0] * k + found[1])
                if code == old and _border_holds(
                    centroids, found[0], found[1], xm, ym, zm, half, borders[cell]
                ):
                    continue
        # The least lead of a colour of the first centroid over any other, and of one of the others.
        first_lead, other_lead = np.inf, np.inf
        looked += last - first
        for i in range(first, last):
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
            if nearest == found[0]:
                first_lead = min(first_lead, second - least)
            else:
                other_lead = min(other_lead, second - least)
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
        if n == 2:
            owner[cell] = code
            border = borders[cell]
            for axis in range(3):
                border[axis] = centroids[found[0], axis] - centroids[found[1], axis]
            border[3], size = _lead(centroids, found[0], found[1], xm, ym, zm)
            slack = MARGIN * (size + half * half)
            border[4], border[5] = first_lead - slack, other_lead - slack
        elif n > 2:
            owner[cell] = -1
            # Distances differ by lead / (√second + √least), which is at least this for the least lead.
            lead, margin = min(first_lead, other_lead), 0.0
            if lead > 0:
                margin = 2 * most * lead / (4 * most * most + lead) * (1 - MARGIN) - MARGIN * most
            due[cell] = (far + min(margin, outer)) * (1 - ODOMETER)
    return looked
