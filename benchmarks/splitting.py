"""How many regions splitting finds where it is known, beside scikit-image's watershed on the same masks.

    python benchmarks/splitting.py [--scenes 100] [--data ../shared/data]

Of each kind so many scenes are made: cells are ellipses, floes are polygons with rough edges; each overlaps
those before it by at most an eighth of its area, as people would still tell them apart. Of the masks in
--data that have ImageJ's table of particles (no watershed), nobody knows how many touch: the numbers stand
beside each other. Holes are filled first, in both, but between the disks, where they are what parts them. The
diameter is nearly that of the smallest one made.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scipy import ndimage
from skimage.draw import polygon2mask
from skimage.feature import peak_local_max
from skimage.io import imread
from skimage.measure import label
from skimage.segmentation import watershed

from core.classes.classes import default_classes
from core.document.step import Step
from core.measure.postprocess import process
from core.scale.calibration import UNCALIBRATED

Mask = NDArray[np.bool_]
CASE = Path(__file__).resolve().parents[1] / "tests" / "cases" / "20_touching" / "k5_four_pairs.png"
SIDE, OBJECTS, RADII, OVERLAP, DIAMETER, HOLES = 400, 45, (12.0, 28.0), 1 / 8, 16.0, 60.0


@dataclass(frozen=True)
class Made:
    mask: Mask
    count: int


def scene(seed: int, shape: Callable[[np.random.Generator, float], Mask]) -> Made:
    rng = np.random.default_rng(seed)
    mask, count = np.zeros((SIDE, SIDE), np.bool_), 0
    for _ in range(2000):
        one = shape(rng, rng.uniform(*RADII))
        top, left = rng.integers(0, SIDE - np.array(one.shape), 2)
        there = mask[top : top + one.shape[0], left : left + one.shape[1]]
        if (there & one).sum() <= OVERLAP * one.sum():
            there |= one
            count += 1
        if count == OBJECTS:
            break
    return Made(mask, count)


def cell(rng: np.random.Generator, radius: float) -> Mask:
    """An ellipse, up to half as long again as it is wide."""
    y, x = grid(radius)
    ratio, angle = rng.uniform(1.0, 1.5), rng.uniform(0, np.pi)
    along = y * np.cos(angle) + x * np.sin(angle)
    across = x * np.cos(angle) - y * np.sin(angle)
    return cut(along**2 * ratio + across**2 / ratio <= radius**2)


def floe(rng: np.random.Generator, radius: float) -> Mask:
    """A polygon of five to eight corners, its edge moved by smooth noise."""
    corners, shape = int(rng.integers(5, 9)), grid(radius)[0].shape
    turns = np.linspace(0, 2 * np.pi, corners, endpoint=False) + rng.uniform(-0.3, 0.3, corners)
    turns += rng.uniform(0, 2 * np.pi)
    reach, middle = radius * rng.uniform(0.8, 1.15, corners), shape[0] // 2
    ring = np.stack((middle + reach * np.sin(turns), middle + reach * np.cos(turns)), axis=1)
    inside = polygon2mask(shape, ring)
    depth = ndimage.distance_transform_edt(inside) - ndimage.distance_transform_edt(~inside)
    rough = depth + 3 * ndimage.gaussian_filter(rng.normal(size=shape), 1.5) > 0
    pieces = label(rough)
    return cut(pieces == 1 + np.argmax(np.bincount(pieces.ravel())[1:]))


def grid(radius: float) -> NDArray[np.int64]:
    reach = round(1.5 * radius)
    return np.mgrid[-reach : reach + 1, -reach : reach + 1]


def cut(mask: Mask) -> Mask:
    """The box around it, two pixels wider."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return np.pad(mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], 2)


def by_floe(mask: Mask, diameter: float, lines: str = "given", holes: float = HOLES) -> int:
    labels = mask.astype(np.uint8) + 1
    steps = (
        Step("fill-holes", holes, class_name="2"),
        Step("split", diameter, class_name="2", lines=lines),  # type: ignore[arg-type]
    )
    counts = np.bincount(labels.ravel(), minlength=3)[1:]
    found = process(labels, default_classes(2), steps, calibration=UNCALIBRATED, counts=counts)
    if lines == "kept":
        return int(label(found.labels == 2, connectivity=2).max())
    return found.changes[1].regions[1][1]


