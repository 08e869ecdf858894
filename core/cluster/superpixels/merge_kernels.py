"""Loops that add up pieces and merge them, cheapest first; no GIL, single operations of IEEE 754."""

from __future__ import annotations

import numpy as np

from core.base.compiled import inner, kernel


@kernel
def add_pixels(ids, rgb, maps, hard, bins, side, first, last, sums, histograms):
    """What the pixels of rows first ≤ y < last add to their pieces. All whole numbers: any order is exact.

    ids: (h, w) int32, from 1. rgb: (h, w, 3). Of the squares of side × side pixels: maps (H, W, m) int32;
    hard (H, W) uint8, the bin of the texton; bins (H, W, 4) int32: for each of a* and b* a bin and how much
    of 256 is in it, the rest is in the next one. sums: (n, 1 + 3 + m), histograms (n, bins + textons) int64.
    """
    width, number = ids.shape[1], maps.shape[2]
    for y in range(first, last):
        for x in range(width):
            piece = ids[y, x] - 1
            if piece < 0:
                continue
            row, column = y // side, x // side
            sums[piece, 0] += 1
            for band in range(3):
                sums[piece, 1 + band] += rgb[y, x, band]
            for m in range(number):
                sums[piece, 4 + m] += maps[row, column, m]
            for axis in range(0, 4, 2):
                at, much = bins[row, column, axis], bins[row, column, axis + 1]
                histograms[piece, at] += much
                histograms[piece, at + 1] += 256 - much
            histograms[piece, hard[row, column]] += 256


@kernel
def count_borders(ids, first, last):
    """How many neighbours to the right and below, of rows first ≤ y < last, lie in another piece."""
    height, width = ids.shape
    number = 0
    for y in range(first, last):
        for x in range(width):
            here = ids[y, x]
            if here == 0:
                continue
            if x + 1 < width and ids[y, x + 1] != here and ids[y, x + 1] != 0:
                number += 1
            if y + 1 < height and ids[y + 1, x] != here and ids[y + 1, x] != 0:
                number += 1
    return number


