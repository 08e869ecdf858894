"""How often the interval of an area holds the truth that points over all pictures of a series find.

The infrared scenes of ice with human truth are one series, clustered by one legend of all of them; every
other one counts as one of pixels twice as wide, so that strata weigh by ground. Points are drawn as Floe does
over the pictures (core.accuracy.pool, in two steps), the truth answers for the observer, and the area of each
true class over the series is estimated, and that in each picture with points enough. Beside it what the same
points say where strata weigh by pixels.

    python benchmarks/series_points.py [--data ../shared/data] [-k 3] [--points 100 200 400] [--draws 200]
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.sample_check import Scene, scenes
from core.accuracy.pool import (
    Drawn,
    Kind,
    Place,
    Pool,
    PooledPicture,
    PooledSample,
    pooled,
)
from core.accuracy.pool_draw import first_drawn, further_drawn
from core.accuracy.sample import Answer
from core.accuracy.shares import Seen, Share, share_of
from core.base.arrays import Bytes, Floats, Ints
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.image.image import Image
from core.io.reader import read
from core.series.series_check import ENOUGH

_SIZES = 1.0, 4.0


@dataclass(frozen=True, eq=False)
class Series:
    """labels: (pixels,) of each scene, 0 where its truth is not known. pixel_areas: of each scene."""

    scenes: tuple[Scene, ...]
    labels: tuple[Bytes, ...]
    pixel_areas: Floats
    pool: Pool

    def truth(self, among: Ints) -> Floats:
        """(classes,) the part of the ground of these scenes that is of each class."""
        number = max(scene.classes for scene in self.scenes)
        found = np.zeros(number)
        for i in among.tolist():
            counts = np.bincount(self.scenes[i].truth.reshape(-1), minlength=number + 1)[1:]
            found += counts * self.pixel_areas[i]
        return found / found.sum()


def series_of(every: list[Scene], k: int) -> Series:
    """By one legend: the fixed point over every pixel of every scene is that of one picture of them all."""
    pictures = [read(scene.picture).pixels for scene in every]
    line = np.concatenate([each.reshape(1, -1, each.shape[2]) for each in pictures], axis=1)
    found = segment(Image(line), Parameters(k=k)).labels.reshape(-1)
    ends = np.cumsum([each.shape[0] * each.shape[1] for each in pictures])
    labels = tuple(
        np.where(scene.truth.reshape(-1) > 0, each, 0).astype(np.uint8)
        for scene, each in zip(every, np.split(found, ends[:-1]), strict=True)
    )
    pixels = np.array([np.bincount(each, minlength=k + 1)[1:] for each in labels], np.int64)
    areas = np.array([_SIZES[i % 2] for i in range(len(every))])
    names = tuple(PooledPicture(scene.name, scene.name, "") for scene in every)
    pool = Pool(tuple(Kind((i,)) for i in range(1, k + 1)), names, pixels, pixels * areas[:, None])
    return Series(tuple(every), labels, areas, pool)


def placed(series: Series, drawn: tuple[Drawn, ...]) -> list[Place]:
    members = {
        (each.picture, each.stratum): np.flatnonzero(series.labels[each.picture] == each.stratum + 1)
        for each in drawn
    }
    pixels = [int(members[each.picture, each.stratum][each.rank]) for each in drawn]
    widths = [scene.truth.shape[1] for scene in series.scenes]
    return [
        Place(each.picture, *divmod(pixel, widths[each.picture]))
        for each, pixel in zip(drawn, pixels, strict=True)
    ]


def looked_at(series: Series, points: int, seed: int) -> PooledSample:
    """A sample at all of whose points the truth has answered."""
    drawn = first_drawn(series.pool, points, seed)
    sample = pooled(series.pool, [], [], seed=seed, wanted=points).with_places(drawn, placed(series, drawn))
    kept = np.ones(len(series.scenes), np.bool_)
    while True:
        there = (series.scenes[each.picture].truth[each.row, each.column] for each in sample.places)
        answers = tuple(Answer(i, "class", str(name)) for i, name in enumerate(there))
        sample = replace(sample, row=replace(sample.row, answers=answers))
        if not sample.row.is_due():
            return sample
        more = further_drawn(sample, sample.row, kept)
        sample = sample.with_places(more, placed(series, more))
        sample = replace(sample, row=replace(sample.row, wanted=len(sample.places)))


def shares(sample: PooledSample, sizes: Ints, among: Ints) -> list[Share]:
    """Of each class, by the points in these pictures."""
    inside = np.isin(sample.pictures, among)
    strata = np.array([each.stratum for each in sample.row.points])
    there = np.array([int(each.name) for each in sample.row.answers])
    number = int(there.max())
    seen = [(strata == i) & inside for i in range(len(sizes))]
    return [
        share_of(
            [
                Seen(max(int(size), int(here.sum())), int(here.sum()), int((here & (there == name)).sum()))
                for here, size in zip(seen, sizes, strict=True)
            ]
        )
        for name in range(1, number + 1)
    ]


def held(found: list[Share], truth: Floats) -> list[tuple[bool, float]]:
    return [
        (each.low <= part <= each.high, each.half_width) for each, part in zip(found, truth, strict=False)
    ]


def tried(series: Series, points: int, draws: int) -> str:
    everything = np.arange(len(series.scenes))
    truth, by_pixels = series.truth(everything), series.pool.pixels.sum(axis=0)
    whole, plain, own = [], [], []
    for seed in range(draws):
        sample = looked_at(series, points, seed)
        whole += held(shares(sample, series.pool.sizes(), everything), truth)
        plain += held(shares(sample, by_pixels, everything), truth)
        for i in np.flatnonzero(np.bincount(sample.pictures) >= ENOUGH):
            only = np.array([i])
            sizes = series.pool.sizes(everything == i)
            own += held(shares(sample, sizes, only), series.truth(only))
    return "; ".join(_words(*each) for each in (("series", whole), ("by pixels", plain), ("picture", own)))


def _words(name: str, found: list[tuple[bool, float]]) -> str:
    if not found:
        return f"{name}: none with points enough"
    holds, widths = np.array(found).T
    return f"{name}: {100 * holds.mean():.1f} % hold, ± {100 * widths.mean():.1f} ({len(found)})"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared/data")
    parser.add_argument("-k", type=int, nargs="+", default=[3])
    parser.add_argument("--points", type=int, nargs="+", default=[100, 200, 400])
    parser.add_argument("--draws", type=int, default=200)
    options = parser.parse_args()
    every = [scene for scene in scenes(options.data) if scene.name.startswith("tir")]
    for k in options.k:
        series = series_of(every, k)
        for points in options.points:
            print(f"k = {k}, {points} points: {tried(series, points, options.draws)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
