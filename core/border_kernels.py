"""The loops over the borders between classes, compiled by numba: where they lie, and how pixels there mix.

The first run after installation waits for the compiler. It takes long for arrays that a kernel makes, for
sum, min and max, and for every further argument: so work space is handed in, and comparisons are written out.
"""

from __future__ import annotations

import numpy as np
from numba import njit

# What a pixel on a border may hold of a class: past 0 and 1 noise cancels, farther out it is no mixture.
_LEAST, _MOST = -0.5, 1.5
# Beyond any squared distance.
_FAR = 1 << 30


@njit(nogil=True, cache=True)
def edges(classes, top, bottom, edge, lengths):
    """Mark pixels that touch another class to the right of or below rows top…bottom, and count such sides.

    Both pixels of such a pair are marked, so that all rows together mark all pixels on a border. classes,
    edge: (height, width) uint8; 0 is no class; edge is 0 where nothing is marked. lengths: (n + 1,
    n + 1) int64, added to, [own, the class to the right or below].
    """
    height, width = classes.shape
    for row in range(top, bottom):
        for column in range(width):
            own = classes[row, column]
            if own == 0:
                continue
            if column + 1 < width:
                other = classes[row, column + 1]
                if other != 0 and other != own:
                    edge[row, column] = edge[row, column + 1] = 1
                    lengths[own, other] += 1
            if row + 1 < height:
                other = classes[row + 1, column]
                if other != 0 and other != own:
                    edge[row, column] = edge[row + 1, column] = 1
                    lengths[own, other] += 1


@njit(nogil=True, cache=True)
def interiors(pixels, labels, depth, top, bottom, lag, sums, counts, squares):
    """Sums of the stored values of each cluster at each depth; squared differences to the pixel `lag` on.

    pixels: (height, width, bands). labels: (height, width) uint8. depth: 1 on a border between classes … 4
    inside, 5 inside but on a border between clusters. sums: (k + 1, 6, bands) float64, counts: (k + 1, 6)
    int64, squares: (bands,) float64; all added to. Returns how many pairs were compared.
    """
    width, bands = labels.shape[1], pixels.shape[2]
    pairs = 0
    for row in range(top, bottom):
        for column in range(width):
            own = labels[row, column]
            if own == 0:
                continue
            level = depth[row, column]
            counts[own, level] += 1
            for band in range(bands):
                sums[own, level, band] += pixels[row, column, band]
            beside = column + lag
            if level >= 3 and beside < width and labels[row, beside] == own and depth[row, beside] >= 3:
                pairs += 1
                for band in range(bands):
                    step = np.float64(pixels[row, column, band]) - pixels[row, beside, band]
                    squares[band] += step * step
    return pairs


