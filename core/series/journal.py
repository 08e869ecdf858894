"""What is done so far, a line a picture: so that a series that was stopped, or killed, goes on from there.

A line is written as soon as a picture is measured; the last one may be cut where the program was killed, and
is then left out. At the end the journal goes: all of it is in series.json, from where a later run goes on.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Self

from core.base.errors import WriteError
from core.base.paths import is_file
from core.document.plain_json import Json, damage_named
from core.document.stored_json import checked_lines, checked_object
from core.guarded.process import ReadingProcess
from core.series.entry import Entry, entries_in, entry_from, entry_json
from core.writing.replace import make_folder, reason, write_bytes

JOURNAL, RECORD = "series_journal.jsonl", "series.json"


class Journal:
    """entries: of earlier runs, by their keys. fits: what legends were fitted to, by theirs.

    Used as a context. Raises WriteError where it cannot be written, also by `add`: then nothing more could be
    kept.
    """

    def __init__(self, directory: Path) -> None:
        self._path = directory / JOURNAL
        self._file: IO[str] | None = None
        self.entries: dict[str, Entry] = {}
        self.fits: dict[str, Json] = {}

    def resume(self, reader: ReadingProcess) -> None:
        """Take over what earlier runs have left in this folder. Raises ReadError for what is damaged."""
        record = self._path.with_name(RECORD)
        if is_file(record):
            values = json.loads(reader.read_by(checked_object, record))
            with damage_named(record, "record"):
                self._take_record(values)
        if is_file(self._path):
            with damage_named(self._path, "record"):
                for line in reader.read_by(checked_lines, self._path).splitlines():
                    self._take(json.loads(line))

    def __enter__(self) -> Self:
        make_folder(self._path.parent)
        known = [*({"fit_key": key, "fit": fit} for key, fit in self.fits.items())]
        known += map(entry_json, self.entries.values())
        write_bytes(self._path, "".join(json.dumps(each) + "\n" for each in known).encode())
        try:
            self._file = self._path.open("a", encoding="utf-8")
        except OSError as error:
            raise WriteError(self._path, reason(error)) from error
        return self

    def __exit__(self, *_error: object) -> None:
        file, self._file = self._file, None
        if file is not None:
            with suppress(OSError):
                file.close()

    def add(self, entry: Entry) -> None:
        """A picture is done."""
        self._write(entry_json(entry))

    def add_fit(self, key: str, fit: Json) -> None:
        """The legend is fitted."""
        self._write({"fit_key": key, "fit": fit})

    def remove(self) -> None:
        """All of it stands in the record of the series."""
        self.__exit__()
        with suppress(OSError):
            self._path.unlink()

    def _write(self, values: Json) -> None:
        if self._file is None:
            return
        try:
            self._file.write(json.dumps(values) + "\n")
            self._file.flush()
        except OSError as error:
            file, self._file = self._file, None
            with suppress(OSError):
                file.close()
            raise WriteError(self._path, reason(error)) from error

    def _take(self, values: Any) -> None:
        if "fit_key" in values:
            self.fits[str(values["fit_key"])] = dict(values["fit"])
            return
        entry = entry_from(values)
        self.entries[entry.key] = entry

    def _take_record(self, values: Any) -> None:
        if values.get("fit_key"):
            self.fits[str(values["fit_key"])] = dict(values["fit"])
        for entry in entries_in(values):
            self.entries[entry.key] = entry
