"""The jobs of a series: measuring all pictures, and writing the files of what was found."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from core.accuracy.pool import PooledSample
from core.base.errors import Cancelled, FloeError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.paths import is_file
from core.base.sentences import _
from core.document.plain_json import to_bytes
from core.export.run_files import output_paths
from core.guarded.process import ReadingProcess
from core.io.products import picture_stem
from core.io.reader import read
from core.series.checked_found import with_points
from core.series.file_kinds import CHECK, FILES
from core.series.files import write_series
from core.series.journal import JOURNAL, RECORD
from core.series.picture_files import check_stems, write_pictures
from core.series.record import series_record
from core.series.run_series import run_series
from core.series.series import Found, Series, Told
from core.writing.replace import make_folder, write_bytes
from workers.mailbox import Mailbox


def measure_series(series: Series, before: Found | None, progress: Mailbox[Told], cancelled: Cancel) -> Found:
    """Measure all pictures in worker processes; each that is done is put into `progress`.

    before: what was found the last time: what is up to date of it is not measured again.
    Raises ParameterError, ReadError, WriteError, Cancelled.
    """
    directory = series.asked.directory
    if before is not None and not is_file(directory / JOURNAL):
        make_folder(directory)
        write_bytes(directory / RECORD, to_bytes(series_record(before)))
    with (
        closing(ReadingProcess(read, warm=False)) as reader,
        closing(run_series(series, reader, cancelled=cancelled)) as steps,
    ):
        while True:
            try:
                progress.put(next(steps))
            except StopIteration as end:
                found: Found = end.value
                return found


class ExportStep(NamedTuple):
    """How far an export is: the file or picture that is worked on, how many are done, of how many."""

    name: str
    done: int
    of: int


@dataclass(frozen=True, eq=False)
class SeriesExport:
    """Files of a series. keys: of core.series.files; formats: of the files of each picture, none without.

    sample: points of which it is not known yet what they say; that is found first.
    on_stopped, on_failed: called in the thread of the job, where it was cancelled or failed, with the files
    written before.
    """

    found: Found
    directory: Path
    keys: tuple[str, ...]
    formats: tuple[str, ...] = ()
    sample: PooledSample | None = None
    on_stopped: Callable[[tuple[Path, ...]], None] | None = None
    on_failed: Callable[[tuple[Path, ...]], None] | None = None


@dataclass(frozen=True)
class Written:
    """The files of a series. problems: what of single pictures could not be written, in sentences."""

    paths: tuple[Path, ...]
    problems: tuple[str, ...] = ()


def export_series(export: SeriesExport, progress: Mailbox[ExportStep], cancelled: Cancel) -> Written:
    """Write the files that `floe series` writes. Raises WriteError, FloeError, Cancelled."""
    written: list[Path] = []

    def tell(name: str, done: int, of: int) -> None:
        progress.put(ExportStep(name, done, of))

    found, directory = export.found, export.directory
    problems: tuple[str, ...] = ()
    if export.formats:
        check_stems(found.entries)
    if export.sample is not None:
        tell(_("what the points say"), 0, 1)
        found = with_points(found, export.sample, cancelled=cancelled)
    try:
        if export.keys:
            write_series(
                found,
                directory,
                export.keys,
                on_progress=tell,
                on_written=written.append,
                cancelled=cancelled,
            )
        if export.formats:
            problems = write_pictures(
                found.entries,
                directory,
                export.formats,
                on_progress=tell,
                on_written=written.append,
                cancelled=cancelled,
            )
        raise_if_cancelled(cancelled)
    except Cancelled:
        if written and export.on_stopped is not None:
            export.on_stopped(tuple(written))
        raise
    except FloeError:
        if written and export.on_failed is not None:
            export.on_failed(tuple(written))
        raise
    return Written(tuple(written), problems)


def number_of_files(export: SeriesExport) -> int:
    """How many files an export may write; each measured picture has as many as any other."""
    number = len(_files_of_all(export))
    if export.formats:
        measured = sum(bool(entry.record) for entry in export.found.entries)
        number += measured * len(output_paths(export.directory, "", export.formats))
    return number


def files_there(export: SeriesExport, cancelled: Cancel = never_cancelled) -> tuple[Path, ...]:
    """The files that an export may write, but for masks, whose names are those of classes, and that are there
    already, by one look at the folder. A job. Raises Cancelled.
    """
    try:
        # Some file systems do not tell capitals from small letters.
        there = {path.name.casefold() for path in export.directory.iterdir()}
    except OSError:
        return ()
    paths = _files_of_all(export)
    for entry in export.found.entries if export.formats else ():
        raise_if_cancelled(cancelled)
        if entry.record:
            paths += output_paths(export.directory, picture_stem(Path(entry.path)), export.formats)
    return tuple(path for path in paths if path.name.casefold() in there)


def _files_of_all(export: SeriesExport) -> list[Path]:
    hindered = hindrances(export.found, export.sample)
    return [
        export.directory / each.name for each in FILES if each.key in export.keys and each.key not in hindered
    ]


def hindrances(found: Found, sample: PooledSample | None) -> dict[str, str]:
    """Why files of a series cannot be written, a sentence each; those that can are not in it. sample: of
    which it is not known yet what it says.
    """
    sentences = {each.key: sentence for each in FILES if (sentence := each.hindrance(found))}
    if sample is not None and sample.row.names:
        sentences.pop(CHECK, None)
    return sentences
