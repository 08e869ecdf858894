"""The loops that let neighbours agree, compiled by numba. Whole numbers only, no GIL."""

from __future__ import annotations

from core.base.compiled import kernel


@kernel
def agree_rows(labels, costs, weight, first, last):
    """One sweep through rows first ≤ y < last of labels (h, w) uint8, in place; how many pixels changed.

    costs: (k, h, w) uint8, what each label costs at a pixel. A pixel takes, of its own label and those of its
    8 neighbours, the one whose cost and `weight` for each neighbour of another label are least in all; ties:
    its own, then the lowest. Pixels of 0 neither change nor count.
    """
    height, width = labels.shape
    changed = 0
    for y in range(first, last):
        for x in range(width):
            own = labels[y, x]
            if own == 0:
                continue
            best, least = own, -1
            # Its own label first, so that it wins ties.
            for j in range(-1, 9):
                candidate = own
                if j >= 0:
                    row, column = y + j // 3 - 1, x + j % 3 - 1
                    if row < 0 or column < 0 or row >= height or column >= width:
                        continue
                    candidate = labels[row, column]
                    if candidate == 0 or candidate == own:
                        continue
                cost = int(costs[candidate - 1, y, x])
                for i in range(9):
                    row, column = y + i // 3 - 1, x + i % 3 - 1
                    if row < 0 or column < 0 or row >= height or column >= width or i == 4:
                        continue
                    if labels[row, column] != 0 and labels[row, column] != candidate:
                        cost += weight
                if least < 0 or cost < least or (cost == least and best != own and candidate < best):
                    best, least = candidate, cost
            if best != own:
                labels[y, x] = best
                changed += 1
    return changed
