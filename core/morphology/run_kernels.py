"""The loops that cut rows into runs of pixels and join these to components, compiled by numba.

A run is the longest stretch of one row whose pixels have one value. Every row is cut into runs from its first
column to its last, what has the value 0 too, so that two neighbouring rows are compared by walking along
both. Serial, without the GIL.
"""

from __future__ import annotations

from core.base.compiled import kernel
from core.base.union_kernels import join


@kernel
def fill_runs(block, first, row_runs, starts, ends, values):
    """The first and the past-the-last column of each run and its value, from row_runs[y] on in row y.

    block: (rows, width) the values of the rows from `first` on.
    """
    width = block.shape[1]
    for row in range(block.shape[0]):
        i = row_runs[first + row]
        here = block[row, 0]
        starts[i] = 0
        values[i] = here
        for x in range(1, width):
            value = block[row, x]
            if value != here:
                ends[i] = x
                i += 1
                starts[i] = x
                values[i] = value
                here = value
        ends[i] = width


@kernel
def join_runs(first, last, row_runs, ends, values, parent, corners):
    """Join the runs of rows first…last with those above of the same value; corners: also by a corner.

    Runs of 0 join nothing. The parent of a run is a lower one, so that the root of a component is its first
    run.
    """
    for y in range(first if first > 1 else 1, last):
        i, i_end = row_runs[y - 1], row_runs[y]
        j, j_end = row_runs[y], row_runs[y + 1]
        while i < i_end and j < j_end:
            if values[i] == values[j] and values[i]:
                join(parent, i, j)
            # On with the run that ends first; where both end, the next two meet at a corner.
            a, b = ends[i], ends[j]
            if a == b:
                if corners and i + 1 < i_end:
                    if values[i] == values[j + 1] and values[i]:
                        join(parent, i, j + 1)
                    if values[i + 1] == values[j] and values[j]:
                        join(parent, i + 1, j)
                i += 1
                j += 1
            elif a < b:
                i += 1
            else:
                j += 1


@kernel
def join_ends(first, last, row_runs, values, parent, corners):
    """Join the first and the last run of each of the rows first…last, which lie beside each other on a map
    that goes round; corners: also with those of the row above.
    """
    for y in range(first, last):
        i, j = row_runs[y], row_runs[y + 1] - 1
        if values[i] == values[j] and values[i]:
            join(parent, i, j)
        if corners and y > 0:
            above = row_runs[y] - 1
            if values[i] == values[above] and values[i]:
                join(parent, i, above)
            above = row_runs[y - 1]
            if values[j] == values[above] and values[j]:
                join(parent, j, above)


@kernel
def flatten_parents(parent, first, last):
    """Of runs first…last, those before them done, every parent becomes its root."""
    for i in range(first, last):
        parent[i] = parent[parent[i]]


@kernel
def paint_runs(first, last, row_runs, starts, ends, numbers, ids):
    """ids (h, w) int32: the number of the run of every pixel of rows first…last."""
    for y in range(first, last):
        for i in range(row_runs[y], row_runs[y + 1]):
            number = numbers[i]
            for x in range(starts[i], ends[i]):
                ids[y, x] = number
