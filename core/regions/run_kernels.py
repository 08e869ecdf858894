"""The loops that cut rows into runs of pixels and join them to regions, compiled by numba.

A run is the longest stretch of one row whose pixels have one class. Every row is cut into runs from its first
column to its last, no data being runs of class 0, so that two neighbouring rows are compared by walking along
both. Serial, without the GIL. Import lazily.
"""

from __future__ import annotations

from core.base.compiled import inner, kernel


@kernel
def fill_runs(labels, table, first, last, row_runs, starts, ends, codes):
    """The first and the past-the-last column of each run and its class, from row_runs[y] on in row y."""
    width = labels.shape[1]
    for y in range(first, last):
        i = row_runs[y]
        here = table[labels[y, 0]]
        starts[i] = 0
        codes[i] = here
        for x in range(1, width):
            code = table[labels[y, x]]
            if code != here:
                ends[i] = x
                i += 1
                starts[i] = x
                codes[i] = code
                here = code
        ends[i] = width


@inner
def _root(parent, i):
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


@inner
def _join(parent, i, j):
    i, j = _root(parent, i), _root(parent, j)
    if i < j:
        parent[j] = i
    elif j < i:
        parent[i] = j


@kernel
def join_runs(first, last, row_runs, ends, codes, parent, corners):
    """Join the runs of rows first…last with those above of the same class; corners: also by a corner.

    The parent of a run is a lower one, so that the root of a component is its first run.
    """
    for y in range(first if first > 1 else 1, last):
        i, i_end = row_runs[y - 1], row_runs[y]
        j, j_end = row_runs[y], row_runs[y + 1]
        while i < i_end and j < j_end:
            if codes[i] == codes[j] and codes[i]:
                _join(parent, i, j)
            a, b = ends[i], ends[j]
            if a == b:
                if corners and i + 1 < i_end:
                    if codes[i] == codes[j + 1] and codes[i]:
                        _join(parent, i, j + 1)
                    if codes[i + 1] == codes[j] and codes[j]:
                        _join(parent, i + 1, j)
                i += 1
                j += 1
            elif a < b:
                i += 1
            else:
                j += 1


@kernel
def settle(parent, first, last):
    """Of runs first…last, those before them done, every parent becomes its root."""
    for i in range(first, last):
        parent[i] = parent[parent[i]]
