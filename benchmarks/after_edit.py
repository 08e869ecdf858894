"""From an edit to the table: what a stroke of the brush and a region of interest cost, measured again.

    python benchmarks/after_edit.py PICTURE [-k 7] [--times 3] [--rounds 5]

The picture as it is, and so many times beside and below itself; without a scale and on a map; without steps,
and after one. First a stroke (41 pixels wide) is measured, then another one: it is that which is told. So
with regions of interest, each in a quarter of the picture, of which alone anything is measured. Seconds of
the processor, medians. The window does the same in its worker (core.pipeline.run), and paints.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import process_time

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from core.classes.classes import default_classes
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare_for
from core.cluster.segmentation import Segmentation, segment
from core.document.document import Document
from core.document.step import Step
from core.image.image import Georeference, Image
from core.io.reader import read
from core.measure.gestures import Gesture, edited
from core.measure.measurement import Measurement, measure
from core.measure.uncertainty import uncertainty
from core.roi.regions_of_interest import RegionOfInterest, RegionPart
from core.roi.shapes import Polygon, Ring
from core.scale.calibrate import calibrate

GREENLAND = Georeference("EPSG:3413", (30.0, 0.0, 381_550.0, 0.0, -30.0, -899_225.0))


def stroke(image: Image, number: int) -> Gesture:
    """A wave of 800 pixels, as long as a screen is wide, a little lower each time."""
    along = np.linspace(0, 1, 400)
    xs, ys = (
        image.width / 2 - 400 + 800 * along,
        image.height * (0.3 + number / 50) + 100 * np.sin(20 * along),
    )
    return Gesture("stroke", tuple(zip(xs.tolist(), ys.tolist(), strict=True)), "1", size=41)


def place(name: str, image: Image, left: float, top: float) -> RegionOfInterest:
    """A polygon of 60 corners in a box of half the picture's width and height."""
    turn = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    x, y = left + 0.25 * (1 + np.cos(turn)), top + 0.25 * (1 + np.sin(turn))
    ring = Ring(np.column_stack((x * image.width, y * image.height)))
    return RegionOfInterest(name, (RegionPart(Polygon((ring,))),))


def edits_of(
    document: Document, found: Segmentation, rounds: int
) -> tuple[list[float], Measurement, Document]:
    """Seconds of each second stroke; what came of it."""
    spent, classes, image = [], default_classes(found.k), document.image
    first = edited(stroke(image, 0), None, found.labels, classes)
    before = measure(document.with_edits(first), found, before=measure(document, found))
    for number in range(1, rounds + 1):
        second = document.with_edits(edited(stroke(image, number), first, found.labels, classes))
        begun = process_time()
        last = measure(second, found, before=before)
        spent.append(process_time() - begun)
    return spent, last, second


def regions_of(
    document: Document, found: Segmentation, rounds: int
) -> tuple[list[float], Measurement, Document]:
    """The same of each second region of interest."""
    spent, image = [], document.image
    first = place("first", image, 0.02, 0.02)
    before = measure(document.with_regions_of_interest((first,), "measure"), found)
    for i in range(rounds):
        both = first, place("second", image, 0.45 + i / 100, 0.45)
        second = document.with_regions_of_interest(both, "measure")
        begun = process_time()
        last = measure(second, found, before=before)
        spent.append(process_time() - begun)
    return spent, last, second


def table(name: str, image: Image, k: int, steps: Sequence[Step], rounds: int) -> None:
    """A row of each."""
    parameters = Parameters(k=k)
    prepared = prepare_for(image, parameters)
    found = segment(image, parameters, prepared=prepared)
    document = Document(image, parameters, own_scale=calibrate(image)).with_steps(tuple(steps))
    for what, work in (("stroke", edits_of), ("region of interest", regions_of)):
        spent, last, second = work(document, found, rounds)
        classes = second.settle(found).classes
        uncertainty(prepared, found, last, classes)
        begun = process_time()
        uncertainty(prepared, found, last, classes)
        errors = process_time() - begun
        print(f"| {name} | {what} | {median(spent):.3f} | {errors:.3f} |", flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("picture", type=Path)
    options.add_argument("-k", type=int, default=7)
    options.add_argument("--times", type=int, default=3)
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    pixels = read(given.picture).pixels
    print("| picture | | areas, s | and ±, s |\n|---|---|--:|--:|")
    for times in dict.fromkeys((1, given.times)):
        large = np.tile(pixels, (times, times, 1))
        size = f"{large.shape[0] * large.shape[1] / 1e6:.0f} MP"
        for where, steps in ((None, ()), (GREENLAND, ()), (None, (Step("majority", 1.0),))):
            name = f"{size}{', on a map' if where else ''}{', after a step' if steps else ''}"
            table(name, Image(large, georeference=where), given.k, steps, given.rounds)


if __name__ == "__main__":
    main()
