"""The loops over the borders between classes, compiled by numba: where they lie, and what is around them.

The first run after installation waits for the compiler. It takes long for arrays that a kernel makes, for
sum, min and max, and for every further argument: so work space is handed in, and comparisons are written out.
"""

from __future__ import annotations

import numpy as np

from core.base.compiled import kernel

# Beyond any squared distance.
FAR = 1 << 30


@kernel
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


@kernel
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


@kernel
def look_around(pixels, labels, depth, places, begin, end, reach, seen, sums):
    """What lies around the pixels at `places` (flat indices) begin…end, `reach` to every side, by cluster.

    seen (end − begin, k + 1, 6) int64: squared distance to the nearest pixel inside, to any; pixels at depth
    3, 4 and 5, and all three. sums (end − begin, k + 1, 3, bands) float64: their values. Both are set.
    """
    height, width = labels.shape
    clusters, bands = seen.shape[1], pixels.shape[2]
    for i in range(end - begin):
        place = places[begin + i]
        y = place // width
        x = place - y * width
        for c in range(clusters):
            for j in range(6):
                seen[i, c, j] = FAR if j < 2 else 0
            for j in range(3):
                for band in range(bands):
                    sums[i, c, j, band] = 0.0
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
                if d < seen[i, c, 1]:
                    seen[i, c, 1] = d
                j = np.int64(depth[row, column]) - 3
                if j < 0:
                    continue
                if d < seen[i, c, 0]:
                    seen[i, c, 0] = d
                seen[i, c, j + 2] += 1
                seen[i, c, 5] += 1
                for band in range(bands):
                    sums[i, c, j, band] += pixels[row, column, band]
