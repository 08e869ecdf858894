"""The trunk: prepare, cluster, settle the classes, measure, find errors and regions, in this order for all.

`run` is a generator. Whoever drives it (the window's job, `floe segment` whole or in tiles, all pixels of a
level, `floe verify`, `floe check`, an export) streams, pauses or ends it by controlling the loop.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import replace
from time import perf_counter

from core.base.parallel import Cancel, available_threads, never_cancelled
from core.cluster.choose_k.k_choice import KChoice
from core.cluster.features.models import Models
from core.cluster.lloyd.kmeans import KMeansStep
from core.cluster.parameters import Parameters, with_colours_enough, with_k
from core.cluster.prepared.prepare import Prepared
from core.cluster.prepared.prepared_rows import PreparedRows
from core.cluster.starts import restarts
from core.document.document import Document
from core.image.image import Image
from core.pipeline.compared import with_comparison
from core.pipeline.given_parts import GivenParts
from core.pipeline.in_memory import InMemory, Preparing
from core.pipeline.in_tiles import InTiles, OnProgress
from core.pipeline.result import Result, result_of, with_accuracy, with_regions, with_uncertainty
from core.pipeline.task import Event, Restarting, RunStep, Stage, Task
from core.pipeline.tiled import PreparedTiles


def all_at_once(
    prepared: Prepared, parameters: Parameters, threads: int | None, cancelled: Cancel
) -> Generator[RunStep, None, tuple[Parameters, list[list[KMeansStep]]]]:
    """Several restarts run at once, each told when all are done; a single one is told step by step."""
    if restarts.number_of_runs(prepared, parameters) > 1:
        histories = restarts.run_all(prepared, parameters, threads, cancelled)
        for number, history in enumerate(histories):
            yield RunStep(number, history)
        return parameters, histories
    history = []
    threads = threads or available_threads()
    for step in restarts.run(prepared, parameters, threads=threads, cancelled=cancelled):
        history.append(step)
        yield RunStep(0, history)
    return parameters, [history]


def as_given(
    prepared: Prepared, parameters: Parameters, threads: int | None, cancelled: Cancel
) -> Generator[RunStep, None, tuple[Parameters, list[list[KMeansStep]]]]:
    """What another program has found is not clustered: the start is the end."""
    with closing(restarts.run(prepared, parameters, threads=threads, cancelled=cancelled)) as steps:
        start = next(steps)
    history = [replace(start, stop="converged")]
    yield RunStep(0, history)
    return parameters, [history]


def run(
    task: Task,
    *,
    prepare: Preparing | None = None,
    restarting: Restarting = all_at_once,
    models: Models | None = None,
    on_progress: OnProgress | None = None,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Generator[Event, None, None]:
    """How far features are that learn, what the picture was made ready as, the steps, what begins next, and
    at last the Result.

    prepare: has pictures in memory ready from run to run. restarting: how the restarts share the threads.
    models: that features have learned in other runs, where there is no `prepare`; what they learn is added.
    on_progress: told how many pixels of a picture in tiles are done. threads: default all cores; the
    result does not depend on it.
    Raises ParameterError for what does not fit the picture, ReadError (also of a file that a feature needs),
    WriteError (of a row sink), Cancelled.
    """
    seconds: dict[str, float] = {}
    prepared: Prepared | None
    if task.known is None:
        road = _road(task, prepare, models, on_progress, threads=threads, cancelled=cancelled)
        begun = perf_counter()
        prepared = yield from road.prepare()
        seconds["prepare"] = perf_counter() - begun
        yield prepared
        parameters, k_choice = _chosen(task, prepared, threads, seconds, cancelled)
        begun = perf_counter()
        if task.is_of_labels:
            restarting = as_given
        parameters, histories = yield from restarting(prepared, parameters, threads, cancelled)
        found = road.label(parameters, histories, perf_counter() - begun)
        if task.is_of_labels:
            found = replace(found, restarts=())
        yield Stage("measure")
        result = road.measure(found, k_choice)
    else:
        prepared = task.known.prepared
        result = _known(task, task.known, cancelled)
    if _has_errors(task, result) and prepared is not None:
        yield Stage("errors")
        begun = perf_counter()
        result = with_uncertainty(result, prepared, task.uncertainty, threads=threads, cancelled=cancelled)
        seconds["uncertainty"] = perf_counter() - begun
    if task.accuracy and result.settled.sample is not None and result.measurement is not None:
        yield Stage("accuracy")
        begun = perf_counter()
        result = with_accuracy(result, cancelled=cancelled)
        seconds["accuracy"] = perf_counter() - begun
    if task.accuracy and result.document is not None and result.document.compared is not None:
        yield Stage("comparison")
        begun = perf_counter()
        result = with_comparison(result, cancelled=cancelled)
        seconds["comparison"] = perf_counter() - begun
    if task.regions is not None:
        yield Stage("regions")
        begun = perf_counter()
        result = with_regions(result, task.regions, threads=threads, cancelled=cancelled)
        seconds["regions"] = perf_counter() - begun
    yield replace(result, seconds=seconds)


def result_in(events: Iterable[Event]) -> Result:
    """The Result that a run ends with, without a look at what comes before."""
    for event in events:
        if isinstance(event, Result):
            return event
    raise ValueError("the run ended without a result")


def _has_errors(task: Task, result: Result) -> bool:
    """Errors are those of clusters: nobody knows them of labels from elsewhere, or of what was learned."""
    measured = result.measurement
    return task.errors and not task.is_of_labels and measured is not None and measured.learned is None


def _road(
    task: Task,
    prepare: Preparing | None,
    models: Models | None,
    on_progress: OnProgress | None,
    *,
    threads: int | None,
    cancelled: Cancel,
) -> InMemory | InTiles:
    parameters = task.parameters
    if task.k_range is not None and parameters.by == "superpixels":
        # As many superpixels as clusters are asked for are kept: here that is not known yet.
        parameters = with_k(parameters, task.k_range[0])
    if isinstance(task.source, Image):
        return InMemory(
            task.source,
            parameters,
            task.parts,
            prepare,
            models,
            threads,
            cancelled,
            task.before,
            task.clustered,
        )
    if isinstance(task.parts, Document):
        raise TypeError("a Document is of a picture in memory")
    return InTiles(task, task.source, task.parts, on_progress, threads=threads, cancelled=cancelled)


def _chosen(
    task: Task, prepared: Prepared, threads: int | None, seconds: dict[str, float], cancelled: Cancel
) -> tuple[Parameters, KChoice | None]:
    """The parameters with the k that is recommended, where it is to be chosen, and why."""
    if task.k_range is None:
        if task.k_may_fall and isinstance(prepared, PreparedTiles):
            return with_colours_enough(task.parameters, len(prepared.histogram.counts)), None
        return task.parameters, None
    from core.cluster.choose_k.choose_k import choose_k  # the window starts without it

    begun = perf_counter()
    choice = choose_k(
        prepared, *task.k_range, seed=task.parameters.seed, threads=threads, cancelled=cancelled
    )
    if isinstance(task.parts, GivenParts):
        features = prepared.features if isinstance(prepared, PreparedRows) else ()
        meant = replace(task.parameters, space=prepared.space, features=features)
        choice = task.parts.choice_by_names(choice, meant)
    seconds["choose_k"] = perf_counter() - begun
    return replace(task.parameters, k=choice.recommended), choice


def _known(task: Task, known: Result, cancelled: Cancel) -> Result:
    """What was found before; measured again where the document asks for it, since a record of new steps
    beside old numbers would be no record of either.
    """
    document = task.parts
    if not isinstance(document, Document) or known.measurement is None:
        return known
    if known.measurement.measured_by == document.measured_by:
        return known
    made = result_of(
        document,
        known.segmentation,
        known.k_choice,
        image=known.image,
        before=known.measurement,
        cancelled=cancelled,
    )
    return replace(made, prepared=known.prepared)
