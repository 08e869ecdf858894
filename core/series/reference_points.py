"""What files say is there in the pictures of a series: points as a sample, or label rasters compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.accuracy.pool import Place, Pool, PooledSample, pooled
from core.accuracy.sample import MOST_POINTS, Answer
from core.base.errors import ParameterError, ReadError
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _, listed
from core.document.plain_json import Json
from core.guarded.process import ReadingProcess
from core.image.image import grid_of
from core.pipeline.accuracy_json import BY_CLUSTER
from core.pipeline.reference_check import (
    DESIGNS,
    WEIGHTS_UNUSED,
    check_lines,
    check_names,
    judged,
    left_out_note,
)
from core.reference.reference import Reference, reference_for, reference_in_table
from core.series.entry import Entry
from core.series.legend import Legend
from core.series.map_at_points import At, at_pixels, result_again, worked
from core.series.pool_of import class_names, pool_of
from core.series.reference_files import ReferenceFiles, Table
from core.series.series_census import Compared, SeriesCensus, series_census
from core.writing.number_words import grouped


@dataclass(frozen=True, eq=False)
class Looked:
    """What a file says of one picture, and what was measured at its points."""

    reference: Reference
    at: tuple[At, ...]


def looked_at(
    reader: ReadingProcess, record: Json, path: Path, file: Path, table: Table
) -> Looked | Compared:
    """Runs in a worker: the points of a picture, or its labels compared. table: the lines of `file` that are
    points of it, empty where the whole file is of this picture.

    Raises ReadError, ParameterError.
    """
    result = result_again(reader, record, path)
    grid = grid_of(result.image)
    if table:
        lines, rows = [line for line, _row in table], [row for _line, row in table]
        reference = reader.read_by(reference_in_table, file, rows, lines, grid)
    else:
        reference = reader.read_by(reference_for, file, grid)
    if reference.is_raster:
        by_pixels = judged(result, reference, file)
        return Compared(by_pixels.checked, by_pixels.notes)
    return Looked(reference, at_pixels(result, reference.rows.tolist(), reference.columns.tolist()))


def series_reference(
    files: ReferenceFiles,
    entries: Sequence[Entry],
    legend: Legend | None,
    *,
    workers: int,
    cancelled: Cancel = never_cancelled,
) -> tuple[PooledSample | SeriesCensus, tuple[str, ...]]:
    """The points of files, or what label rasters say; and what is to be said of them, whole sentences.

    entries: of the series; legend: by which they were measured. Raises ReadError, FloeError, Cancelled.
    """
    path, measured = files.path, [each for each in entries if each.record]
    if not measured:
        raise ReadError(path, _("no picture was measured that it could be compared with."))
    jobs = {i: (looked_at, *files.of[each.path]) for i, each in enumerate(measured) if each.path in files.of}
    found = dict(worked(jobs, dict(enumerate(measured)), workers, cancelled))
    left_out = _failed([each for each in entries if each.path in files.of and not each.record])
    compared = {measured[i].path: each for i, each in sorted(found.items()) if isinstance(each, Compared)}
    looked = {i: each for i, each in sorted(found.items()) if isinstance(each, Looked)}
    if compared and looked:
        raise ReadError(path, _("some pictures have points, others label rasters: give all of them one."))
    if compared:
        return series_census(path.name, measured, compared), left_out
    try:
        for each in looked.values():
            check_lines(each.reference)
        said = [name for each in looked.values() for name in each.reference.names]
        check_names(said, class_names(measured))
        sample = _sample(path, pool_of(measured, legend), looked)
    except ParameterError as error:
        raise ReadError(path, str(error)) from None
    notes = dict.fromkeys(note for each in looked.values() for note in each.reference.notes)
    notes |= dict.fromkeys([_(DESIGNS[BY_CLUSTER]), *_weights_note(looked), *_left_out(looked)])
    return sample, (*notes, *left_out)


def _sample(path: Path, pool: Pool, looked: Mapping[int, Looked]) -> PooledSample:
    """looked: by the pictures of the pool. Raises ParameterError."""
    places: dict[Place, int] = {}
    strata: list[int] = []
    answers: dict[tuple[int, str], Answer] = {}
    for picture, each in looked.items():
        said = zip(each.at, each.reference.names, each.reference.observers, strict=True)
        for at, name, observer in said:
            if not at.cluster:
                continue
            place = Place(picture, at.row, at.column)
            if place not in places:
                places[place] = len(places)
                strata.append(_stratum(pool, at))
            answer = Answer(places[place], "class" if name else "unsure", name, observer)
            answers.setdefault((answer.point, observer), answer)
    if not places:
        number = sum(len(each.at) for each in looked.values())
        sentence = _("none of its {n} points lies where a picture is measured.")
        raise ParameterError(sentence.format(n=grouped(number)))
    if len(places) > MOST_POINTS:
        sentence = _("its files hold more than {most} points together.")
        raise ParameterError(sentence.format(most=grouped(MOST_POINTS)))
    if not any(each.said == "class" for each in answers.values()):
        raise ParameterError(_("nobody could tell what is at any of its points: nothing can be said."))
    return pooled(pool, tuple(places), strata, answers=tuple(answers.values()), source=path.name)


def _stratum(pool: Pool, at: At) -> int:
    return next(i for i, kind in enumerate(pool.kinds) if at.cluster in kind.clusters or at.name == kind.name)


def _weights_note(looked: Mapping[int, Looked]) -> list[str]:
    given = any(np.isfinite(each.reference.weights).any() for each in looked.values())
    return [_(WEIGHTS_UNUSED)] if given else []


def _left_out(looked: Mapping[int, Looked]) -> list[str]:
    return left_out_note(sum(1 for each in looked.values() for at in each.at if not at.cluster))


def _failed(entries: Sequence[Entry]) -> tuple[str, ...]:
    names = [each.name for each in entries]
    if not names:
        return ()
    sentence = _("What is there in pictures that were not measured is left out: {names}.")
    return (sentence.format(names=listed(names)),)
