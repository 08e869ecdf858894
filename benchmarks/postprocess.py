"""Time of each step of post-processing, with scikit-image beside it in the same run.

    python benchmarks/postprocess.py PICTURE … [-k 7] [--rounds 3]

Floe: the whole step on all classes, and on the first one alone, refilling and counting included.
scikit-image: the same on the mask of that class (majority: on the labels), without deciding what becomes of
the pixels; open and close by its distance transform, of the same cost at any radius. Also: gestures of the
hand. Medians; load changes them, hardly the ratios.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from skimage.filters.rank import majority
from skimage.measure import label
from skimage.morphology import (
    disk,
    isotropic_closing,
    isotropic_opening,
    remove_small_holes,
    remove_small_objects,
)

from core.classes.classes import default_classes
from core.cluster.parameters import Parameters
from core.cluster.segmentation import Segmentation, segment
from core.document.step import Step
from core.io.reader import read
from core.measure.apply_edits import apply_edits
from core.measure.gestures import Gesture, edited
from core.measure.postprocess import process
from core.scale.calibration import UNCALIBRATED

Labels = NDArray[np.uint8]

STEPS = (
    Step("open", 1.0),
    Step("open", 5.0),
    Step("open", 20.0),
    Step("close", 1.0),
    Step("close", 5.0),
    Step("fill-holes", 100.0),
    Step("min-area", 100.0),
    Step("majority", 2.0),
    Step("majority", 5.0),
    Step("keep-largest"),
)


def by_scikit_image(step: Step, mask: NDArray[np.bool_]) -> NDArray[Any]:
    """The same of one class."""
    match step.kind:
        case "open":
            return isotropic_opening(mask, step.size)
        case "close":
            return isotropic_closing(mask, step.size)
        case "fill-holes":
            return remove_small_holes(mask, max_size=int(step.size))
        case "min-area":
            return remove_small_objects(mask, max_size=int(step.size) - 1)
        case _:
            regions = label(mask, connectivity=2)
            return regions == 1 + np.argmax(np.bincount(regions.ravel())[1:])


def peer(step: Step, labels: Labels) -> None:
    if step.kind == "majority":
        majority(labels.copy(), disk(int(step.size)))  # it takes no read-only array
    else:
        by_scikit_image(step, labels == 1)


def seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def table(path: Path, k: int, rounds: int) -> None:
    found = segment(read(path), Parameters(k=k))
    height, width = found.labels.shape
    print(f"\n{path.name}: {width} × {height}, k = {k}")
    print(
        f"{'step':22}{'all, s':>9}{'one class, s':>14}{'scikit-image, s':>17}{'ratio':>8}{'changed px':>13}"
    )
    for step in STEPS:
        one = step if step.kind == "majority" else replace(step, class_name="1")
        done = process_once(found, step)  # compiled, or read from the cache
        every, own, other = [], [], []
        for _ in range(rounds):
            every.append(seconds(partial(process_once, found, step)))
            own.append(seconds(partial(process_once, found, one)))
            other.append(seconds(partial(peer, step, found.labels)))
        ratio = median(other) / median(own)
        print(
            f"{step!s:22}{median(every):9.3f}{median(own):14.3f}{median(other):17.3f}{ratio:8.1f}{done:13,}",
            flush=True,
        )
    strokes(found, rounds)


def process_once(found: Segmentation, step: Step) -> int:
    """How many pixels the step changes."""
    classes = default_classes(found.k)
    _, changes, _ = process(found.labels, classes, [step], calibration=UNCALIBRATED, counts=found.counts)
    return changes[0].pixels


def strokes(found: Segmentation, rounds: int) -> None:
    height, width = found.labels.shape
    classes = default_classes(found.k)
    way = tuple((width * t, height * (0.5 + 0.4 * np.sin(20 * t))) for t in np.linspace(0, 1, 400))
    for gesture in (
        Gesture("stroke", way, "1", size=41),
        Gesture("lasso", way, "1"),
        Gesture("region", ((width / 2, height / 2),), "1"),
    ):
        made = [seconds(partial(edited, gesture, None, found.labels, classes)) for _ in range(rounds)]
        edits = edited(gesture, None, found.labels, classes)
        work = partial(apply_edits, found.labels, edits, classes, found.counts)
        applied = [seconds(work) for _ in range(rounds)]
        print(f"by hand, {gesture.kind:13}{median(made):9.3f} + {median(applied):.3f} to apply")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pictures", nargs="+", type=Path)
    parser.add_argument("-k", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    for path in options.pictures:
        table(path, options.k, options.rounds)


if __name__ == "__main__":
    main()
