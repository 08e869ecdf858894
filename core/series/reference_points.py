"""Points of a file, or of a folder with a file for each picture, as a sample over a series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.accuracy.pool import Place, Pool, PooledSample, pooled
from core.accuracy.sample import MOST_POINTS, Answer
from core.base.closest import did_you_mean
from core.base.errors import ParameterError, ReadError
from core.base.parallel import Cancel, never_cancelled
from core.base.paths import is_file, is_folder
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
    left_out_note,
)
from core.reference.points_csv import NEEDED_OF_SEVERAL, table_of
from core.reference.reference import Reference, reference_for, reference_in_table
from core.series.entry import Entry
from core.series.legend import Legend
from core.series.map_at_points import At, at_pixels, result_again, worked
from core.series.pool_of import class_names, pool_of
from core.series.table import relative_names
from core.writing.number_words import grouped

# Of the files in a folder, in this order where a picture has several.
ENDINGS = (".csv", ".tsv", ".txt", ".geojson", ".json")
Table = tuple[tuple[int, dict[str, str]], ...]


@dataclass(frozen=True, eq=False)
class Looked:
    """What a file says of one picture, and what was measured at its points."""

    reference: Reference
    at: tuple[At, ...]


def looked_at(reader: ReadingProcess, record: Json, path: Path, file: Path, table: Table) -> Looked:
    """Runs in a worker: the points of a picture. table: their lines of `file`, empty where the whole file is
    of this picture.

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
        raise ReadError(file, _("it is a label raster: for a series give points, in CSV or GeoJSON."))
    return Looked(reference, at_pixels(result, reference.rows.tolist(), reference.columns.tolist()))


@dataclass(frozen=True, eq=False)
class ReferenceFiles:
    """path: as it was given. of: by the path of each picture that is spoken of, its file, and its lines there
    where it is the file of all.
    """

    path: Path
    of: Mapping[str, tuple[Path, Table]]


def reference_files(path: Path, pictures: Sequence[Path], reader: ReadingProcess) -> ReferenceFiles:
    """A CSV file with a column “picture”, or a folder with files named as the pictures.

    Raises ReadError where it speaks of other pictures, or of none.
    """
    texts = [str(each) for each in pictures]
    of = _in_folder(path, texts) if is_folder(path) else _in_file(path, texts, reader)
    return ReferenceFiles(path, {texts[number]: each for number, each in of.items()})


def series_reference(
    files: ReferenceFiles,
    entries: Sequence[Entry],
    legend: Legend | None,
    *,
    workers: int,
    cancelled: Cancel = never_cancelled,
) -> tuple[PooledSample, tuple[str, ...]]:
    """The points of files, and what is to be said of them, whole sentences.

    entries: of the series; legend: by which they were measured. Raises ReadError, FloeError, Cancelled.
    """
    path, measured = files.path, [each for each in entries if each.record]
    if not measured:
        raise ReadError(path, _("no picture was measured that it could be compared with."))
    jobs = {i: (looked_at, *files.of[each.path]) for i, each in enumerate(measured) if each.path in files.of}
    looked = dict(worked(jobs, dict(enumerate(measured)), workers, cancelled))
    try:
        for each in looked.values():
            check_lines(each.reference)
        said = [name for each in looked.values() for name in each.reference.names]
        check_names(said, class_names(measured))
        sample = _sample(path, pool_of(measured, legend), {i: looked[i] for i in sorted(looked)})
    except ParameterError as error:
        raise ReadError(path, str(error)) from None
    notes = dict.fromkeys(note for i in sorted(looked) for note in looked[i].reference.notes)
    notes |= dict.fromkeys([_(DESIGNS[BY_CLUSTER]), *_weights_note(looked), *_left_out(looked)])
    notes |= dict.fromkeys(_failed([each for each in entries if each.path in files.of and not each.record]))
    return sample, tuple(notes)


def _in_folder(path: Path, pictures: Sequence[str]) -> dict[int, tuple[Path, Table]]:
    """The file of each picture that has one. Raises ReadError."""
    stems = [Path(each).stem for each in pictures]
    found: dict[int, tuple[Path, Table]] = {}
    for i, stem in enumerate(stems):
        file = next((each for ending in ENDINGS if is_file(each := path / f"{stem}{ending}")), None)
        if file is not None:
            if stems.count(stem) > 1:
                raise ReadError(
                    file,
                    _(
                        "several pictures are called “{name}”: give one CSV file with their "
                        "paths in a column “picture”."
                    ).format(name=stem),
                )
            found[i] = file, ()
    if not found:
        sentence = _("no file in it is named as a picture of the series, such as {name}.")
        raise ReadError(path, sentence.format(name=f"{stems[0]}.csv"))
    return found


def _in_file(path: Path, pictures: Sequence[str], reader: ReadingProcess) -> dict[int, tuple[Path, Table]]:
    """The lines of each picture. Raises ReadError."""
    table = reader.read_by(table_of, path, NEEDED_OF_SEVERAL)
    if not table:
        raise ReadError(path, _("it holds no points."))
    numbers: dict[str, int] = {}
    lines: dict[int, list[tuple[int, dict[str, str]]]] = {}
    for line, row in enumerate(table, 2):
        name = row["picture"]
        if name not in numbers:
            numbers[name] = _number_of(path, name, pictures)
        lines.setdefault(numbers[name], []).append((line, row))
    return {number: (path, tuple(rows)) for number, rows in lines.items()}


def _number_of(path: Path, name: str, pictures: Sequence[str]) -> int:
    """The picture that is called so: by its path, as in the table of the series, else by its name."""
    names = [Path(each).name for each in pictures]
    for known in (relative_names(pictures), pictures, names):
        if (number := known.count(name)) == 1:
            return known.index(name)
        if number > 1:
            sentence = _("several pictures are called “{name}”: write the path as in series.csv.")
            raise ReadError(path, sentence.format(name=name))
    sentence = _("its picture “{name}” is none of this series.").format(name=name)
    raise ReadError(path, sentence + did_you_mean(name, names))


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


def _failed(entries: Sequence[Entry]) -> list[str]:
    names = [each.name for each in entries]
    if not names:
        return []
    return [_("Points in pictures that were not measured are left out: {names}.").format(names=listed(names))]
