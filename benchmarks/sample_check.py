"""How often the interval of an area found by a sample of points holds the truth, on scenes with human truth.

Each scene is clustered; points are drawn in strata (the clusters, and with --doubtful those each parted by
doubt), the truth answers for the observer, and the area of each true class is estimated. Beside it the
interval of a simple random sample of as many points. Nothing of core/accuracy was tuned to these scenes.

    python benchmarks/sample_check.py [--data ../shared/data] [-k 2 3 5] [--points 60 100 200] [--draws 200]
                                      [--doubtful] [--two-steps] [--json]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from core.accuracy.design import allocate, allocate_more, draw
from core.accuracy.shares import Seen, share_of
from core.classes.classes import default_classes
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare_for
from core.cluster.segmentation import segment
from core.io.reader import read
from core.measure.doubt import doubt_map

# The share of the points that are drawn in proportion, before the others go where answers differ.
_FIRST = 0.4
_DOUBTFUL = 0.3


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


def strata_of(scene: Scene, k: int, doubtful: bool) -> tuple[NDArray[np.uint8], int]:
    """(height, width) strata from 1 over what the truth is known of, and how many."""
    image = read(scene.picture)
    prepared = prepare_for(image, Parameters(k=k))
    found = segment(image, Parameters(k=k), prepared=prepared)
    labels = np.where(scene.truth > 0, found.labels, 0).astype(np.uint8)
    if not doubtful:
        return labels, k
    doubt = doubt_map(prepared, found, found.labels, default_classes(k))
    limit = np.quantile(doubt[labels > 0], 1 - _DOUBTFUL)
    return np.where(labels > 0, labels + k * (doubt > limit), 0).astype(np.uint8), 2 * k


def answered(
    scene: Scene, strata: NDArray[np.uint8], number: int, points: int, seed: int, *, two_steps: bool
) -> list[NDArray[np.int64]]:
    """(classes,) of each stratum, how often each class was the answer."""
    pixels = np.bincount(strata.reshape(-1), minlength=number + 1)[1:].tolist()
    truth = scene.truth.reshape(-1)

    def looked(counts: Sequence[int]) -> list[NDArray[np.int64]]:
        places = draw(strata, number, counts, seed)
        return [np.bincount(truth[each] - 1, minlength=scene.classes) for each in places]

    if not two_steps:
        return looked(allocate(pixels, points))
    first = allocate(pixels, round(_FIRST * points))
    more = allocate_more(pixels, [each.tolist() for each in looked(first)], first, points - sum(first))
    return looked([a + b for a, b in zip(first, more, strict=True)])


def tried(
    scene: Scene, k: int, points: int, draws: int, *, doubtful: bool, two_steps: bool
) -> dict[str, float]:
    """Shares of the intervals that hold, and their mean half width; so of a simple random sample."""
    strata, number = strata_of(scene, k, doubtful)
    pixels = np.bincount(strata.reshape(-1), minlength=number + 1)[1:]
    shares = np.bincount(scene.truth[scene.truth > 0] - 1, minlength=scene.classes) / pixels.sum()
    held, widths = [], []
    simple_held, simple_widths = [], []
    whole = (strata > 0).astype(np.uint8)
    for seed in range(draws):
        counts = answered(scene, strata, number, points, seed, two_steps=two_steps)
        plain = answered(scene, whole, 1, points, seed, two_steps=False)
        for i, share in enumerate(shares):
            seen = [Seen(int(p), int(c.sum()), int(c[i])) for p, c in zip(pixels, counts, strict=True) if p]
            found = share_of(seen)
            held.append(found.low <= share <= found.high)
            widths.append(found.half_width)
            one = share_of([Seen(int(pixels.sum()), int(plain[0].sum()), int(plain[0][i]))])
            simple_held.append(one.low <= share <= one.high)
            simple_widths.append(one.half_width)
    return {
        "held": float(np.mean(held)),
        "half_width": float(np.mean(widths)),
        "simple_held": float(np.mean(simple_held)),
        "simple_half_width": float(np.mean(simple_widths)),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared/data")
    parser.add_argument("-k", type=int, nargs="+", default=[2, 3, 5])
    parser.add_argument("--points", type=int, nargs="+", default=[60, 100, 200])
    parser.add_argument("--draws", type=int, default=200)
    parser.add_argument("--doubtful", action="store_true")
    parser.add_argument("--two-steps", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    every = list(scenes(options.data))
    rows = []
    for k in options.k:
        for points in options.points:
            found = {
                scene.name: tried(
                    scene, k, points, options.draws, doubtful=options.doubtful, two_steps=options.two_steps
                )
                for scene in every
            }
            mean = {key: float(np.mean([row[key] for row in found.values()])) for key in found[every[0].name]}
            rows.append({"k": k, "points": points, "pooled": mean, "scenes": found})
            if not options.json:
                print(f"k = {k}, {points} points: {line(mean)}")
                for name, row in found.items():
                    print(f"    {name:24} {line(row)}")
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
