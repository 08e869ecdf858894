"""What was measured at single pixels of a picture: its run record is repeated, in a worker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from core.accuracy.pool import Drawn, Kind, Place
from core.base.errors import FloeError, ReadError
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _
from core.cluster.features.models import Models
from core.document.plain_json import Json
from core.guarded.process import ReadingProcess
from core.image.image import Image
from core.pictures.crew import Crew, Job
from core.pipeline.result import Result
from core.pipeline.run import result_in, run
from core.pipeline.verify import is_its_picture, opened_again
from core.series.entry import Entry

_MODELS = Models()


@dataclass(frozen=True)
class At:
    """cluster, name: of the class; 0 and "" where nothing is measured."""

    row: int
    column: int
    cluster: int
    name: str


def result_again(
    reader: ReadingProcess, record: Json, path: Path, *, cancelled: Cancel = never_cancelled
) -> Result:
    """What a run record says, of the picture at `path`, without errors of areas.

    Raises ReadError where it is another picture now, or larger than memory; ParameterError, Cancelled.
    """
    with opened_again(record, path, path, reader, threads=1, cancelled=cancelled) as task:
        if not isinstance(task.source, Image):
            raise ReadError(
                path, _("it is too large to look at single pixels of its result: leave it out of the series.")
            )
        wanted = replace(task, errors=False, accuracy=False, regions=None)
        result = result_in(run(wanted, models=_MODELS, threads=1, cancelled=cancelled))
    if not is_its_picture(record, result):
        raise ReadError(path, _("its content has changed since it was measured: measure it again."))
    return result


def at_pixels(result: Result, rows: Sequence[int], columns: Sequence[int]) -> tuple[At, ...]:
    """What the result has at these pixels; nothing outside of the picture."""
    height, width = result.labels.shape
    found = []
    for row, column in zip(rows, columns, strict=True):
        inside = 0 <= row < height and 0 <= column < width
        cluster = int(result.labels[row, column]) if inside else 0
        name = next((item.name for item in result.classes if cluster in item.clusters), "")
        found.append(At(row, column, cluster, name))
    return tuple(found)


def places_drawn(
    reader: ReadingProcess, record: Json, path: Path, kinds: Sequence[Kind], drawn: Sequence[Drawn]
) -> tuple[Place, ...]:
    """Runs in a worker: where the pixels lie that were drawn in a picture. Raises as `result_again`."""
    result = result_again(reader, record, path)
    width, members, found = result.labels.shape[1], dict[int, np.ndarray](), []
    for each in drawn:
        if each.stratum not in members:
            kind = kinds[each.stratum]
            names = (item.clusters for item in result.classes if item.name == kind.name)
            clusters = kind.clusters or next(names, ())
            members[each.stratum] = np.flatnonzero(np.isin(result.labels, clusters))
        row, column = divmod(int(members[each.stratum][each.rank]), width)
        found.append(Place(each.picture, row, column))
    return tuple(found)


def map_at(reader: ReadingProcess, record: Json, path: Path, places: Sequence[Place]) -> tuple[At, ...]:
    """Runs in a worker: what was measured at these places of a picture. Raises as `result_again`."""
    result = result_again(reader, record, path)
    return at_pixels(result, [each.row for each in places], [each.column for each in places])


def placed(
    drawn: Sequence[Drawn],
    kinds: Sequence[Kind],
    entries: Mapping[int, Entry],
    *,
    workers: int,
    cancelled: Cancel = never_cancelled,
) -> tuple[Place, ...]:
    """Where the pixels lie that were drawn, in their order. entries: of the pictures, by their places.

    Raises ReadError, which names the picture, where one is not as it was measured; Cancelled.
    """
    by_picture = _by_picture([each.picture for each in drawn])
    jobs = {
        picture: (places_drawn, tuple(kinds), tuple(drawn[i] for i in numbers))
        for picture, numbers in by_picture.items()
    }
    found: dict[int, Place] = {}
    for picture, value in worked(jobs, entries, workers, cancelled):
        found |= dict(zip(by_picture[picture], value, strict=True))
    return tuple(found[i] for i in range(len(drawn)))


def maps_at(
    places: Sequence[Place],
    entries: Mapping[int, Entry],
    *,
    workers: int,
    cancelled: Cancel = never_cancelled,
) -> dict[int, tuple[At, ...]]:
    """What was measured at the places that lie in these pictures, by picture, in their order. Raises as
    `placed`.
    """
    by_picture = _by_picture([each.picture for each in places])
    jobs = {
        picture: (map_at, tuple(places[i] for i in numbers))
        for picture, numbers in by_picture.items()
        if picture in entries
    }
    return dict(worked(jobs, entries, workers, cancelled))


def _by_picture(pictures: Sequence[int]) -> dict[int, list[int]]:
    """The numbers of the points of each picture."""
    found: dict[int, list[int]] = {}
    for number, picture in enumerate(pictures):
        found.setdefault(picture, []).append(number)
    return found


def worked(
    jobs: Mapping[int, tuple[Any, ...]],
    entries: Mapping[int, Entry],
    workers: int,
    cancelled: Cancel,
) -> Iterator[tuple[int, Any]]:
    """What each job gives: work(reader, record, path, *rest) for (work, *rest).

    Raises FloeError, Cancelled.
    """
    with Crew(max(1, min(workers, len(jobs)))) as crew:
        every = (
            Job(picture, work, (entries[picture].record, Path(entries[picture].path), *rest))
            for picture, (work, *rest) in jobs.items()
        )
        for outcome in crew.outcomes(every, cancelled):
            if outcome.problem:
                raise FloeError(outcome.problem)
            yield outcome.number, outcome.value
