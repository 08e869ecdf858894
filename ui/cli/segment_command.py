"""`floe segment`: read, segment, measure and write one image after the other."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from core.base.compiled import KernelSet
from core.base.errors import FloeError, ReadError, WriteError
from core.base.parallel import available_threads
from core.base.paths import is_file
from core.base.sentences import _, ngettext, with_commas
from core.cluster.colours.few_colours import few_colours
from core.cluster.features.models import Models
from core.cluster.parameters import k_fell, with_colours_enough
from core.cluster.prepared.prepared_image import PreparedImage
from core.cluster.prepared.prepared_rows import PreparedRows
from core.cluster.warm_up import START
from core.document.document import fitting
from core.document.objects import parameters_of
from core.export.labels_stream import LabelsTif, labels_tif
from core.export.run_files import LABELS_TIF, write_all
from core.guarded.process import ReadingProcess
from core.image.image import Image, grid_of
from core.io.products import picture_stem
from core.io.reader import read
from core.io.tiled_image import TiledImage
from core.measure.postprocess import check_done
from core.measure.step_notes import steps_notes
from core.measure.warm_up import ERRORS, STEPS
from core.pipeline.record import json_result
from core.pipeline.reference_check import judged
from core.pipeline.result import Result
from core.pipeline.run import run
from core.pipeline.source import open_source
from core.pipeline.task import Stage, Task
from core.reference.reference import reference_for
from core.regions.warm_up import REGIONS, SKELETONS
from core.scale.calibration import why_not_led
from core.warm_up.warm_up import KernelFilling, warming_up
from core.writing.replace import make_folder
from ui.cli.area_report import area_report
from ui.cli.console import Console
from ui.cli.doubtful_classes import DoubtfulClasses
from ui.cli.option_values import SegmentJob, segment_job_from
from ui.cli.profile_option import check_profile, write_profile
from ui.cli.progress_line import ProgressLine
from ui.cli.run_stages import READING, WRITING, begins_after, begins_with

# The kernels that a stage needs.
_KERNELS: dict[str, KernelSet] = {"measure": STEPS, "errors": ERRORS, "regions": REGIONS}


@dataclass(frozen=True)
class Helpers:
    """The processes beside: one that reads, and, after installation, one that compiles. models: what features
    have learned that every picture learns alike.
    """

    reader: ReadingProcess
    kernels: KernelFilling
    models: Models


def segment_images(options: argparse.Namespace, console: Console) -> int:
    """Exit code: 0 all done, 1 some failed, 2 nothing could be read. Raises ParameterError."""
    with closing(ReadingProcess(read)) as reader:
        return _segmented(segment_job_from(options, reader), reader, console)


def _segmented(job: SegmentJob, reader: ReadingProcess, console: Console) -> int:
    results: list[dict[str, Any]] = []
    doubtful = DoubtfulClasses(console)
    failures: list[FloeError] = list(job.not_found)
    for error in failures:
        console.complain(error)
    there = any(is_file(path) for path in job.images)
    with (
        console.progress.over(len(job.images)),
        reader,
        _compiling(job if there else None) as kernels,
        warming_up(job.parameters, start=not kernels.compiles(START)) if there else nullcontext(),
    ):
        helpers = Helpers(reader, kernels, Models())
        for path in job.images:
            console.progress.next(path.name, _(READING))
            try:
                results.append(_measure(job, path, helpers, console, doubtful))
            except FloeError as error:
                names_a_file = isinstance(error, ReadError | WriteError)
                console.complain(error if names_a_file else f"{path}: {error}")
                failures.append(error)
    if job.json:
        console.answer(json.dumps(results, indent=1))
    doubtful.sum_up(len(job.images))
    if not failures:
        return 0
    nothing_read = not results and all(isinstance(error, ReadError) for error in failures)
    return 2 if nothing_read else 1


def _compiling(job: SegmentJob | None) -> KernelFilling:
    """The start and what follows the clustering, compiled beside it where that was not done.

    Needs a second core.
    """
    if job is None or available_threads() == 1:
        return KernelFilling(())
    parameters = job.parameters
    wanted = {
        START: parameters.space == "rgb" and parameters.init == "k-means++",
        STEPS: bool(job.given.steps),
        ERRORS: job.uncertainty,
        REGIONS: job.regions is not None,
        SKELETONS: job.regions is not None and job.regions.skeleton,
    }
    sets = [kernels for kernels, is_wanted in wanted.items() if is_wanted]
    return KernelFilling([sets], sets)


def _measure(
    job: SegmentJob, path: Path, helpers: Helpers, console: Console, doubtful: DoubtfulClasses
) -> dict[str, Any]:
    begun = perf_counter()
    written: dict[str, Path] = {}
    try:
        with open_source(
            path,
            helpers.reader,
            job.parameters,
            reading=job.reading,
            wants_whole=job.wants_whole,
            tile=job.tile,
            threads=job.threads,
        ) as source:
            seconds = {"read": perf_counter() - begun}
            check_profile(job.profile, source)
            task = _task_of(job, source, helpers.reader)
            for note in _notes(job, task):
                console.warn(f"{path}: {note}")
            if isinstance(source, TiledImage) and not source.fits and job.wants_labels:
                written[LABELS_TIF] = job.directory / f"{picture_stem(path)}_labels.tif"
                task = replace(task, row_sink=partial(_labels_file, written[LABELS_TIF], job.threads))
            console.progress.stage(begins_with(task.parameters))
            result = _found(task, helpers, job.threads, console.progress)
            if job.reference is not None:
                result = _judged(result, job.reference, helpers.reader)
        _book(result, source, seconds)
        begun = perf_counter()
        console.progress.stage(_(WRITING))
        outputs = write_all(
            result, job.directory, picture_stem(path), seconds=seconds, written=written, names=job.exports
        )
        outputs |= write_profile(job.profile, result, job.directory, picture_stem(path))
    except MemoryError:
        raise WriteError(
            job.directory / picture_stem(path), _("there is not enough memory for this picture.")
        ) from None
    seconds["write"] = perf_counter() - begun
    if why := why_not_led(result.areas.calibration, job.given.area):
        console.warn(f"{path}: {why}")
    if isinstance(source, TiledImage) and result.segmentation.k < task.parameters.k and task.k_range is None:
        console.warn(f"{path}: {k_fell(result.segmentation.k)}")
    for note in () if result.measurement is None else steps_notes(result.measurement.changes, result.classes):
        console.warn(f"{path}: {note}")
    if not job.json:
        if result.k_choice is not None:
            console.say(f"{path}: {result.k_choice.reason}")
        console.say(area_report(result, outputs))
    found = json_result(result, outputs, seconds)
    doubtful.tell(path, result, found, is_carried=job.given.naming is not None)
    console.tell(_in_seconds(path, result, found["seconds"]))
    return found


def _in_seconds(path: Path, result: Result, seconds: Mapping[str, float]) -> str:
    """What --verbose says of a picture; the stages by the names that the JSON has."""
    spent = with_commas(f"{stage} {time:.2f}" for stage, time in seconds.items())
    n = result.segmentation.iterations
    return ngettext(
        "{path}: {k} clusters after {n} iteration; seconds: {spent}",
        "{path}: {k} clusters after {n} iterations; seconds: {spent}",
        n,
    ).format(path=path, k=result.segmentation.k, n=n, spent=spent)


def _task_of(job: SegmentJob, source: Image | TiledImage, reader: ReadingProcess) -> Task:
    given = job.given
    if job.places:
        given = replace(given, regions_of_interest=job.places.regions_of(source, reader))
    if job.examples:
        from core.reference.example_files import examples_for  # as in core.reference.reference

        grid = grid_of(source)
        read_ones = (reader.read_by(examples_for, path, grid) for path in job.examples)
        given = replace(given, examples=tuple(each for examples in read_ones for each in examples))
        if steps := job.steps_on(given.known_classes()):
            given = replace(given, steps=steps)
    if job.labels:
        measured, compared = job.labels.on(source, reader)
        given = replace(given, elsewhere=measured, compared=compared)
    parameters, clustered = job.parameters, None
    if given.elsewhere is not None:
        parameters = parameters_of(given.elsewhere)
    elif isinstance(source, Image) and source.reading.labels:
        parameters = fitting(source, parameters)
    elif isinstance(source, Image) and not job.k_was_given:
        clustered = given.document_of(source, parameters).clustered_image()
        parameters = with_colours_enough(parameters, few_colours(clustered, parameters.k))
    return Task(
        source,
        parameters,
        given,
        k_range=job.k_range,
        k_may_fall=not job.k_was_given,
        errors=job.uncertainty,
        regions=job.regions,
        clustered=clustered,
    )


def _notes(job: SegmentJob, task: Task) -> list[str]:
    """What is to be said of a picture before it is clustered."""
    source = task.source
    note = job.given.number_note(source.provenance.sha256)
    notes = [note] if note else []
    if task.is_of_labels or not isinstance(source, Image):
        return notes
    if task.parameters is not job.parameters:
        notes.append(k_fell(task.parameters.k))
    if "labels" in source.open_choices and not job.k_was_given:
        notes.append(
            _(
                "Its values lie in flat pieces, as those of a label image do: --as-labels measures every "
                "value as an object."
            )
        )
    return notes


def _found(task: Task, helpers: Helpers, threads: int | None, progress: ProgressLine) -> Result:
    """The Result of a run; each stage waits until its kernels are compiled."""
    for event in run(task, models=helpers.models, threads=threads, on_progress=progress.share):
        progress.stage(begins_after(event, chooses_k=task.k_range is not None))
        match event:
            case Result():
                check_done(event.measurement.changes if event.measurement is not None else ())
                return event
            case Stage():
                helpers.kernels.wait(sets=tuple(_KERNELS[name] for name in (event.name,) if name in _KERNELS))
            case PreparedImage() | PreparedRows():
                helpers.kernels.wait(sets=(START,))
    raise AssertionError("a run ends with its Result")


def _judged(result: Result, path: Path, reader: ReadingProcess) -> Result:
    """With what the reference says of it. Raises ReadError, which names the file of the reference."""
    reference = reader.read_by(reference_for, path, grid_of(result.image))
    return replace(result, reference=judged(result, reference, path))


def _labels_file(path: Path, threads: int | None, tiled: TiledImage) -> AbstractContextManager[LabelsTif]:
    make_folder(path.parent)
    return labels_tif(path, tiled.height, tiled.width, tiled.georeference, threads)


def _book(result: Result, source: Image | TiledImage, seconds: dict[str, float]) -> None:
    """Enter the seconds of the stages: in tiles, counting the colours is reading."""
    spent = dict(result.seconds)
    prepare = spent.pop("prepare", 0.0)
    if isinstance(source, TiledImage):
        seconds["read"] += prepare
    else:
        seconds["cluster"] = result.segmentation.seconds["cluster"] + prepare
    seconds.update(spent)
