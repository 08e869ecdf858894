"""`floe sample`: measure the scene whose areas are known exactly, and show truth beside measurement."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.calibration import calibrate
from core.classes import Class
from core.document import Document
from core.run_files import contents_of, write_all
from core.scenes import SAMPLE_PARAMETERS, sea_ice
from core.segmentation import segment
from ui.area_report import area_report
from ui.console import Console


def measure_sample(options: argparse.Namespace, console: Console) -> int:
    """Exit code 0 where every class has exactly its true number of pixels, else 1. Raises WriteError."""
    scene = sea_ice()
    found = segment(scene.image, SAMPLE_PARAMETERS)
    classes = tuple(Class(name, (i,)) for i, name in enumerate(scene.names, 1))
    document = Document(scene.image, SAMPLE_PARAMETERS, classes, calibrate(scene.image))
    contents = contents_of(document, found)
    outputs = write_all(contents, Path(options.output), "sea_ice") if options.output else {}
    console.say(area_report(contents, outputs))
    wrong = [row.name for row in contents.rows if row.pixels != scene.pixels(row.name)]
    console.say(
        f"Not as it should be: {', '.join(wrong)}."
        if wrong
        else "Every class has exactly the number of pixels that it truly has in this made scene."
    )
    return 1 if wrong else 0