def by_scikit_image(mask: Mask, diameter: float, holes: float = HOLES) -> int:
    """As its gallery splits touching coins: peaks of the distance at least a radius apart are the markers."""
    labels = mask.astype(np.uint8) + 1
    counts = np.bincount(labels.ravel(), minlength=3)[1:]
    step = Step("fill-holes", holes, class_name="2")
    filled = process(labels, default_classes(2), (step,), calibration=UNCALIBRATED, counts=counts).labels == 2
    away = ndimage.distance_transform_edt(filled)
    places = peak_local_max(away, min_distance=round(diameter / 2), labels=label(filled, connectivity=2))
    markers = np.zeros(mask.shape, np.int32)
    markers[tuple(places.T)] = np.arange(1, len(places) + 1)
    return int(watershed(-away, markers, mask=filled).max())


def disks() -> Iterator[tuple[str, Mask, int, float]]:
    """25 disks on a grid whose distance is 1.6 radii, and the case of four pairs."""
    rows, columns = np.mgrid[:230, :230]
    mask = np.zeros((230, 230), np.bool_)
    for i in range(5):
        for j in range(5):
            mask |= (rows - 50 - 32 * i) ** 2 + (columns - 50 - 32 * j) ** 2 <= 400
    yield "25 overlapping disks", mask, 25, 20.0
    yield "four touching pairs", imread(CASE) > 125, 8, 20.0


def made(number: int, row: Callable[..., None]) -> None:
    for name, shape in (("cells", cell), ("floes", floe)):
        truth, apart, floe_counts, kept, other, spent = 0, 0, [], [], [], [0.0, 0.0]
        errors, other_errors = [], []
        for seed in range(number):
            one = scene(seed, shape)
            begun = perf_counter()
            found = by_floe(one.mask, DIAMETER)
            between = perf_counter()
            theirs = by_scikit_image(one.mask, DIAMETER)
            spent[0] += between - begun
            spent[1] += perf_counter() - between
            truth += one.count
            apart += int(label(one.mask, connectivity=2).max())
            floe_counts.append(found)
            kept.append(by_floe(one.mask, DIAMETER, "kept"))
            other.append(theirs)
            errors.append(abs(found - one.count) / one.count)
            other_errors.append(abs(theirs - one.count) / one.count)
        row(f"{number} scenes of {name}", truth, apart, sum(floe_counts), sum(kept), sum(other))
        print(
            f"    count off by {100 * np.mean(errors):.1f} % a scene, at most {100 * max(errors):.1f} %; "
            f"scikit-image {100 * np.mean(other_errors):.1f} %, at most {100 * max(other_errors):.1f} %; "
            f"ms a scene {1000 * spent[0] / number:.0f} / {1000 * spent[1] / number:.0f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--scenes", type=int, default=100)
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "data")
    options = parser.parse_args()
    names = ("truth", "connected", "Floe", "lines kept", "scikit-image")
    print(f"{'regions':28}" + "".join(f"{name:>14}" for name in names))

    def row(name: str, *numbers: int | str) -> None:
        print(f"{name:28}" + "".join(f"{number:>14}" for number in numbers), flush=True)

    for name, mask, truth, diameter in disks():
        connected = int(label(mask, connectivity=2).max())
        found = (
            by_floe(mask, diameter, holes=0),
            by_floe(mask, diameter, "kept", holes=0),
            by_scikit_image(mask, diameter, holes=0),
        )
        row(name, truth, connected, *found)
    made(options.scenes, row)
    for path in sorted((options.data / "imagej").glob("*_imagej.csv")):
        mask = imread(path.with_name(path.name.replace("_imagej.csv", ".png"))) > 0
        with path.open(encoding="utf-8") as file:
            particles = sum(1 for _ in csv.DictReader(file))
        connected = int(label(mask, connectivity=2).max())
        found = (by_floe(mask, 10.0), by_floe(mask, 10.0, "kept"), by_scikit_image(mask, 10.0))
        row(f"{path.stem}: {particles} by ImageJ", "–", connected, *found)


if __name__ == "__main__":
    main()
