"""Superpixels on photographs with human segmentations: mean covering at several details; and their cost.

    python benchmarks/superpixels.py ../shared/data [PICTURE …]

Covering as in benchmarks/features.py, of regions: 8-connected, of one class and one superpixel. What
core/cluster/superpixels counts with was chosen on the first, third, fifth … picture by name (A); the others
(B) were only reported. Of every PICTURE: processor and wall seconds, at its size and at 1 megapixel.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import cv2
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.features import covering
from core.classes.classes import default_classes
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment, superpixels_of
from core.image.image import Image
from core.io.reader import read
from core.regions.regions import find_regions
from core.scale.calibration import UNCALIBRATED

DETAILS = (0, 25, 50, 60, 75, 100)


def coverings(path: Path, segs: np.ndarray, parameters: Parameters) -> float:
    found = segment(read(path), parameters)
    regions = find_regions(
        found.labels, default_classes(found.k), UNCALIBRATED, superpixels=superpixels_of(found)
    )
    return float(np.mean([covering(each, regions.ids) for each in segs]))


def quality(folder: Path) -> None:
    paths = sorted((folder / "bsds" / "images").iterdir())
    truths = [np.load(folder / "bsds" / "groundtruth" / f"{path.stem}.npz")["segs"] for path in paths]
    print(f"{'mean covering, Lab':32} {'A':>6} {'B':>6} {'both':>6}")
    choices = [(f"k = {k}, detail 50", Parameters(k, "lab", by="superpixels")) for k in (3, 5, 8)]
    choices += [(f"k = 5, detail {d}", Parameters(5, "lab", by="superpixels", detail=d)) for d in DETAILS]
    choices.append(("k = 5 by pixels", Parameters(5, "lab")))
    for name, parameters in choices:
        every = np.array(
            [coverings(path, segs, parameters) for path, segs in zip(paths, truths, strict=True)]
        )
        means = every[::2].mean(), every[1::2].mean(), every.mean()
        print(f"{name:32} " + " ".join(f"{each:6.3f}" for each in means))


def cost(path: Path) -> None:
    whole = read(path)
    scale = (1e6 / (whole.width * whole.height)) ** 0.5
    small = cv2.resize(whole.pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    for image in (Image(np.ascontiguousarray(small)), whole):
        wall, cpu = time.perf_counter(), time.process_time()
        found = segment(image, Parameters(5, "lab", by="superpixels"))
        spent = time.process_time() - cpu, time.perf_counter() - wall
        n = len(found.superpixels or ())
        print(f"{path.name} {image.width} × {image.height}: CPU {spent[0]:.2f} s, wall {spent[1]:.2f} s, {n}")


if __name__ == "__main__":
    segment(Image(np.zeros((40, 40, 3), np.uint8)), Parameters(1, "lab", by="superpixels"))
    for given in sys.argv[2:]:
        cost(Path(given))
    quality(Path(sys.argv[1]))
