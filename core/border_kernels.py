"""The loops over the borders between classes, compiled by numba: where they lie, and how pixels there mix."""

from __future__ import annotations

import numpy as np
from numba import njit

# What a pixel on a border may hold of a class: past 0 and 1 noise cancels, farther out it is no mixture.
_LEAST, _MOST = -0.5, 1.5


@njit(nogil=True, cache=True)
def edges(classes, top, bottom, edge, lengths):
    """Mark the pixels of rows top…bottom that touch another class, and count the sides between two classes.

    classes, edge: (height, width) uint8; 0 is no class. lengths: (n + 1, n + 1) int64, added to, lower id
    first.
    """
    height, width = classes.shape
    for row in range(top, bottom):
        for column in range(width):
            own = classes[row, column]
            if own == 0:
                continue
            found = 0
            if column + 1 < width:
                other = classes[row, column + 1]
                if other != 0 and other != own:
                    found = 1
                    lengths[min(own, other), max(own, other)] += 1
            if row + 1 < height:
                other = classes[row + 1, column]
                if other != 0 and other != own:
                    found = 1
                    lengths[min(own, other), max(own, other)] += 1
            if column > 0:
                other = classes[row, column - 1]
                if other != 0 and other != own:
                    found = 1
            if row > 0:
                other = classes[row - 1, column]
                if other != 0 and other != own:
                    found = 1
            edge[row, column] = found


@njit(nogil=True, cache=True)
def interiors(pixels, labels, depth, top, bottom, lag, sums, counts, squares, pairs):
    """Sums of the stored values of each cluster at each depth; squared differences to the pixel `lag` on.

    pixels: (height, width, bands). labels: (height, width) uint8. depth: 1 on a border between classes … 4
    inside, 5 inside but on a border between clusters. sums: (k + 1, 6, bands) float64, counts: (k + 1, 6)
    int64, squares: (bands,) float64, pairs: (1,) int64; all added to.
    """
    width, bands = labels.shape[1], pixels.shape[2]
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
                pairs[0] += 1
                for band in range(bands):
                    step = np.float64(pixels[row, column, band]) - pixels[row, beside, band]
                    squares[band] += step * step


@njit(nogil=True, cache=True)
def mix(
    pixels, labels, group, depth, places, begin, end, means, weights, noise, reach,
    moved, doubted, spread, drifts, mixed, blind
):  # fmt: skip
    """What the pixels at `places` (flat indices) begin…end hold, as mixtures of the clusters around them.

    group: (k + 1,) int64, the class of each cluster. means: (k + 1, bands), of each cluster where nothing
    else is known; weights: (bands,) of the squared distances; noise: variance of a weighted distance.
    moved, doubted, spread, drifts, mixed, blind: (k + 1, k + 1) float64, [a, b] is what pixels of cluster a
    hold of cluster b, of another class; all added to.

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
    sums = np.zeros((n, 3, bands))
    counts = np.zeros((n, 3), np.int64)
    near = np.empty(n, np.int64)
    touch = np.empty(n, np.int64)
    local = np.empty((2, bands))
    for i in range(begin, end):
        place = places[i]
        y, x = place // width, place % width
        own = np.int64(labels[y, x])
        for c in range(n):
            near[c] = touch[c] = 1 << 30
            counts[c, 0] = counts[c, 1] = counts[c, 2] = 0
            for band in range(bands):
                sums[c, 0, band] = sums[c, 1, band] = sums[c, 2, band] = 0.0
        for row in range(max(y - reach, 0), min(y + reach + 1, height)):
            for column in range(max(x - reach, 0), min(x + reach + 1, width)):
                c = labels[row, column]
                if c == 0:
                    continue
                d = (row - y) * (row - y) + (column - x) * (column - x)
                if d < touch[c]:
                    touch[c] = d
                level = depth[row, column]
                if level < 3:
                    continue
                if d < near[c]:
                    near[c] = d
                level -= 3
                counts[c, level] += 1
                for band in range(bands):
                    sums[c, level, band] += pixels[row, column, band]
        first, second = np.int64(0), np.int64(0)
        for c in range(1, n):
            if counts[c].sum() >= 4 and (first == 0 or near[c] < near[first]):
                first = c
        for c in range(1, n):
            other = counts[c].sum() >= 4 and group[c] != group[first]
            if other and (second == 0 or near[c] < near[second]):
                second = c
        strip = False
        if first != 0 and second != 0:
            known = counts[own].sum() >= 4
            if known and group[own] == group[first]:
                first = own
            elif known and group[own] == group[second]:
                second = own
            else:
                strip = True
        if first == 0:
            first = own
        if second == 0:
            # A small thing without an inside: the pixel's own cluster, or the nearest one of another class.
            if group[own] != group[first]:
                second = own
            else:
                first = own if counts[own].sum() >= 4 else first
                for c in range(1, n):
                    other = group[c] != group[first] and touch[c] < (1 << 30)
                    if other and (second == 0 or touch[c] < touch[second]):
                        second = c
        if second == 0:
            continue
        share, length = 0.5, 0.0
        drift = 0.0
        for turn in range(2):
            # Deep inside first; then from as near to the border as the means are pure: does the class change?
            for j in range(2):
                c = first if j == 0 else second
                wanted = 1 - turn
                if counts[c, wanted] < 4:
                    wanted = 1 - wanted
                if counts[c, wanted] < 4:
                    wanted = 2
                total = counts[c, wanted]
                for band in range(bands):
                    local[j, band] = sums[c, wanted, band] / total if total >= 4 else means[c, band]
            along, length = 0.0, 0.0
            for band in range(bands):
                step = local[1, band] - local[0, band]
                along += weights[band] * step * (pixels[y, x, band] - local[0, band])
                length += weights[band] * step * step
            part = min(max(along / length, _LEAST), _MOST) if length > 0.0 else 0.5
            if turn == 0:
                share = part
            else:
                drift = part - share
        # How sure the share is: noise along the line, at most as unsure as a whole pixel.
        unsure = min(noise / length, 0.25) if length > 0.0 else 0.25
        # Two classes that look alike here (drawn by hand, perhaps): the border may lie anywhere in the pixel.
        dark = 1.0 if depth[y, x] == 1 and length < 4.0 * noise else 0.0
        if strip:
            # A mixture may have any share; a strip of its own has the share of its own colour, but for noise.
            at = 0.0
            for band in range(bands):
                at += weights[band] * (local[1, band] - local[0, band]) * (means[own, band] - local[0, band])
            at = at / length - share if length > 0.0 else 0.5
            mixed[own, own] += max(at * at - unsure, 0.0)
            spread[own, own] += 1.0
            share = min(max(share, 0.0), 1.0)
            doubted[own, first] += 1.0 - share
            doubted[own, second] += share
            continue
        if group[own] == group[first]:
            moved[own, second] += share
            mixed[own, second] += abs(share)
            spread[own, second] += unsure
            drifts[own, second] += drift
            blind[own, second] += dark
        else:
            moved[own, first] += 1.0 - share
            mixed[own, first] += abs(1.0 - share)
            spread[own, first] += unsure
            drifts[own, first] -= drift
            blind[own, first] += dark
