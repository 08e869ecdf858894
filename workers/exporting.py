"""The export job: writes the files that were chosen, each whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from core.base.errors import Cancelled, FloeError, WriteError
from core.base.parallel import Cancel, raise_if_cancelled
from core.base.paths import is_file
from core.base.sentences import _, ngettext
from core.classes.classes import Class
from core.export.class_mask import mask_formats
from core.export.formats import Format, formats
from core.export.run_files import MASKS, RECORD, RECORD_ENDING, write_record
from core.measure.uncertainty import Uncertainty
from core.pipeline.byline import Byline
from core.pipeline.result import Result
from core.pipeline.run import result_in, run
from core.pipeline.task import task_of
from core.writing.replace import make_folder

# Keys of formats, "mask:NAME" or "run", each with the path of its main file.
Files = tuple[tuple[str, Path], ...]

# Keys that begin so have areas in them, which are given with their errors.
_WITH_ERRORS = ("areas", "ratios", "roi_", "report", "run", "overlay")


class ExportProgress(NamedTuple):
    """The file that is being written now: which of how many, or per cent of 100."""

    number: int
    of: int
    name: str


@dataclass(frozen=True, eq=False)
class Export:
    """What to write of a result. errors: of the areas, where they are known already. byline: of a report.

    on_stopped: called in the thread of the job, where it was cancelled, with the files written before.
    """

    result: Result
    files: Files
    errors: Uncertainty | None = None
    byline: Byline | None = None
    on_progress: Callable[[ExportProgress], None] | None = None
    on_stopped: Callable[[tuple[Path, ...]], None] | None = None


def files_for(
    keys: Iterable[str],
    directory: Path,
    stem: str,
    *,
    classes: Sequence[Class] = (),
    georeferenced: bool = False,
) -> Files:
    """The files of several formats under one stem, named as the command line names them.

    keys: of formats, "masks" for one of each class, "mask:NAME", "run". Unknown ones are left out.
    """
    wanted = set(keys)
    masks = mask_formats(classes, georeferenced=georeferenced)
    chosen = [each for each in formats() if each.key in wanted]
    chosen += [each for each in masks if MASKS in wanted or each.key in wanted]
    files = [(each.key, each.files(directory, stem)[0]) for each in chosen]
    if RECORD in wanted:
        files.append((RECORD, directory / f"{stem}{RECORD_ENDING}"))
    return tuple(files)


def files_there(files: Files) -> int:
    """How many files an export would replace, with those that belong to them."""
    siblings = {each.key: each.siblings for each in formats()}
    others = [other for key, path in files if key in siblings for other in siblings[key](path)]
    return sum(is_file(path) for path in (*(path for _, path in files), *others))


def hindrances(result: Result) -> dict[str, str]:
    """Why formats cannot be written of this result, a sentence each; those that can are not in it."""
    return {each.key: sentence for each in formats() if (sentence := each.hindrance(result))}


def export(request: Export, cancelled: Cancel) -> tuple[Path, ...]:
    """Write the files in turn; the paths written, each with what belongs to it.

    Raises WriteError and other FloeErrors, Cancelled.

    What was written before a failure stays, each file whole; the error says how many. What was before a
    cancel stays too, and `on_stopped` is told.
    """
    written: list[Path] = []
    try:
        _write_all(request, written, cancelled)
        raise_if_cancelled(cancelled)
    except Cancelled:
        if written and request.on_stopped is not None:
            request.on_stopped(tuple(written))
        raise
    return tuple(written)


def _write_all(request: Export, written: list[Path], cancelled: Cancel) -> None:
    result = replace(_completed(request, cancelled), byline=request.byline)
    siblings = {each.key: each.siblings for each in formats()}
    for done, (key, path) in enumerate(request.files):
        raise_if_cancelled(cancelled)
        if request.on_progress is not None:
            request.on_progress(ExportProgress(done + 1, len(request.files), path.name))
        try:
            make_folder(path.parent)
            _write(result, key, path, cancelled)
        except FloeError as error:
            raise _with_count(error, done, len(request.files)) from error
        others = siblings[key](path) if key in siblings else ()
        written += [path, *(other for other in others if is_file(other))]


def _completed(request: Export, cancelled: Cancel) -> Result:
    """What the document says now, with errors where what is written has them. Raises Cancelled."""
    result = request.result
    if result.document is None:
        return result
    errors = any(key.startswith(_WITH_ERRORS) for key, _ in request.files)
    task = task_of(result.document, errors=errors, known=result, uncertainty=request.errors)
    return result_in(run(task, cancelled=cancelled))


def _with_count(error: FloeError, done: int, wanted: int) -> FloeError:
    if wanted == 1:
        return error
    sentence = (
        ngettext(
            "{n} file was written before it; {left} of {wanted} were not.",
            "{n} files were written before it; {left} of {wanted} were not.",
            done,
        )
        if done
        else _("No file was written before it; {left} of {wanted} were not.")
    )
    return FloeError(f"{error}\n{sentence.format(n=done, left=wanted - done, wanted=wanted)}")


def _write(result: Result, key: str, path: Path, cancelled: Cancel) -> None:
    if key == RECORD:
        write_record(path, result)
        return
    found = _format(result, key)
    if sentence := found.hindrance(result):
        raise WriteError(path, sentence)
    found.write(path, result, cancelled)


def _format(result: Result, key: str) -> Format:
    masks = mask_formats(result.classes, georeferenced=result.image.georeference is not None)
    return next(each for each in (*formats(), *masks) if each.key == key)
