"""The assignment of distinct colours in cells, compiled by numba (see core.cluster.lloyd.cells).

Serial, without the GIL and without fast-math; sums are of integers. The first run after
installation waits for the compiler.
"""

from __future__ import annotations

import math

import numpy as np

from core.base.compiled import dividing

# What a bound gives up so that rounding cannot make it wrong: of a margin, and of an odometer.
_MARGIN, _ODOMETER = 1e-9, 1e-14
_FAR = np.inf


@dividing
def assign(
    begin, end, starts, low, high, cell_sums, cell_totals, values, counts, centroids,
    near, far, owner, due, borders, labels, sums, totals, found,
):  # fmt: skip
    """Bring the labels of the colours of cells begin…end up to date with the centroids (k, 3) float64.

    labels (colours,) uint8: index of the nearest centroid, ties to the lowest. To sums (k, 3) and totals
    (k,), int64, is added what changes. Returns how many colours were looked at.

    Kanungo et al. (2002): with z the centroid nearest to the middle of a cell's box, another is out if even
    the corner of the box that lies farthest towards it is nearer to z. What is left is looked at colour by
    colour. By how much z is nearer than all that are out tells how far centroids may move before that must
    be asked again, as in Hamerly (2010), "Making k-means even faster", SIAM SDM. Odometers count their ways:
    near (k,) that of each and of the fastest other, far that of the fastest two. A cell of two centroids is
    passed over as long as the border between them crosses no colour of it: by how much nearer, squared, one
    of two is than the other is linear in the place, with the gradient 2 · (a − b). All bounds are too small
    by more than rounding could be, so that the outcome equals comparing every colour with every centroid.

    owner (cells,) int32: the centroid of the whole cell, −1 where there are several, −2 − (a·k + b) where
    there are two. due (cells,): the odometer, near of the owner or far, at which to ask again which
    centroids there are. borders (cells, 6), of two: a − b and the lead of a in the middle as they were; how
    far the lead may fall before the first colour of a changes, and rise for one of b.

    found (k,) int64: work space. Distances and the like are written out: as functions they take half as long
    again to compile.
    """
    k = centroids.shape[0]
    looked = 0
    for cell in range(begin, end):
        old = np.int64(owner[cell])
        # Until its odometer reads what is due, no other centroid can have come near enough.
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
        half = 0.5 * math.sqrt(dx * dx + dy * dy + dz * dz)
        n, code = 2, old
        outer, most = _FAR, 0.0
        if old <= -2 and far < due[cell]:
            # The same two as before: no third has come near, but the border between them may have moved.
            found[0], found[1] = (-2 - old) // k, (-2 - old) % k
        else:
            nearest, least = 0, _FAR
            for j in range(k):
                dx, dy, dz = xm - centroids[j, 0], ym - centroids[j, 1], zm - centroids[j, 2]
                d = dx * dx + dy * dy + dz * dz
                if d < least:
                    nearest, least = j, d
            # No colour of the cell is farther from its centroid than this.
            most = math.sqrt(least) + half
            n, gap = 0, _FAR
            nx, ny, nz = centroids[nearest, 0], centroids[nearest, 1], centroids[nearest, 2]
            # Ascending, so that in a tie the lowest index is found first below.
            for j in range(k):
                if j != nearest:
                    cx, cy, cz = centroids[j, 0], centroids[j, 1], centroids[j, 2]
                    # The corner farthest towards j: where that is nearer to z, the whole box is.
                    x = x1 if cx > nx else x0
                    y = y1 if cy > ny else y0
                    z = z1 if cz > nz else z0
                    dx, dy, dz = x - nx, y - ny, z - nz
                    own = dx * dx + dy * dy + dz * dz
                    dx, dy, dz = x - cx, y - cy, z - cz
                    d = dx * dx + dy * dy + dz * dz - own
                    if d > _MARGIN * (own + 1.0):
                        if d < gap:
                            gap = d
                        continue
                found[n] = j
                n += 1
            if gap < _FAR:
                # The least that the distances to z and to a centroid that is out differ anywhere in the box.
                outer = gap / (math.sqrt(gap + most * most) + most)
                outer = outer * (1 - _MARGIN) - _MARGIN * most
            if n == 1:
                due[cell] = (near[nearest] + outer) * (1 - _ODOMETER)
                owner[cell] = nearest
                if old == nearest:
                    continue
                # Where its colours have labels of several centroids they are gone through below.
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
                due[cell] = (far + outer) * (1 - _ODOMETER)
                code = -2 - (found[0] * k + found[1])
        lead, slack = 0.0, 0.0
        if n == 2:
            p, q = found[0], found[1]
            dx, dy, dz = xm - centroids[p, 0], ym - centroids[p, 1], zm - centroids[p, 2]
            own = dx * dx + dy * dy + dz * dz
            dx, dy, dz = xm - centroids[q, 0], ym - centroids[q, 1], zm - centroids[q, 2]
            lead = dx * dx + dy * dy + dz * dz - own
            slack = _MARGIN * (lead + 2 * own + half * half)
            x = centroids[p, 0] - centroids[q, 0]
            y = centroids[p, 1] - centroids[q, 1]
            z = centroids[p, 2] - centroids[q, 2]
            if code == old:
                dx, dy, dz = x - borders[cell, 0], y - borders[cell, 1], z - borders[cell, 2]
                # Away from the middle the lead changes with a − b too: by 2 · half · |change| at most.
                turned = 2 * half * math.sqrt(dx * dx + dy * dy + dz * dz) + slack
                moved = lead - borders[cell, 3]
                if moved - turned > -borders[cell, 4] and moved + turned < borders[cell, 5]:
                    continue
            borders[cell, 0], borders[cell, 1], borders[cell, 2] = x, y, z
            borders[cell, 3] = lead
        # The least lead of a colour of the first centroid over any other, and of one of the others.
        first_lead, other_lead = _FAR, _FAR
        looked += last - first
        for i in range(first, last):
            a, b, c = values[i, 0], values[i, 1], values[i, 2]
            nearest, least, second = 0, _FAR, _FAR
            for m in range(n):
                j = found[m]
                dx, dy, dz = a - centroids[j, 0], b - centroids[j, 1], c - centroids[j, 2]
                d = dx * dx + dy * dy + dz * dz
                if d < least:
                    nearest, least, second = j, d, least
                elif d < second:
                    second = d
            d = second - least
            if nearest == found[0]:
                if d < first_lead:
                    first_lead = d
            elif d < other_lead:
                other_lead = d
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
            borders[cell, 4], borders[cell, 5] = first_lead - slack, other_lead - slack
        elif n > 2:
            owner[cell] = -1
            # Distances differ by lead / (√second + √least), which is at least this for the least lead.
            d = first_lead if first_lead < other_lead else other_lead
            if d > 0:
                d = 2 * most * d / (4 * most * most + d) * (1 - _MARGIN) - _MARGIN * most
            due[cell] = (far + (d if d < outer else outer)) * (1 - _ODOMETER)
    return looked
