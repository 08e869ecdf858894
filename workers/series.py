"""The jobs of a series: measuring all pictures, and writing the files of what was found."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from core.base.parallel import Cancel
from core.base.paths import is_file
from core.document.plain_json import to_bytes
from core.guarded.process import ReadingProcess
from core.io.reader import read
from core.series.files import write_series
from core.series.journal import JOURNAL, RECORD
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


@dataclass(frozen=True)
class Written:
    """The files of a series."""

    paths: tuple[Path, ...]


def export_series(found: Found, directory: Path, tables: tuple[str, ...], cancelled: Cancel) -> Written:
    """Write the files that `floe series` writes. Raises WriteError, Cancelled."""
    return Written(tuple(write_series(found, directory, tables, cancelled=cancelled).values()))
