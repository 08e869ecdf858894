"""The loops of morphology, compiled by numba: dilation, majority, refilling.

Serial, without the GIL, in whole numbers only: callers hand out chunks of rows to threads, and the outcome
does not depend on how. A map is (height, width) uint8: 0 = no data, 1…n = class by its place in the order.
"""

from __future__ import annotations

import numpy as np

from core.base.compiled import kernel


@kernel
def dilate_rows(values, half, first, last, out, narrow, wide):
    """out[y, x] = the greatest of values over the disk round (y, x), for rows first ≤ y < last; out was 0.

    values, out: (height, width) uint8; what lies outside counts as 0. half: (R + 1,) int64, the disk's half
    width in the row |dy| above or below its middle; never rising. narrow, wide: (width + 4 · half[0],) uint8,
    work space, of which wide is 0.

    The rows of a disk are windows that widen towards its middle: each source row is widened step by step and
    given to the two rows whose disk has that window there. Cost: a pixel takes R steps, whatever R² is.
    """
    height, width = values.shape
    radius, pad = half.shape[0] - 1, half[0]
    span = width + 2 * pad
    for source in range(first - radius, last + radius):
        if source < 0 or source >= height:
            continue
        narrow[:] = 0
        window = narrow[2 * pad : 2 * pad + width]
        for i in range(width):
            window[i] = values[source, i]
        reach = 0
        for dy in range(radius, -1, -1):
            while reach < half[dy]:
                # Three windows of 2 · reach + 1, shifted farther than that, would leave gaps between them.
                step = half[dy] - reach
                if step > 2 * reach + 1:
                    step = 2 * reach + 1
                # A window that ends this far out holds no pixel: it may stay 0. Slices, so that LLVM sees
                # indices that are never negative, and takes 32 pixels at once.
                left, middle = narrow[pad - step : pad - step + span], narrow[pad : pad + span]
                right, result = narrow[pad + step : pad + step + span], wide[pad : pad + span]
                for i in range(span):
                    most = left[i] if left[i] > right[i] else right[i]
                    result[i] = most if most > middle[i] else middle[i]
                narrow, wide = wide, narrow
                reach += step
            window = narrow[2 * pad : 2 * pad + width]
            for row in range(source - dy, source + dy + 1, 2 * dy if dy > 0 else 1):
                if first <= row < last:
                    target = out[row]
                    for i in range(width):
                        target[i] = target[i] if target[i] > window[i] else window[i]


@kernel
def majority_rows(values, half, votes, first, last, out):
    """out = the class most frequent in the disk, for rows first ≤ y < last; ties: its own, then the lowest.

    values: map. half: as for `dilate_rows`. votes: (256,) bool, the classes that count and may change; others
    stay as they are.
    """
    height, width = values.shape
    radius = half.shape[0] - 1
    highest = 0
    for i in range(256):
        if votes[i]:
            highest = i
    counts = np.zeros(256, np.int32)
    for y in range(first, last):
        counts[:] = 0
        # A histogram that slides along the row: a pixel enters and one leaves in each row of the disk (Huang,
        # Yang & Tang 1979, "A fast two-dimensional median filtering algorithm").
        top, bottom = max(0, y - radius), min(height - 1, y + radius)
        for row in range(top, bottom + 1):
            for x in range(min(width, half[abs(row - y)])):
                counts[values[row, x]] += 1
        for x in range(width):
            for row in range(top, bottom + 1):
                reach = half[abs(row - y)]
                if x + reach < width:
                    counts[values[row, x + reach]] += 1
                if x - reach - 1 >= 0:
                    counts[values[row, x - reach - 1]] -= 1
            own = values[y, x]
            best = own
            if votes[own]:
                most = counts[own]
                for i in range(1, highest + 1):
                    if votes[i] and counts[i] > most:
                        best, most = i, counts[i]
            out[y, x] = best


@kernel
def frontier_of(values, pending, serves, queue):
    """Put the pending pixels with a neighbour that serves into queue; how many there are."""
    height, width = values.shape
    n = 0
    for y in range(height):
        for x in range(width):
            if not pending[y, x]:
                continue
            for k in range(9):
                row, column = y + k // 3 - 1, x + k % 3 - 1
                if row < 0 or column < 0 or row >= height or column >= width:
                    continue
                if not pending[row, column] and serves[values[row, column]]:
                    queue[n] = y * width + x
                    n += 1
                    break
    return n


@kernel
def refill_layers(values, pending, serves, queue, n, spare, chosen, around, budget):
    """Layers of refilling until `budget` pixels are done; how many are left in queue for the next call.

    values, pending: (height, width) uint8 and bool, changed in place. serves: (256,) bool, classes that may
    be taken. queue, spare: (pixels,) int32, chosen: (pixels,) uint8, around: (8,) uint8: work space. A pixel
    of the layer takes the class most frequent among those of its 8 neighbours that were decided before this
    layer; ties: the lowest.
    """
    height, width = values.shape
    done = 0
    while n > 0 and done < budget:
        for i in range(n):
            y, x = queue[i] // width, queue[i] % width
            m = 0
            for k in range(9):
                row, column = y + k // 3 - 1, x + k % 3 - 1
                if row < 0 or column < 0 or row >= height or column >= width:
                    continue
                if not pending[row, column] and serves[values[row, column]]:
                    around[m] = values[row, column]
                    m += 1
            best, most = 0, 0
            for j in range(m):
                count = 0
                for other in range(m):
                    if around[other] == around[j]:
                        count += 1
                if count > most or (count == most and around[j] < best):
                    best, most = around[j], count
            chosen[i] = best
        # Written only once all have chosen: a layer looks at those before it, never at itself.
        for i in range(n):
            y, x = queue[i] // width, queue[i] % width
            values[y, x] = chosen[i]
            pending[y, x] = False
        following = 0
        for i in range(n):
            y, x = queue[i] // width, queue[i] % width
            for k in range(9):
                row, column = y + k // 3 - 1, x + k % 3 - 1
                if row < 0 or column < 0 or row >= height or column >= width:
                    continue
                # Class 0 marks a pending pixel that waits in the queue already.
                if pending[row, column] and values[row, column] != 0:
                    values[row, column] = 0
                    spare[following] = row * width + column
                    following += 1
        for i in range(following):
            queue[i] = spare[i]
        done += n
        n = following
    return n