@kernel
def list_borders(ids, strength, side, first, last, n, keys, strengths, number):
    """Of each such pair: keys (low − 1) · n + high − 1, and the strength of the border there, of both added.

    strength: (H, W) int32. number: how many are listed before; how many then.
    """
    height, width = ids.shape
    for y in range(first, last):
        for x in range(width):
            here = np.int64(ids[y, x])
            if here == 0:
                continue
            for below in range(2):
                other_y, other_x = y + below, x + 1 - below
                if other_y >= height or other_x >= width:
                    continue
                there = np.int64(ids[other_y, other_x])
                if there == 0 or there == here:
                    continue
                low, high = (here, there) if here < there else (there, here)
                keys[number] = (low - 1) * n + high - 1
                strengths[number] = (
                    strength[y // side, x // side] + strength[other_y // side, other_x // side]
                )
                number += 1
    return number


@inner
def _chi_squared(histograms, a, b, begin, end):
    """½ Σ (p − q)² / (p + q) of the bins begin ≤ d < end of two pieces, as shares."""
    one = other = total = 0.0
    for d in range(begin, end):
        one += histograms[a, d]
        other += histograms[b, d]
    for d in range(begin, end):
        p, q = histograms[a, d] / one, histograms[b, d] / other
        both = p + q
        if both > 0:
            total += (p - q) * (p - q) / both
    return 0.5 * total


@inner
def _cost(a, b, border, strength, sizes, rims, features, groups, histograms, cuts, weights, whole):
    """What merging a and b costs. See core.cluster.superpixels.merging."""
    one, other = sizes[a], sizes[b]
    total, place = 0.0, 0
    for g in range(groups.shape[0] - 1):
        squares = 0.0
        for d in range(groups[g], groups[g + 1]):
            difference = features[a, d] / one - features[b, d] / other
            squares += difference * difference
        total += weights[place] * squares
        place += 1
    for h in range(cuts.shape[0] - 1):
        half = np.sqrt(_chi_squared(histograms, a, b, cuts[h], cuts[h + 1]))
        total += weights[place] * half * np.sqrt(half)
        place += 1
    mean = strength / border
    total += weights[place] * mean * mean
    size = one * other / (one + other) / whole
    shorter = rims[a] if rims[a] < rims[b] else rims[b]
    return total * np.sqrt(np.sqrt(size)) / np.sqrt(np.sqrt(border / shorter))


@kernel
def price_all(
    lows, highs, borders, strengths, sizes, rims, features, groups, histograms, cuts, weights, whole, costs
):
    """costs (edges,) of merging the two sides of every edge."""
    for e in range(lows.shape[0]):
        costs[e] = _cost(
            lows[e], highs[e], borders[e], strengths[e], sizes, rims, features, groups, histograms, cuts,
            weights, whole,
        )  # fmt: skip


@kernel
def merge_some(
    lows, highs, borders, strengths, sizes, rims, features, groups, histograms, cuts, weights, whole, costs,
    mark, merges, merge_costs, first, last,
):  # fmt: skip
    """Merges first ≤ m < last: the cheapest edge, then those of the lowest numbers; the higher of its sides
    goes into the lower. Where no edge is left it ends before; how many merges there are then.

    An edge that is no more has an infinite cost. mark: (n,) int64 of −1. merges: (n − 1, 2) int32.
    """
    number = lows.shape[0]
    for m in range(first, last):
        best = -1
        for e in range(number):
            if costs[e] == np.inf:
                continue
            if (
                best < 0
                or costs[e] < costs[best]
                or (
                    costs[e] == costs[best]
                    and (lows[e] < lows[best] or (lows[e] == lows[best] and highs[e] < highs[best]))
                )
            ):
                best = e
        if best < 0:
            return m
        a, b = lows[best], highs[best]
        merges[m, 0], merges[m, 1], merge_costs[m] = a, b, costs[best]
        costs[best] = np.inf
        sizes[a] += sizes[b]
        rims[a] += rims[b] - 2 * borders[best]
        for d in range(features.shape[1]):
            features[a, d] += features[b, d]
        for d in range(histograms.shape[1]):
            histograms[a, d] += histograms[b, d]
        for e in range(number):
            if costs[e] != np.inf:
                if lows[e] == a:
                    mark[highs[e]] = e
                elif highs[e] == a:
                    mark[lows[e]] = e
        for e in range(number):
            if costs[e] == np.inf or (lows[e] != b and highs[e] != b):
                continue
            other = highs[e] if lows[e] == b else lows[e]
            known = mark[other]
            if known >= 0:
                borders[known] += borders[e]
                strengths[known] += strengths[e]
                costs[e] = np.inf
            else:
                lows[e], highs[e] = (a, other) if a < other else (other, a)
        for e in range(number):
            if costs[e] != np.inf and (lows[e] == a or highs[e] == a):
                mark[highs[e] if lows[e] == a else lows[e]] = -1
                costs[e] = _cost(
                    lows[e], highs[e], borders[e], strengths[e], sizes, rims, features, groups, histograms,
                    cuts, weights, whole,
                )  # fmt: skip
    return last


@kernel
def shrink_rows(rgb, valid, side, first, last, found, there):
    """Rows first ≤ row < last of found (H, W, 3): the mean of the valid pixels of squares of side × side,
    halves up; there (H, W): whether a square has any. valid: (h, w), or empty.
    """
    height, width = rgb.shape[0], rgb.shape[1]
    masked = valid.shape[0] > 0
    for row in range(first, last):
        for column in range(found.shape[1]):
            number = red = green = blue = np.int64(0)
            for y in range(row * side, min((row + 1) * side, height)):
                for x in range(column * side, min((column + 1) * side, width)):
                    if masked and not valid[y, x]:
                        continue
                    number += 1
                    red += rgb[y, x, 0]
                    green += rgb[y, x, 1]
                    blue += rgb[y, x, 2]
            there[row, column] = number > 0
            if number > 0:
                found[row, column, 0] = (2 * red + number) // (2 * number)
                found[row, column, 1] = (2 * green + number) // (2 * number)
                found[row, column, 2] = (2 * blue + number) // (2 * number)


@kernel
def add_rows(pieces, rows, sums):
    """sums (n, dimensions) of the rows (pixels, dimensions) of each piece 1…n; 0 is left out."""
    for i in range(pieces.shape[0]):
        piece = pieces[i] - 1
        if piece >= 0:
            for axis in range(rows.shape[1]):
                sums[piece, axis] += rows[i, axis]
