"""Repeating a series from its record: the legend is fitted again, and each picture measured again."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.accuracy.pool import Place
from core.accuracy.pool_json import pool_from
from core.base.parallel import Cancel, available_threads, never_cancelled
from core.base.sentences import _
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepared_image import PreparedImage
from core.cluster.prepared.prepared_rows import PreparedRows
from core.cluster.segmentation import Segmentation
from core.document.document import Document
from core.document.plain_json import Json, damage_named, hindrance_named
from core.document.stored_record import read_record
from core.guarded.process import ReadingProcess
from core.pictures.crew import Crew, Job
from core.pipeline.run import result_in, run
from core.pipeline.task import Task
from core.pipeline.verify import differences, is_its_picture, opened_again, picture_of, repeat
from core.series.check_again import check_differences, places_by_path
from core.series.entry import Entry, entries_in
from core.series.fit_all import MOST_SAMPLED, SOURCE, Looks
from core.series.legend import Legend, legend_from
from core.series.map_at_points import At, at_pixels
from core.series.picture_work import Look, seen
from core.series.record import FORMAT, FORMAT_VERSION


@dataclass(frozen=True)
class Repeated:
    """So many pictures are done, of how many; lines: what differs in the one that was done last. notes: what
    could not be compared.
    """

    done: int
    of: int
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_series_record(path: Path, reader: ReadingProcess) -> Json:
    """Raises ReadError for another file, and a newer one."""
    otherwise = _("it is no record of a series; give the series.json of a run.")
    return read_record(path, reader, form=FORMAT, newest=FORMAT_VERSION, otherwise=otherwise)


def repeat_series(
    record: Json, path: Path, *, workers: int | None = None, cancelled: Cancel = never_cancelled
) -> Generator[Repeated, None, None]:
    """What differs, picture by picture; first what differs in the legend, where it was fitted on pictures of
    the series. Raises ReadError for a damaged record, Cancelled.
    """
    with damage_named(path, "record"):
        entries = [each for each in entries_in(record) if each.record]
        legend = legend_from(record["legend"]) if "legend" in record else None
        sample = pool_from(record["sample"]) if "sample" in record else None
        kind = str(record["legend_kind"])
    number = workers or available_threads()
    with Crew(min(number, max(1, len(entries)))) as crew:
        if legend is not None and kind in ("fit", "fit-all"):
            most = max(1, MOST_SAMPLED // max(1, len(record["pictures"])))
            used = _used(legend, entries)
            if legend.fitted_by is None or not used:
                note = _("The legend was not fitted again: not all of its pictures are measured here.")
                yield Repeated(0, len(entries), notes=(note,))
            else:
                with hindrance_named(path):
                    lines = _legend_differences(
                        legend, legend.fitted_by, used, path, most, crew=crew, cancelled=cancelled
                    )
                yield Repeated(0, len(entries), lines)
        places = {} if sample is None else places_by_path(sample)
        jobs = (
            Job(i, repeated, (each.record, path, places.get(each.path, ()))) for i, each in enumerate(entries)
        )
        at: dict[str, tuple[At, ...]] = {}
        for done, outcome in enumerate(crew.outcomes(jobs, cancelled), 1):
            lines, name = (outcome.problem,), entries[outcome.number].name
            if not outcome.problem:
                lines, at[entries[outcome.number].path] = outcome.value
            yield Repeated(done, len(entries), tuple(f"{name}: {line}" for line in lines))
    if sample is None and "reference" in record:
        note = _("The label rasters are in no record: what they say was not found again.")
        yield Repeated(len(entries), len(entries), notes=(note,))
    if sample is not None:
        with damage_named(path, "record"):
            lines = tuple(check_differences(record, sample, entries, at))
        yield Repeated(len(entries), len(entries), lines)


def repeated(
    reader: ReadingProcess, record: Json, path: Path, places: Sequence[Place]
) -> tuple[tuple[str, ...], tuple[At, ...]]:
    """Runs in a worker: what differs in one picture, and what is at these places of it. path: of the record.

    Raises ReadError.
    """
    with damage_named(path, "record"):
        picture = picture_of(record, path)
    result = repeat(record, path, picture, reader, threads=1)
    at: tuple[At, ...] = ()
    if places:
        at = at_pixels(result, [each.row for each in places], [each.column for each in places])
    with damage_named(path, "record"):
        lines = [] if is_its_picture(record, result) else [_("its content is another.")]
        return (*lines, *differences(record, result)), at


def looked_again(reader: ReadingProcess, record: Json, path: Path, by: Parameters, most: int) -> Look:
    """Runs in a worker: what a picture gives to the legend of all."""
    with opened_again(record, path, picture_of(record, path), reader, threads=1) as task:
        events = run(_by(task, by), threads=1)
        prepared = next(each for each in events if isinstance(each, PreparedImage | PreparedRows))
        return seen(prepared, task.source, most)


def fitted_again(reader: ReadingProcess, record: Json, path: Path, by: Parameters) -> Segmentation:
    """Runs in a worker: what the picture of the legend is clustered to."""
    with opened_again(record, path, picture_of(record, path), reader, threads=1) as task:
        found = result_in(run(_by(replace(task, errors=False, regions=None), by), threads=1)).segmentation
    return replace(found, labels=found.labels[:0], history=found.history[-1:])


def _by(task: Task, parameters: Parameters) -> Task:
    """The same task by what the legend was fitted by."""
    parts = task.parts
    if isinstance(parts, Document):
        parts = replace(parts, parameters=parameters, classes=None, naming=None, steps=(), ratios=())
    return replace(task, parameters=parameters, parts=parts)


def _used(legend: Legend, entries: Sequence[Entry]) -> list[Entry]:
    """The pictures that a legend was fitted on, each once: copies of one file may be looked at in other
    places. Empty where one of them is not there, or was not measured.
    """
    left: dict[str, list[Entry]] = {}
    for each in entries:
        left.setdefault(each.sha256, []).append(each)
    used = []
    for name, sha256 in legend.pictures:
        copies = left.get(sha256)
        if not copies:
            return []
        used.append(copies.pop(next((i for i, each in enumerate(copies) if each.name == name), 0)))
    return used


def _legend_differences(
    legend: Legend,
    by: Parameters,
    used: Sequence[Entry],
    path: Path,
    most: int,
    *,
    crew: Crew,
    cancelled: Cancel,
) -> tuple[str, ...]:
    """by: what it was fitted by; used: on which pictures. most: pixels of each picture that were looked at,
    where their values are too many to count.
    """
    if legend.source != SOURCE:
        jobs = [Job(0, fitted_again, (used[0].record, path, by))]
    else:
        jobs = [Job(i, looked_again, (each.record, path, by, most)) for i, each in enumerate(used)]
    looks, found = Looks(), None
    for outcome in crew.outcomes(jobs, cancelled):
        if outcome.problem:
            return (f"{used[outcome.number].name}: {outcome.problem}",)
        if isinstance(outcome.value, Look):
            looks.add(outcome.number, used[outcome.number].name, outcome.value)
        else:
            found = outcome.value
    if found is None:
        found = looks.clustered_again(by, None, cancelled)
    if tuple(map(tuple, found.centroids.tolist())) == legend.means.centroids:
        return ()
    return (_("The centroids of the legend are others when it is fitted again."),)
