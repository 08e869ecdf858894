"""`floe sample [NAME]`: measure a scene whose areas are known exactly, and show truth beside measurement."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.classes.classes import Class
from core.cluster.prepared.prepare import prepare_for
from core.cluster.segmentation import segment
from core.document.document import Document
from core.export import Contents
from core.export.run_files import contents_of, with_uncertainty, write_all
from core.scale.calibrate import calibrate
from core.scenes.made import MadeScene, Scene
from core.scenes.samples import sample_named
from ui.cli.area_report import area_report
from ui.cli.console import Console


def measure_sample(options: argparse.Namespace, console: Console) -> int:
    """Exit code 0 where every class has its true area (within its error), else 1.

    Raises WriteError, ParameterError.
    """
    sample = sample_named(options.name)
    scene = sample.make()
    prepared = prepare_for(scene.image, sample.parameters)
    found = segment(scene.image, sample.parameters, prepared=prepared)
    classes = tuple(Class(name, (i,)) for i, name in enumerate(scene.names, 1))
    document = Document(scene.image, found.parameters, classes, calibrate(scene.image))
    contents = with_uncertainty(contents_of(document, found), prepared)
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
    missed = []
    for row in contents.rows:
        truth = scene.area(row.name)
        if contents.image.georeference is not None:
            truth = scene.ground_area(row.name) / contents.areas.calibration.square_metres
        error = 0.0 if row.error is None else row.error.error
        if abs(row.area - truth) > error:
            missed.append(row.name)
        console.say(
            f"{row.name}: truly {truth:,.6g} {row.unit} by its polygons, found {row.area:,.6g} ± {error:g} "
            f"({100 * (row.area / truth - 1):+.2f} %)"
        )
    console.say(
        f"Farther off than its error says: {', '.join(missed)}."
        if missed
        else "Every class has its true area, within its error."
    )
    return 1 if missed else 0
