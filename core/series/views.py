"""Views of a series: each picture small, with what was measured in it; for thumbnails, animations, reports.

They are made by repeating the run record of the picture, so they show what is in the table and nothing else;
where they are asked for, and not before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from core.base.arrays import Bytes, freeze
from core.base.errors import ReadError, WriteError
from core.base.opencv import opencv
from core.base.parallel import Cancel, available_threads, never_cancelled
from core.base.sentences import _
from core.cluster.features.models import Models
from core.document.plain_json import Json
from core.export.pictures import class_numbers, looked_at
from core.guarded.process import ReadingProcess
from core.image.display import to_rgb
from core.image.image import Image
from core.image.reading import reading_in
from core.pictures.crew import AnyCrew, Crew, Job
from core.pipeline.levels import read_level
from core.pipeline.record_reader import document_from
from core.pipeline.result import Result
from core.pipeline.run import result_in, run
from core.pipeline.task import Task, task_of
from core.pipeline.verify import is_its_picture, opened_again
from core.series.entry import Entry
from core.series.own_parts import regions_on
from core.writing.replace import reason

# Of the longer side of a view for files, in pixels.
SIDE = 480
# Of a picture larger than memory so many pixels are looked at.
_MOST = 1 << 20
_PAPER = 255
_MODELS = Models()


@dataclass(frozen=True, eq=False)
class View:
    """One picture, small. Frozen: the arrays are read-only.

    picture: (height, width, 3) uint8 sRGB, white where there is no data. classes: (height, width) uint8,
    i + 1 where a pixel is of names[i], 0 where nothing was measured.
    """

    picture: Bytes
    classes: Bytes
    names: tuple[str, ...]

    def __post_init__(self) -> None:
        freeze(self.picture, self.classes)

    def coloured(self, colours: Mapping[str, str]) -> Bytes:
        """(height, width, 3) uint8: the classes in their colours, "#rrggbb" by name; white where none is."""
        table = np.full((256, 3), _PAPER, np.uint8)
        for number, name in enumerate(self.names, 1):
            table[number] = tuple(bytes.fromhex(colours[name][1:])) if name in colours else (128, 128, 128)
        return table[self.classes]


def view_of(result: Result, side: int = SIDE) -> View:
    """Of what was measured in a picture that is in memory. side: of the longer side, at most."""
    document = result.document
    if document is None:
        raise ValueError("a view needs the picture")
    part = looked_at(result.image).part
    picture, classes = to_rgb(document.image)[part], class_numbers(result)[part]
    valid = document.image.valid
    if valid is not None:
        picture = np.where(valid[part][..., None], picture, np.uint8(_PAPER))
    names = tuple(item.name for item in result.classes)
    return View(_smaller(picture, side, smooth=True), _smaller(classes, side, smooth=False), names)


def view_again(
    reader: ReadingProcess,
    record: Json,
    path: Path,
    side: int = SIDE,
    *,
    cancelled: Cancel = never_cancelled,
) -> View:
    """Of a run record and its picture at `path`: the run is repeated. Runs in a worker, too.

    Raises ReadError, ParameterError, Cancelled.
    """
    with opened_again(record, path, path, reader, threads=1, cancelled=cancelled) as task:
        source: Task | None = None
        if isinstance(task.source, Image):
            source = replace(task, errors=False, accuracy=False, regions=None)
    if source is None:  # larger than memory
        image = read_level(path, reader, reading_in(record), most=_MOST, cancelled=cancelled)
        document = document_from(record, image)
        regions = regions_on(image, document.regions_of_interest)
        source = task_of(document.with_regions_of_interest(regions), accuracy=False)
    result = result_in(run(source, models=_MODELS, threads=1, cancelled=cancelled))
    if not is_its_picture(record, result):
        raise ReadError(path, _("its content has changed since it was measured: measure it again."))
    return view_of(result, side)


class KeptViews:
    """The views of entries, in their order, as often as they are asked for; they lie on the disk."""

    def __init__(self, folder: Path, kept: Sequence[bool]) -> None:
        self._folder, self._kept = folder, tuple(kept)

    def __len__(self) -> int:
        return len(self._kept)

    def __getitem__(self, number: int) -> View | None:
        """None where the picture is not there any more, or could not be repeated."""
        if not self._kept[number]:
            return None
        with np.load(_file(self._folder, number)) as stored:
            return View(stored["picture"], stored["classes"], tuple(stored["names"].tolist()))

    def __iter__(self) -> Iterator[View | None]:
        return (self[number] for number in range(len(self)))


@contextmanager
def kept_views(
    entries: Sequence[Entry],
    *,
    workers: int | None = None,
    crew: AnyCrew | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Cancel = never_cancelled,
) -> Iterator[KeptViews]:
    """Make the views in worker processes, or by the crew; they are gone when the block ends.

    on_progress: told how many are done, of how many. Raises Cancelled, WriteError where they cannot be kept.
    """
    there = [number for number, entry in enumerate(entries) if entry.record]
    kept = [False] * len(entries)
    with TemporaryDirectory(prefix="floe-views-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        number_of = max(1, min(workers or available_threads(), len(there)))
        jobs = (Job(i, view_again, (entries[i].record, Path(entries[i].path))) for i in there)
        with crew or Crew(number_of) as at_work:
            for done, outcome in enumerate(at_work.outcomes(jobs, cancelled), 1):
                if isinstance(outcome.value, View):
                    view, kept[outcome.number] = outcome.value, True
                    _keep(_file(folder, outcome.number), view)
                if on_progress is not None:
                    on_progress(done, len(there))
        yield KeptViews(folder, kept)


def _keep(path: Path, view: View) -> None:
    """Raises WriteError, as where the disk is full."""
    try:
        names = np.array(view.names, dtype=str)
        np.savez_compressed(path, picture=view.picture, classes=view.classes, names=names)
    except OSError as error:
        raise WriteError(path, reason(error)) from error


def _file(folder: Path, number: int) -> Path:
    return folder / f"{number}.npz"


def _smaller(pixels: Bytes, side: int, *, smooth: bool) -> Bytes:
    """By the mean, or by the nearest pixel; never larger."""
    height, width = pixels.shape[:2]
    scale = side / max(height, width)
    if scale >= 1:
        return np.ascontiguousarray(pixels)
    cv2 = opencv()
    size = max(1, round(width * scale)), max(1, round(height * scale))
    kind = cv2.INTER_AREA if smooth else cv2.INTER_NEAREST_EXACT
    smaller: Bytes = np.asarray(cv2.resize(np.ascontiguousarray(pixels), size, interpolation=kind), np.uint8)
    return smaller
