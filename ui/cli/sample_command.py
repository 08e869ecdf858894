"""`floe sample [NAME]`: measure a scene whose areas are known exactly, and show truth beside measurement."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.base.sentences import _, with_commas
from core.classes.classes import Class
from core.document.document import Document
from core.export.run_files import write_all
from core.pipeline.result import Result
from core.pipeline.run import result_in, run
from core.pipeline.task import task_of
from core.scale.calibrate import calibrate
from core.scenes.made import MadeScene, Scene
from core.scenes.samples import sample_named
from core.writing.number_words import difference, measured
from ui.cli.area_report import area_report
from ui.cli.console import Console
from ui.cli.run_stages import MEASURING


def measure_sample(options: argparse.Namespace, console: Console) -> int:
    """Exit code 0 where every class has its true area (within its error), else 1.

    Raises WriteError, ParameterError.
    """
    sample = sample_named(options.name)
    scene = sample.make()
    classes = tuple(Class(name, (i,)) for i, name in enumerate(scene.names, 1))
    document = Document(scene.image, sample.parameters, classes, calibrate(scene.image))
    with console.progress.over(1):
        console.progress.next(sample.name, _(MEASURING))
        result = result_in(run(task_of(document, errors=True)))
    stem = sample.name.replace("-", "_")
    outputs = write_all(result, Path(options.output), stem) if options.output else {}
    console.say(area_report(result, outputs))
    if sample.exact:
        return _say_pixels(result, scene, console)
    return _say_areas(result, scene, console)


def _say_pixels(result: Result, scene: Scene, console: Console) -> int:
    wrong = [row.name for row in result.rows if row.pixels != scene.pixels(row.name)]
    console.say(
        _("Not as it should be: {wrong}.").format(wrong=with_commas(wrong))
        if wrong
        else _("Every class has exactly the number of pixels that it truly has in this made scene.")
    )
    return 1 if wrong else 0


def _say_areas(result: Result, scene: Scene, console: Console) -> int:
    assert isinstance(scene, MadeScene)  # noqa: S101 - every sample that is not exact is made of polygons
    missed = []
    for row in result.rows:
        truth = scene.area(row.name)
        if result.image.georeference is not None:
            truth = scene.ground_area(row.name) / result.areas.calibration.square_metres
        error = 0.0 if row.error is None else row.error.error
        if abs(row.area - truth) > error:
            missed.append(row.name)
        console.say(
            _("{name}: truly {truth} by its polygons, found {area} ({difference})").format(
                name=row.name,
                truth=measured(truth, row.unit),
                area=measured(row.area, row.unit, error),
                difference=difference(100 * (row.area / truth - 1)),
            )
        )
    console.say(
        _("Farther off than its ± of border and starts says: {missed}.").format(missed=with_commas(missed))
        if missed
        else _("Every class has its true area, within its ± of border and starts.")
    )
    return 1 if missed else 0
