"""How often the interval of an area found by a sample of points holds the truth, on scenes with human truth.

Each scene is clustered; points are drawn as Floe draws them (core.measure.strata_to_draw, in two steps), the
truth answers for the observer, and the area of each true class is estimated. Beside it the interval of a
simple random sample of as many points. Nothing of core/accuracy was tuned to these scenes.

    python benchmarks/sample_check.py [--data ../shared/data] [-k 2 3 5] [--then K] [--points 60 100 200]
                                      [--draws 200] [--json] [--borders]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from core.accuracy.accuracy import Answers, cells_of
from core.accuracy.design import draw
from core.accuracy.sample import Answer, Sample, continued, drawn
from core.accuracy.shares import Seen, Share, share_of
from core.accuracy.strata import Strata
from core.classes.classes import Class, default_classes
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare_for
from core.cluster.segmentation import segment
from core.document.document import Document
from core.io.reader import read
from core.measure.strata_to_draw import strata_to_draw
from core.pipeline.run import result_in, run
from core.pipeline.task import task_of


@dataclass(frozen=True)
class Scene:
    """truth: (height, width) uint8, the class there + 1, 0 where it is not known."""

    name: str
    picture: Path
    truth: NDArray[np.uint8]
    classes: int


def scenes(data: Path) -> Iterator[Scene]:
    for picture in sorted((data / "ice/tir").glob("tir_??.png")):
        labels = read(picture.with_name(f"{picture.stem}_labels.png")).pixels[..., 0]
        kinds = np.unique(labels)
        yield Scene(picture.stem, picture, (np.searchsorted(kinds, labels) + 1).astype(np.uint8), len(kinds))
    sea = data / "ice/modis_bohai"
    mask = read(sea / "modis-term1_icemask.tif").pixels[..., 0]
    inside = read(sea / "modis-term1_sea_roi.tif").pixels[..., 0] == 1
    truth = np.where((mask == 255) | ~inside, 0, np.minimum(mask, 1) + 1).astype(np.uint8)
    yield Scene("bohai", sea / "modis-term1.tif", truth, 2)
    for picture in sorted((data / "water/sen1floods11").glob("*_VH8.png")):
        image = read(picture.with_name(picture.name.replace("VH8.png", "LabelHand.tif")))
        label = image.pixels[..., 0].astype(int)
        known = (label >= 0) & (np.ones_like(label, bool) if image.valid is None else image.valid)
        yield Scene(picture.stem, picture, np.where(known, label + 1, 0).astype(np.uint8), 2)


def map_of(scene: Scene, k: int) -> tuple[NDArray[np.uint8], Strata]:
    """(height, width) uint8 clusters, 0 where the truth is not known; and the strata that Floe draws in."""
    image = read(scene.picture)
    prepared = prepare_for(image, Parameters(k=k))
    found = segment(image, Parameters(k=k), prepared=prepared)
    labels = np.where(scene.truth > 0, found.labels, 0).astype(np.uint8)
    return labels, strata_to_draw(prepared, found, labels, default_classes(k))


def looked_at(scene: Scene, strata: Strata, points: int, seed: int) -> Sample:
    """A sample at all of whose points the truth has answered; it is drawn in two steps, as in the window."""
    sample = drawn(strata, points, seed)
    while True:
        answers = tuple(
            Answer(i, "class", str(scene.truth[each.row, each.column]))
            for i, each in enumerate(sample.points)
        )
        sample = replace(sample, answers=answers)
        if not sample.is_due():
            return sample
        sample = continued(sample)


def shares_of(scene: Scene, sample: Sample, labels: NDArray[np.uint8], k: int) -> list[Share]:
    """What the sample says of each true class, for a map of k clusters."""
    strata = np.array([each.stratum for each in sample.points])
    rows, columns = np.array([(each.row, each.column) for each in sample.points]).T
    there = scene.truth[rows, columns].astype(np.intp) - 1
    cells = np.bincount((sample.strata.raster.astype(int) * 256 + labels).reshape(-1), minlength=65536)
    pixels = cells.reshape(256, 256)[1 : len(sample.strata) + 1, 1 : k + 1].astype(np.int64)
    answers = Answers(strata, labels[rows, columns].astype(np.intp) - 1, there, pixels, max(k, scene.classes))
    found = cells_of(answers)
    return [share_of([cell.seen(there == i) for cell in found]) for i in range(scene.classes)]


def simple_shares(scene: Scene, points: int, seed: int) -> list[Share]:
    """The same of a simple random sample of as many points."""
    known = (scene.truth > 0).astype(np.uint8)
    (places,) = draw(known, 1, [points], seed)
    heard = np.bincount(scene.truth.reshape(-1)[places] - 1, minlength=scene.classes)
    return [share_of([Seen(int(known.sum()), points, int(number))]) for number in heard]


def tried(scene: Scene, k: int, then: int, points: int, draws: int) -> dict[str, float]:
    """Shares of the intervals that hold, and their mean half width; so of a simple random sample."""
    labels, strata = map_of(scene, k)
    if then != k:
        labels = map_of(scene, then)[0]
    truth = np.bincount(scene.truth[scene.truth > 0] - 1, minlength=scene.classes) / strata.pixels.sum()
    held, widths, simple_held, simple_widths = [], [], [], []
    for seed in range(draws):
        found = shares_of(scene, looked_at(scene, strata, points, seed), labels, then)
        simple = simple_shares(scene, points, seed)
        for share, one, other in zip(truth, found, simple, strict=True):
            held.append(one.low <= share <= one.high)
            widths.append(one.half_width)
            simple_held.append(other.low <= share <= other.high)
            simple_widths.append(other.half_width)
    return {
        "held": float(np.mean(held)),
        "half_width": float(np.mean(widths)),
        "simple_held": float(np.mean(simple_held)),
        "simple_half_width": float(np.mean(simple_widths)),
    }


def held_by_borders_and_starts(scene: Scene, k: int) -> list[bool]:
    """Whether the ± of border and starts holds the true share, of each class that clusters are named by: each
    by the class that most of its pixels are.
    """
    image = read(scene.picture)
    known = scene.truth > 0
    valid = known if image.valid is None else known & image.valid
    document = Document(replace(image, valid=valid), Parameters(k=k))
    first = result_in(run(task_of(document)))
    names: dict[str, list[int]] = {}
    for i in range(1, k + 1):
        there = np.bincount(scene.truth[first.segmentation.labels == i], minlength=1)
        names.setdefault(str(int(there.argmax())), []).append(i)
    classes = tuple(Class(f"class {name}", tuple(clusters)) for name, clusters in names.items())
    named = document.with_classes(classes, first.segmentation)
    rows = result_in(run(task_of(named, errors=True))).rows
    truth = np.bincount(scene.truth[valid]) / np.count_nonzero(valid)
    return [
        abs(row.fraction - truth[int(row.name.removeprefix("class "))]) <= row.error.fraction
        for row in rows
        if row.error is not None and row.error.fraction is not None
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared/data")
    parser.add_argument("-k", type=int, nargs="+", default=[2, 3, 5])
    parser.add_argument("--points", type=int, nargs="+", default=[60, 100, 200])
    parser.add_argument("--draws", type=int, default=200)
    parser.add_argument("--then", type=int, help="k of the map that is judged, where it has changed since")
    parser.add_argument("--borders", action="store_true", help="only what the ± of border and starts holds")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    every = list(scenes(options.data))
    rows = []
    if options.borders:
        for k in options.k:
            each = [held_by_borders_and_starts(scene, k) for scene in every]
            areas = [held for held_ones in each for held in held_ones]
            print(f"k = {k}: {sum(areas)} of {len(areas)} areas held, all of {sum(map(all, each))} scenes")
        return 0
    for k in options.k:
        for points in options.points:
            found = {scene.name: tried(scene, k, options.then or k, points, options.draws) for scene in every}
            mean = {key: float(np.mean([row[key] for row in found.values()])) for key in found[every[0].name]}
            rows.append({"k": k, "points": points, "pooled": mean, "scenes": found})
            if not options.json:
                print(f"k = {k}, {points} points: {line(mean)}")
                for name, row in found.items():
                    print(f"    {name:24} {line(row)}", flush=True)
    if options.json:
        print(json.dumps(rows))
    return 0


def line(row: dict[str, float]) -> str:
    return (
        f"{100 * row['held']:5.1f} % hold, ± {100 * row['half_width']:4.1f} points; "
        f"simple {100 * row['simple_held']:5.1f} %, ± {100 * row['simple_half_width']:4.1f}"
    )


if __name__ == "__main__":
    sys.exit(main())
