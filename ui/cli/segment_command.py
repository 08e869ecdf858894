"""`floe segment`: read, segment, measure and write one image after the other."""

from __future__ import annotations

import argparse
import json
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Any

from core.base.errors import FloeError, ReadError, WriteError
from core.base.parallel import available_threads
from core.classes.classes import named_classes
from core.classes.ratios import check_ratios
from core.cluster.prepared.prepare import prepare_for
from core.cluster.segmentation import Segmentation, segment
from core.cluster.warm_up import START
from core.document.document import Document
from core.document.document_parts import with_recipe
from core.export import Contents
from core.export.run_files import contents_of, json_result, with_uncertainty, write_all
from core.guarded.process import ReadingProcess
from core.image.image import Image
from core.io.reader import read
from core.measure.postprocess import check_steps
from core.measure.warm_up import ERRORS, STEPS
from core.pipeline.region_files import with_regions
from core.regions.warm_up import REGIONS
from core.roi_files.formats import regions_for
from core.scale.calibrate import calibrate
from core.scale.calibration import why_not_led
from core.warm_up.warm_up import KernelFilling, warming_up
from ui.cli.area_report import area_report
from ui.cli.console import Console
from ui.cli.option_values import Job, job_from
from ui.cli.tiled_command import chosen, measure_tiles, tiles_for, wanted_whole, whole_of


@dataclass(frozen=True)
class Helpers:
    """The processes beside: one that reads, and, after installation, one that compiles."""

    reader: ReadingProcess
    kernels: KernelFilling


def segment_images(options: argparse.Namespace, console: Console) -> int:
    """Exit code: 0 all done, 1 some failed, 2 nothing could be read. Raises ParameterError."""
    job = job_from(options)
    results: list[dict[str, Any]] = []
    failures: list[FloeError] = []
    there = any(path.is_file() for path in job.images)
    with (
        ReadingProcess(read) as reader,
        _compiling(job if there else None) as kernels,
        warming_up(job.parameters, start=not kernels.compiles(START)) if there else nullcontext(),
    ):
        for path in job.images:
            try:
                results.append(_measure(job, path, Helpers(reader, kernels), console))
            except FloeError as error:
                names_a_file = isinstance(error, ReadError | WriteError)
                console.complain(error if names_a_file else f"{path}: {error}")
                failures.append(error)
    if job.json:
        console.say(json.dumps(results, indent=1))
    if not failures:
        return 0
    nothing_read = not results and all(isinstance(error, ReadError) for error in failures)
    return 2 if nothing_read else 1


def _compiling(job: Job | None) -> KernelFilling:
    """The start and what follows the clustering, compiled beside it where that was not done.

    Needs a second core.
    """
    if job is None or available_threads() == 1:
        return KernelFilling(())
    parameters = job.parameters
    wanted = {
        START: parameters.space == "rgb" and parameters.init == "k-means++",
        STEPS: bool(job.steps),
        ERRORS: job.uncertainty,
        REGIONS: job.regions is not None,
    }
    sets = [kernels for kernels, is_wanted in wanted.items() if is_wanted]
    return KernelFilling([sets], sets)


def _measure(job: Job, path: Path, helpers: Helpers, console: Console) -> dict[str, Any]:
    if path.is_dir():
        raise ReadError(path, f"it is a folder; name the pictures in it, for example {path / '*.tif'}.")
    begun = perf_counter()
    try:
        tiled = tiles_for(job, path, helpers.reader)
        if tiled is not None and not wanted_whole(job, tiled):
            return _reported(job, path, console, measure_tiles(job, path, tiled, helpers.reader))
        image = helpers.reader.read(path) if tiled is None else whole_of(tiled, helpers.reader)
        read = perf_counter() - begun
        contents, seconds = _measured(job, image, helpers)
        begun = perf_counter()
        seconds["read"] = read
        outputs = write_all(contents, job.directory, path.stem, seconds=seconds, names=job.exports)
    except MemoryError:
        raise WriteError(job.directory / path.stem, "there is not enough memory for this picture.") from None
    seconds["write"] = perf_counter() - begun
    return _reported(job, path, console, (contents, outputs, seconds))


def _reported(
    job: Job,
    path: Path,
    console: Console,
    measured: tuple[Contents, dict[str, Path], dict[str, float]],
) -> dict[str, Any]:
    contents, outputs, seconds = measured
    result = json_result(contents, outputs, seconds)
    if why := why_not_led(contents.areas.calibration, job.area):
        console.warn(f"{path}: {why}")
    if not job.json:
        if contents.k_choice is not None:
            console.say(f"{path}: {contents.k_choice.reason}")
        console.say(area_report(contents, outputs))
    return result


def _said(job: Job, document: Document, segmentation: Segmentation) -> Document:
    """The document with all that recipe and options say. Raises ParameterError where that does not fit."""
    document = replace(
        with_recipe(document, job.recipe),
        parameters=segmentation.parameters,
        pixel_size=job.scale and job.scale.of(document.image),
        steps=job.steps,
    )
    of_recipe = document
    if job.naming is None:
        # What the recipe says of a cluster by its number is for the one that is most like it here.
        classes = named_classes(job.named, segmentation.k)
        document = replace(document.settled(segmentation), classes=classes, naming=None)
    there = document.classes_over(segmentation)
    # A class of the recipe that is not here is said beside the numbers; one that nobody knows is a mistake.
    known = (*there, *(of_recipe.classes or ()))
    if job.ratios:
        check_ratios(job.ratios, [item.name for item in there])
        document = document.with_ratios(job.ratios, segmentation if job.naming else None)
    else:
        check_ratios(of_recipe.ratios, [item.name for item in known])
    if job.area is not None:
        document = document.with_area_method(job.area)
    check_steps(job.steps, known, document.calibration)
    return document


def _measured(job: Job, image: Image, helpers: Helpers) -> tuple[Contents, dict[str, float]]:
    """What is found in the image, and the seconds of choosing k, where it was to be chosen."""
    begun = perf_counter()
    document = Document(image, job.parameters)
    if job.roi is not None:
        regions = regions_for(job.roi, image, helpers.reader.read)
        document = document.with_regions_of_interest(regions, job.roi_use)
    seen = document.clustered_image()
    prepared = prepare_for(seen, job.parameters, threads=job.threads)
    prepare = perf_counter() - begun
    helpers.kernels.wait(sets=(START,))
    parameters, choice = chosen(job, prepared)
    seconds = {} if choice is None else {"choose_k": perf_counter() - begun}
    segmentation = segment(seen, parameters, threads=job.threads, prepared=prepared)
    seconds["cluster"] = segmentation.seconds["cluster"] + prepare
    document = _said(job, replace(document, own_scale=calibrate(image)), segmentation)
    helpers.kernels.wait(sets=(STEPS,))
    contents = contents_of(document, segmentation, choice)
    if job.uncertainty:
        begun = perf_counter()
        helpers.kernels.wait(sets=(ERRORS,))
        contents = with_uncertainty(contents, prepared, threads=job.threads)
        seconds["uncertainty"] = perf_counter() - begun
    if job.regions is not None:
        begun = perf_counter()
        helpers.kernels.wait(sets=(REGIONS,))
        contents = with_regions(contents, job.regions, threads=job.threads)
        seconds["regions"] = perf_counter() - begun
    return contents, seconds
