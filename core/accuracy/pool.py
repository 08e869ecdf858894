"""The pixels of many pictures as one population, and the sample that is drawn from it.

A point is a random place of the ground, wherever in the pictures that is: in each stratum, pooled over the
pictures, a picture has points in proportion to its area there, so one of larger pixels has no fewer than one
that shows as much in more of them. Where all pixels are of one size, each is as likely as another. So every
point stands for as much ground, and what core.accuracy says of strata holds as it does in one picture.

The points stand in a row: a PooledSample has a Sample as of a picture of one row, a pixel for each point. Who
asks, answers and takes back does so with that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.accuracy.sample import Answer, Point, Sample
from core.accuracy.strata import Strata, Stratum
from core.base.arrays import Floats, Ints, Mask, freeze


@dataclass(frozen=True)
class Kind:
    """What a stratum has of each picture. clusters: those of the legend; where pictures have clusters of
    their own there are none, and it has what was of the class `name` then.
    """

    clusters: tuple[int, ...] = ()
    name: str = ""


@dataclass(frozen=True)
class PooledPicture:
    """One of the pictures as it was drawn from. labels: the SHA-256 of its labels as measured."""

    path: str
    sha256: str
    labels: str


@dataclass(frozen=True)
class Place:
    """A pixel of the pool. picture: the place of its picture in Pool.pictures."""

    picture: int
    row: int
    column: int


@dataclass(frozen=True)
class Drawn:
    """A pixel whose row and column are not known yet: the one of this rank, from 0, of those that its picture
    has in a stratum, in the order of reading.
    """

    picture: int
    stratum: int
    rank: int


@dataclass(frozen=True, eq=False)
class Pool:
    """pixels: (pictures, strata) int64; area: the same of their ground, in one unit; where no picture has a
    scale, of pixels. Frozen: the arrays are read-only.
    """

    kinds: tuple[Kind, ...]
    pictures: tuple[PooledPicture, ...]
    pixels: Ints
    area: Floats

    def __post_init__(self) -> None:
        freeze(self.pixels, self.area)

    def sizes(self, kept: Mask | None = None) -> Ints:
        """(strata,) int64: how large each is in the pictures that are kept (None: in all), in pixels of their
        mean area.
        """
        among = np.ones(len(self.pictures), np.bool_) if kept is None else kept
        pixels, area = int(self.pixels[among].sum()), self.area[among].sum(axis=0)
        if not pixels:
            return np.zeros(len(self.kinds), np.int64)
        found: Ints = np.rint(area / area.sum() * pixels).astype(np.int64)
        return found


@dataclass(frozen=True, eq=False)
class PooledSample:
    """places: of its points. row: what is asked of them, and what was answered; their strata are the kinds of
    the pool.
    """

    pool: Pool
    places: tuple[Place, ...]
    row: Sample

    @property
    def pictures(self) -> Ints:
        """(points,) int64: the picture of each, by its place in the pool."""
        return np.array([each.picture for each in self.places], np.int64)

    def renamed(self, names: Mapping[str, str]) -> PooledSample:
        """The same strata and answers for classes that are called otherwise now."""
        kinds = tuple(replace(each, name=names.get(each.name, each.name)) for each in self.pool.kinds)
        return PooledSample(replace(self.pool, kinds=kinds), self.places, self.row.renamed(names))

    def with_places(self, drawn: Sequence[Drawn], places: Sequence[Place]) -> PooledSample:
        """With further points. places: of the pixels that were drawn; those of points that are there already,
        as in a file that was put together by hand, are left out.
        """
        there = set(self.places)
        new = [(place, each.stratum) for place, each in zip(places, drawn, strict=True) if place not in there]
        strata = [*(each.stratum for each in self.row.points), *(stratum for _place, stratum in new)]
        return pooled(self.pool, (*self.places, *(place for place, _stratum in new)), strata, like=self.row)


def pooled(
    pool: Pool,
    places: Sequence[Place],
    strata: Sequence[int],
    *,
    seed: int = 0,
    wanted: int = 0,
    answers: tuple[Answer, ...] = (),
    source: str = "",
    like: Sample | None = None,
) -> PooledSample:
    """A sample of these points. strata: of each, from 0. like: what else there is to say, in place of the
    rest of the arguments.
    """
    row = like or Sample(seed, _row([], pool), wanted, (), answers, source=source)
    points = tuple(Point(0, i, stratum) for i, stratum in enumerate(strata))
    row = replace(row, strata=_row(strata, pool), points=points, wanted=max(row.wanted, len(points)))
    return PooledSample(pool, tuple(places), row)


def _row(strata: Sequence[int], pool: Pool) -> Strata:
    raster = np.array([[number + 1 for number in strata]], np.uint8).reshape(1, len(strata))
    return Strata(raster, tuple(Stratum(kind.clusters) for kind in pool.kinds))
