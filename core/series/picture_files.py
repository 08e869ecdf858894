"""The files of each picture of a series, written from what was measured: its run record is repeated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from core.base.errors import ParameterError
from core.base.parallel import Cancel, available_threads, never_cancelled
from core.base.sentences import _
from core.document.plain_json import Json
from core.export.run_files import write_all
from core.guarded.process import ReadingProcess
from core.io.products import picture_stem
from core.pictures.crew import Crew, Job
from core.pipeline.verify import is_its_picture, repeat
from core.series.entry import Entry


def check_stems(entries: Sequence[Entry]) -> None:
    """No two pictures write the same file. Raises ParameterError."""
    owners: dict[str, Path] = {}
    for entry in entries:
        path = Path(entry.path)
        # Some file systems do not tell capitals from small letters.
        other = owners.setdefault(picture_stem(path).casefold(), path)
        if other != path:
            sentence = _("{other} and {image} would both write {file}: give each its own name.")
            raise ParameterError(
                sentence.format(other=other, image=path, file=f"{picture_stem(path)}_run.json")
            )


def write_pictures(
    entries: Sequence[Entry],
    directory: Path,
    names: Sequence[str],
    *,
    workers: int | None = None,
    on_progress: Callable[[str, int, int], None] | None = None,
    on_written: Callable[[Path], None] | None = None,
    cancelled: Cancel = never_cancelled,
) -> tuple[str, ...]:
    """Write files of these formats for every picture that was measured, in worker processes; what could not
    be written is told in sentences, a picture each.

    names: as core.export.run_files takes them. Raises ParameterError for two pictures of one name, Cancelled.
    """
    check_stems(entries)
    there = [(number, entry) for number, entry in enumerate(entries) if entry.record]
    jobs = (Job(i, files_again, (e.record, Path(e.path), directory, tuple(names))) for i, e in there)
    problems: list[str] = []
    with Crew(max(1, min(workers or available_threads(), len(there)))) as crew:
        for done, outcome in enumerate(crew.outcomes(jobs, cancelled), 1):
            entry = entries[outcome.number]
            if outcome.problem:
                named = entry.name in outcome.problem
                problems.append(outcome.problem if named else f"{entry.name}: {outcome.problem}")
            if on_progress is not None:
                on_progress(entry.name, done, len(there))
            for path in outcome.value or ():
                if on_written is not None:
                    on_written(path)
    return tuple(problems)


def files_again(
    reader: ReadingProcess, record: Json, path: Path, directory: Path, names: tuple[str, ...]
) -> tuple[Path, ...]:
    """Runs in a worker: the files of one picture. Raises ReadError, ParameterError, WriteError."""
    result = repeat(record, path, path, reader, threads=1)
    if not is_its_picture(record, result):
        raise ParameterError(_("Its content has changed since it was measured: measure it again."))
    return tuple(write_all(result, directory, picture_stem(path), names=names).values())
