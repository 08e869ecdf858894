"""The loops of smoothing, compiled by numba: medians and Lee's filter. Sums in one order, no GIL."""

from __future__ import annotations

from core.base.compiled import dividing, kernel


@kernel
def median_rows(values, valid, radius, first, last, around, out):
    """out[y, x, d] of rows first ≤ y < last: the middle of the valid values in the square round the pixel.

    values, out: (h, w, d). valid: (h, w) bool; elsewhere out is the value itself. around: (squared side,) of
    the type of values, work space. Of an even number the lower of the two in the middle.
    """
    height, width, depth = values.shape
    for y in range(first, last):
        for x in range(width):
            for d in range(depth):
                out[y, x, d] = values[y, x, d]
                if not valid[y, x]:
                    continue
                n = 0
                for row in range(y - radius, y + radius + 1):
                    for column in range(x - radius, x + radius + 1):
                        if row < 0 or column < 0 or row >= height or column >= width:
                            continue
                        if valid[row, column]:
                            around[n] = values[row, column, d]
                            n += 1
                # Hoare's quickselect: only the part that holds the middle is looked at again.
                wanted, low, high = (n - 1) // 2, 0, n - 1
                while low < high:
                    pivot = around[(low + high) // 2]
                    i, j = low, high
                    while i <= j:
                        while around[i] < pivot:
                            i += 1
                        while around[j] > pivot:
                            j -= 1
                        if i <= j:
                            kept = around[i]
                            around[i] = around[j]
                            around[j] = kept
                            i += 1
                            j -= 1
                    if wanted <= j:
                        high = j
                    elif wanted >= i:
                        low = i
                    else:
                        break
                out[y, x, d] = around[wanted]


@dividing
def lee_rows(values, valid, radius, speckle, first, last, out):
    """Lee's filter of intensities (h, w, d) float64, in rows first ≤ y < last. speckle: 1 / looks.

    x̂ = m + w (x − m), m and v the mean and the variance in the square, w = 1 − speckle · m² / v, at least 0
    (J.-S. Lee, Digital Image Enhancement and Noise Filtering by Use of Local Statistics, IEEE Transactions on
    Pattern Analysis and Machine Intelligence 2, 1980, for multiplicative noise).
    """
    height, width, depth = values.shape
    for y in range(first, last):
        for x in range(width):
            for d in range(depth):
                own = values[y, x, d]
                out[y, x, d] = own
                if not valid[y, x]:
                    continue
                n, total, squares = 0, 0.0, 0.0
                for row in range(y - radius, y + radius + 1):
                    for column in range(x - radius, x + radius + 1):
                        if row < 0 or column < 0 or row >= height or column >= width:
                            continue
                        if valid[row, column]:
                            away = values[row, column, d] - own
                            n += 1
                            total += away
                            squares += away * away
                mean = own + total / n
                variance = squares / n - (total / n) * (total / n)
                weight = 1.0 - speckle * mean * mean / variance if variance > 0.0 else 0.0
                if weight < 0.0:
                    weight = 0.0
                out[y, x, d] = mean + weight * (own - mean)
