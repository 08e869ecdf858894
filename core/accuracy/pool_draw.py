"""Drawing points from many pictures as one population: random pixels in strata, in two steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice

import numpy as np

from core.accuracy.design import in_random_order, order_of
from core.accuracy.pool import Drawn, Pool, PooledSample
from core.accuracy.sample import Sample, first_part, further_part
from core.base.arrays import Ints, Mask

# Of one picture: more than that only a made-up file has.
_MOST_CELLS = 1 << 40


def first_drawn(pool: Pool, points: int, seed: int) -> tuple[Drawn, ...]:
    """The first part of so many points, as core.accuracy.sample.drawn has it for one picture.

    Raises ParameterError where there is no pixel, or for a number of points that nobody can look at.
    """
    return _mixed(pool, first_part(pool.sizes(), points), seed)


def further_drawn(sample: PooledSample, row: Sample, kept: Mask) -> tuple[Drawn, ...]:
    """The points that are still to be drawn of those that `row` wants, where its answers differ most: in the
    pictures that are kept, as many as would be in all.

    row: of the sample, perhaps with more answers or of which more are wanted. kept: (pictures,) those that
    are measured now as they were then.
    """
    sizes, area = sample.pool.sizes(), sample.pool.area
    every = np.where(sizes, area.sum(axis=0), 1.0)
    inside = np.rint(sizes * area[kept].sum(axis=0) / every).astype(np.int64)
    given = np.zeros(sample.pool.pixels.shape, np.int64)
    np.add.at(given, (sample.pictures, np.array([each.stratum for each in row.points], np.intp)), 1)
    return _mixed(sample.pool, further_part(row, inside, inside), row.seed, kept, given)


def _mixed(
    pool: Pool, counts: Sequence[int], seed: int, kept: Mask | None = None, given: Ints | None = None
) -> tuple[Drawn, ...]:
    """So many of each stratum, mixed in proportion. given: (pictures, strata) how many there are already."""
    drawn = [
        list(islice(in_order(pool, stratum, seed, kept, None if given is None else given[:, stratum]), count))
        for stratum, count in enumerate(counts)
    ]
    taken = [iter(each) for each in drawn]
    return tuple(next(taken[stratum]) for stratum in order_of([len(each) for each in drawn]).tolist())


def in_order(
    pool: Pool, stratum: int, seed: int, kept: Mask | None = None, given: Ints | None = None
) -> Iterator[Drawn]:
    """The pixels of a stratum of the pool, each once, in random order.

    kept: (pictures,) those that are drawn from; None: all. given: (pictures,) how many each has had,
    which are passed over.
    """
    pixels, area = pool.pixels[:, stratum], pool.area[:, stratum]
    there = np.flatnonzero(pixels if kept is None else np.where(kept, pixels, 0))
    before = np.zeros_like(pixels) if given is None else given
    if not len(there):
        return
    # The pictures are covered by cells of the smallest pixel's area, and a cell that is drawn says of
    # which picture the next pixel is. That is drawn in an order of the picture's own: each is as likely
    # as another, however many cells there are to one, and none comes twice, whatever was drawn before.
    smallest = float((area[there] / pixels[there]).min())
    with np.errstate(over="ignore"):
        wide = np.clip(np.rint(area[there] / smallest), pixels[there], _MOST_CELLS)
    cells = wide.astype(np.int64)
    ends = np.cumsum(cells)
    orders: dict[int, Iterator[int]] = {}
    size, passed = int(ends[-1]), int(before[there].sum())
    # What is passed over comes last: where pictures come and go, it is not always what was drawn.
    further = islice(in_random_order(size, seed, stratum + 1), passed, None)
    for cell in chain(further, islice(in_random_order(size, seed, stratum + 1), passed)):
        picture = int(there[np.searchsorted(ends, cell, side="right")])
        if picture not in orders:
            own = in_random_order(int(pixels[picture]), seed, stratum + 1, picture + 1)
            orders[picture] = islice(own, int(before[picture]), None)
        rank = next(orders[picture], None)
        if rank is not None:
            yield Drawn(picture, stratum, rank)
