"""Where to look: random points in strata, so many in each, the same for the same seed on any machine.

Good practice (Olofsson et al., 2014, Remote Sensing of Environment 148): a random sample in strata, in
proportion to their pixels, and so many in the small ones that these say something too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Ints

# So many points each stratum gets where there are enough of them.
LEAST = 15


def least_of(pixels: Sequence[int], points: int) -> int:
    """How many points each stratum with pixels gets at least: min(LEAST, points / 2 strata)."""
    there = sum(1 for each in pixels if each)
    return min(LEAST, points // (2 * there)) if there else 0


def allocate(pixels: Sequence[int], points: int, least: int | None = None) -> list[int]:
    """How many of the points each stratum gets: in proportion, and some at least (None: `least_of`).

    pixels: of each stratum; none gets more than it has, and one without pixels gets none. Rounded by largest
    remainders, of equal ones the first.
    """
    floor = least_of(pixels, points) if least is None else least
    got = [0] * len(pixels)
    while True:
        free = [0 if number else each for number, each in zip(got, pixels, strict=True)]
        shared = _shared(free, free, points - sum(got))
        few = [i for i, each in enumerate(free) if each and shared[i] < min(floor, each)]
        if not few:
            return [number or more for number, more in zip(got, shared, strict=True)]
        for i in few:
            got[i] = min(floor, pixels[i])


def allocate_more(
    pixels: Sequence[int], answers: Sequence[Sequence[int]], given: Sequence[int], points: int
) -> list[int]:
    """How many more points each stratum gets, where first answers are known: by pixels times deviation
    (Neyman, 1934).

    answers: of each stratum, how often each class was answered; given: the points that it has got already.
    The deviation is that of the classes with half an answer more for each, so that no stratum is thought to
    be of one kind after few looks.
    """
    weights = []
    for there, counts in zip(pixels, answers, strict=True):
        shares = np.array([each + 0.5 for each in counts], np.float64)
        shares /= shares.sum()
        weights.append(there * float(np.sqrt((shares * (1 - shares)).sum())))
    left = [there - got for there, got in zip(pixels, given, strict=True)]
    return _shared(left, weights, points)


def draw(strata: Bytes, number: int, counts: Sequence[int], seed: int) -> list[Ints]:
    """The places of `counts` random pixels of each stratum, none twice, in the order of drawing.

    strata: (height, width), 1 … number, 0 outside; a place is row · width + column. With a larger count the
    same places come first, so that more can be drawn later.
    """
    flat = strata.reshape(-1)
    found = []
    for stratum in range(1, number + 1):
        members = np.flatnonzero(flat == stratum)
        numbers = in_random_order(len(members), seed, stratum)
        found.append(members[np.array([*islice(numbers, counts[stratum - 1])], np.int64)])
    return found


def in_random_order(size: int, seed: int, stratum: int, *part: int) -> Iterator[int]:
    """The numbers below size, each once, in the random order of a stratum, from 1 (Durstenfeld, 1964).

    Each stratum has its own, and each part of one: what is drawn in one does not depend on another.
    """
    random = np.random.RandomState([seed % 2**32, stratum, *part])
    moved: dict[int, int] = {}
    for i in range(size):
        j = i + min(int(random.random_sample() * (size - i)), size - i - 1)
        yield moved.get(j, j)
        moved[j] = moved.get(i, i)


def order_of(counts: Sequence[int]) -> NDArray[np.intp]:
    """The stratum, from 0, of each point in the order of showing: wherever one stops, the strata have had
    points in proportion, each at the middle of its share (of equal ones the first).
    """
    places = [(i + 0.5) / count for count in counts for i in range(count)]
    strata = np.repeat(np.arange(len(counts)), counts)
    return strata[np.argsort(np.array(places), kind="stable")]


def _shared(most: Sequence[int], weights: Sequence[float], points: int) -> list[int]:
    """`points` shared out by weight, at most so many each; what is too much for one goes to the others."""
    points = min(points, sum(most))
    got = [0] * len(most)
    while (left := points - sum(got)) > 0:
        free = [i for i in range(len(most)) if got[i] < most[i]]
        if not (total := sum(weights[i] for i in free)):
            weights = [1] * len(most)
            continue
        parts = {i: divmod(left * weights[i], total) for i in free}
        if full := [i for i in free if parts[i][0] >= most[i] - got[i]]:
            for i in full:
                got[i] = most[i]
            continue
        for i in free:
            got[i] += int(parts[i][0])
        rest = points - sum(got)
        for i in sorted(free, key=lambda i: -parts[i][1])[:rest]:
            got[i] += 1
    return got
