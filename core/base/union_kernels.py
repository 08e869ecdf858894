"""Union–find, the one of the program: sets of numbers as trees in an array of parents, for kernels."""

from __future__ import annotations

from core.base.compiled import inner


@inner
def root(parent, i):
    """The number that stands for the set of i; paths are halved on the way."""
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


@inner
def join(parent, i, j):
    """The sets of i and j become one, its root the lower of theirs."""
    i, j = root(parent, i), root(parent, j)
    if i < j:
        parent[j] = i
    elif j < i:
        parent[i] = j