@njit(nogil=True, cache=True, error_model="numpy")
def mix(
    pixels, labels, group, depth, places, begin, end, means, weights, noise, reach, seen, sums, local, found
):  # fmt: skip
    """What the pixels at `places` (flat indices) begin…end hold, as mixtures of the clusters around them.

    group: (k + 1,) int64, the class of each cluster. means: (k + 1, bands), of each cluster where nothing
    else is known; weights: (bands,) of the squared distances; noise: variance of a weighted distance.
    seen (k + 1, 6) int64, sums (k + 1, 3, bands) and local (2, bands) float64: work space.
    found (6, k + 1, k + 1) float64: moved, doubted, spread, drifts, mixed, blind; […, a, b] is what pixels of
    cluster a hold of cluster b, of another class; all added to.

    Around each pixel, `reach` to every side, the mean of each cluster is taken from its deepest pixels. The
    two nearest clusters of different classes that have such a mean are what the pixel is a mixture of; its
    share of the second is the place of its colour on the line between the two means. A pixel of a cluster
    that is neither, and has none inside there, is doubted: a thin strip of that cluster, or a mixture of
    the two that looks like it. On the diagonals, of such pixels: mixed has
    the sum of the squared distances of their shares from that of their cluster beyond noise, spread their
    number.
    """
    height, width = labels.shape
    n, bands = means.shape[0], pixels.shape[2]
    for i in range(begin, end):
        y = places[i] // width
        x = places[i] - y * width
        own = np.int64(labels[y, x])
        # Of each cluster: squared distance to its nearest pixel inside, to any; pixels at three depths, all.
        for c in range(n):
            for j in range(6):
                seen[c, j] = _FAR if j < 2 else 0
            for j in range(3):
                for band in range(bands):
                    sums[c, j, band] = 0.0
        for row in range(y - reach, y + reach + 1):
            if row < 0 or row >= height:
                continue
            for column in range(x - reach, x + reach + 1):
                if column < 0 or column >= width:
                    continue
                c = np.int64(labels[row, column])
                if c == 0:
                    continue
                d = (row - y) * (row - y) + (column - x) * (column - x)
                if d < seen[c, 1]:
                    seen[c, 1] = d
                j = np.int64(depth[row, column]) - 3
                if j < 0:
                    continue
                if d < seen[c, 0]:
                    seen[c, 0] = d
                seen[c, j + 2] += 1
                seen[c, 5] += 1
                for band in range(bands):
                    sums[c, j, band] += pixels[row, column, band]
        # The two nearest of different classes whose mean is known.
        first, second = 0, 0
        near, next_near = _FAR, _FAR
        for c in range(1, n):
            if seen[c, 5] >= 4 and seen[c, 0] < near:
                first, near = c, seen[c, 0]
        side = group[first]
        for c in range(1, n):
            if seen[c, 5] >= 4 and seen[c, 0] < next_near and group[c] != side:
                second, next_near = c, seen[c, 0]
        strip = False
        if second != 0:
            if seen[own, 5] < 4:
                strip = True
            elif group[own] == side:
                first = own
            elif group[own] == group[second]:
                second = own
            else:
                strip = True
        else:
            # A small thing without an inside: the pixel's own cluster, or the nearest one of another class.
            if first == 0:
                first = own
            if group[own] != group[first]:
                second = own
            else:
                if seen[own, 5] >= 4:
                    first = own
                for c in range(1, n):
                    if seen[c, 1] < next_near and group[c] != group[first]:
                        second, next_near = c, seen[c, 1]
                if second == 0:
                    continue
        share, drift, length = 0.5, 0.0, 0.0
        for turn in range(2):
            # Deep inside first; then from as near to the border as the means are pure: does the class change?
            for j in range(2):
                c = second if j else first
                wanted = 1 - turn
                if seen[c, wanted + 2] < 4:
                    wanted = turn
                if seen[c, wanted + 2] < 4:
                    wanted = 2
                total = seen[c, wanted + 2]
                for band in range(bands):
                    local[j, band] = sums[c, wanted, band] / total if total >= 4 else means[c, band]
            along, length = 0.0, 0.0
            for band in range(bands):
                step = local[1, band] - local[0, band]
                along += weights[band] * step * (pixels[y, x, band] - local[0, band])
                length += weights[band] * step * step
            part = 0.5
            if length > 0.0:
                part = along / length
                if part < _LEAST:
                    part = _LEAST
                if part > _MOST:
                    part = _MOST
            if turn:
                drift = part - share
            else:
                share = part
        # How sure the share is: noise along the line, at most as unsure as a whole pixel.
        unsure = 0.25
        if noise < 0.25 * length:
            unsure = noise / length
        if strip:
            # A mixture may have any share; a strip of its own has the share of its own colour, but for noise.
            at = 0.0
            for band in range(bands):
                at += weights[band] * (local[1, band] - local[0, band]) * (means[own, band] - local[0, band])
            at = at / length - share if length > 0.0 else 0.5
            at = at * at - unsure
            if at > 0.0:
                found[4, own, own] += at
            found[2, own, own] += 1.0
            if share < 0.0:
                share = 0.0
            if share > 1.0:
                share = 1.0
            found[1, own, first] += 1.0 - share
            found[1, own, second] += share
            continue
        if group[own] != group[first]:
            second, share, drift = first, 1.0 - share, -drift
        found[0, own, second] += share
        found[2, own, second] += unsure
        found[3, own, second] += drift
        found[4, own, second] += share if share > 0.0 else -share
        # Two classes that look alike here (drawn by hand, perhaps): the border may lie anywhere in the pixel.
        if depth[y, x] == 1 and length < 4.0 * noise:
            found[5, own, second] += 1.0
