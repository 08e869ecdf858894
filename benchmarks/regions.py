"""Regions: a hundred thousand of them found and measured, beside OpenCV, cc3d and scikit-image.

    python benchmarks/regions.py [PICTURE -k K] [--side PX] [--json]

Without a picture: a scene of four classes with smooth borders, 2688 × 2688 pixels, over 100,000 regions.
OpenCV and cc3d (connected-components-3d, where it is installed) find the same regions and know pixels, box
and centroid of each, three of Floe's measures; they run in turn with it, and each has its median.
scikit-image knows nearly all measures, one region after the other in Python: it gets a part of the scene, and
its ratio is that of the times on this part. Beside the clock stand the seconds of the processor.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter
from skimage import measure

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.peer_runs import Spent, Stopwatch
from core.classes.classes import default_classes
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.export.tables.regions import regions_csv
from core.image.image import Image
from core.io.reader import read
from core.regions.region_table import RegionTable
from core.regions.regions import find_regions
from core.regions.size_distribution import size_distribution
from core.scale.calibration import UNCALIBRATED

SIDE, PART, CLASSES = 2688, 512, 4
# What regionprops_table calls the columns of Floe that it has too.
PROPERTIES = (
    "area",
    "bbox",
    "centroid",
    "axis_major_length",
    "axis_minor_length",
    "orientation",
    "perimeter_crofton",
    "solidity",
    "feret_diameter_max",
    "euler_number",
    "mean_intensity",
)


def scene(side: int = SIDE) -> tuple[NDArray[np.uint8], Image]:
    """Labels 1…4 in equal parts, and a picture of random colours."""
    draws = np.random.default_rng(0)
    field = gaussian_filter(draws.standard_normal((side, side)).astype(np.float32), 2.0)
    labels = np.digitize(field, np.quantile(field, (0.25, 0.5, 0.75))) + 1
    pixels = draws.integers(0, 256, (side, side, 3), dtype=np.uint8)
    return labels.astype(np.uint8), Image(pixels)


def best(work: Callable[[], Any], times: int) -> tuple[float, Any]:
    """Seconds of the fastest of several calls, and what the last one gave."""
    seconds = []
    for _ in range(times):
        begun = perf_counter()
        outcome = work()
        seconds.append(perf_counter() - begun)
    return min(seconds), outcome


def by_scikit_image(labels: NDArray[np.uint8], image: Image) -> int:
    """The same measures; the number of regions."""
    ids = np.zeros(labels.shape, np.int64)
    for code in np.unique(labels):
        of_class = measure.label(labels == code, connectivity=2)
        ids += np.where(of_class > 0, of_class + ids.max(), 0)
    table = measure.regionprops_table(ids, image.pixels, properties=PROPERTIES)
    return len(table["area"])


def by_opencv(labels: NDArray[np.uint8]) -> int:
    """Pixels, box and centroid; class by class, as it knows only two."""
    import cv2

    number = 0
    for code in np.unique(labels):
        found = cv2.connectedComponentsWithStats((labels == code).view(np.uint8), connectivity=8)
        number += found[0] - 1
    return int(number)


def by_cc3d(labels: NDArray[np.uint8]) -> int:
    """The same three, of all classes at once."""
    import cc3d

    ids, number = cc3d.connected_components(labels, connectivity=8, return_N=True)
    cc3d.statistics(ids)
    return int(number)


def in_turn(labels: NDArray[np.uint8], find: Callable[[], RegionTable], rounds: int) -> dict[str, Any]:
    """Floe and the two that know three measures: the medians of several rounds, after one that warms."""
    works: dict[str, Callable[[], int]] = {"floe": lambda: len(find()), "opencv": lambda: by_opencv(labels)}
    if importlib.util.find_spec("cc3d") is not None:
        works["cc3d"] = lambda: by_cc3d(labels)
    spent: dict[str, list[Spent]] = {name: [] for name in works}
    regions = {name: work() for name, work in works.items()}
    for _ in range(rounds):
        for name, work in works.items():
            watch = Stopwatch()
            work()
            spent[name].append(watch.read())
    return {
        name: {
            "regions": regions[name],
            "seconds": round(statistics.median(each.seconds for each in found), 3),
            "processor_s": round(statistics.median(each.processor_s for each in found), 3),
        }
        for name, found in spent.items()
    }


def measured(labels: NDArray[np.uint8], image: Image, k: int, rounds: int = 5) -> dict[str, Any]:
    """Seconds of Floe's steps; the second call of each, the first one compiles."""
    classes = default_classes(k)

    def find() -> RegionTable:
        return find_regions(labels, classes, UNCALIBRATED, image=image)

    find()
    seconds, table = best(find, 3)
    sizes, _ = best(lambda: size_distribution(table), 2)
    written, content = best(lambda: regions_csv(table), 1)
    return {
        "in_turn": in_turn(labels, find, rounds),
        "pixels": labels.size,
        "regions": len(table),
        "find_s": round(seconds, 3),
        "sizes_s": round(sizes, 3),
        "csv_s": round(written, 3),
        "csv_mb": round(len(content) / 1e6, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("picture", nargs="?", type=Path)
    parser.add_argument("-k", type=int, default=CLASSES)
    parser.add_argument("--side", type=int, default=SIDE)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.picture:
        image = read(options.picture)
        labels = segment(image, Parameters(k=options.k)).labels
        report = {"picture": options.picture.name, **measured(labels, image, options.k)}
    else:
        labels, image = scene(options.side)
        report = measured(labels, image, CLASSES)
        part, pixels = np.ascontiguousarray(labels[:PART, :PART]), Image(image.pixels[:PART, :PART].copy())
        own = measured(part, pixels, CLASSES)
        theirs, number = best(lambda: by_scikit_image(part, pixels), 1)
        report["part"] = {
            "regions": number,
            "floe_s": own["find_s"],
            "scikit_image_s": round(theirs, 3),
            "ratio": round(theirs / own["find_s"], 1),
        }
    print(json.dumps(report, indent=None if options.json else 1))


if __name__ == "__main__":
    main()
