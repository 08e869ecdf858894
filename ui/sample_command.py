"""`floe sample [NAME]`: measure a scene whose areas are known exactly, and show truth beside measurement."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.calibration import calibrate
from core.classes import Class
from core.document import Document
from core.exporters import Contents
from core.run_files import contents_of, write_all
from core.scenes import MadeScene, Scene
from core.scenes.samples import sample_named
from core.segmentation import segment
from ui.area_report import area_report
from ui.console import Console

# Of a class whose borders lie across pixels, against its polygons.
_ALLOWED = 0.10


def measure_sample(options: argparse.Namespace, console: Console) -> int:
    """Exit code 0 where every class has its true area, else 1. Raises WriteError, ParameterError."""
    sample = sample_named(options.name)
    scene = sample.make()
    found = segment(scene.image, sample.parameters)
    classes = tuple(Class(name, (i,)) for i, name in enumerate(scene.names, 1))
    document = Document(scene.image, found.parameters, classes, calibrate(scene.image))
    contents = contents_of(document, found)
    stem = sample.name.replace("-", "_")
    outputs = write_all(contents, Path(options.output), stem) if options.output else {}
    console.say(area_report(contents, outputs))
    if sample.exact:
        return _say_pixels(contents, scene, console)
    return _say_areas(contents, scene, console)


def _say_pixels(contents: Contents, scene: Scene, console: Console) -> int:
    wrong = [row.name for row in contents.rows if row.pixels != scene.pixels(row.name)]
    console.say(
        f"Not as it should be: {', '.join(wrong)}."
        if wrong
        else "Every class has exactly the number of pixels that it truly has in this made scene."
    )
    return 1 if wrong else 0


def _say_areas(contents: Contents, scene: Scene, console: Console) -> int:
    assert isinstance(scene, MadeScene)  # noqa: S101 - every sample that is not exact is made of polygons
    wrong = False
    for row in contents.rows:
        truth = scene.area(row.name)
        wrong = wrong or abs(row.pixels - truth) > _ALLOWED * truth
        console.say(
            f"{row.name}: truly {truth:,.1f} pixels by its polygons, found {row.pixels:,} "
            f"({100 * (row.pixels / truth - 1):+.2f} %)"
        )
    return 1 if wrong else 0
