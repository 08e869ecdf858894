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
from core.base.parallel import Cancel, never_cancelled
from core.base.paths import is_file, may_follow
from core.document.named_files import without_servers
from core.document.plain_json import Json, damage_named
from core.document.stored_json import checked_lines, checked_object
from core.guarded.process import ReadingProcess
from core.series.entry import Entry, entries_in, entry_from, entry_json
from core.series.recorded import fit_of
from core.writing.replace import make_folder, reason, write_bytes

# Of a picture: corrections are taken back and made again.
_KEPT = 4
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

    def resume(self, reader: ReadingProcess, cancelled: Cancel = never_cancelled) -> None:
        """Take over what earlier runs have left in this folder.

        Raises ReadError for what is damaged, Cancelled.
        """
        record = self._path.with_name(RECORD)
        if is_file(record):
            values = json.loads(reader.read_by(checked_object, record, cancelled=cancelled))
            with damage_named(record, "record"):
                self._take_record(without_servers(values, record))
        if is_file(self._path):
            with damage_named(self._path, "record"):
                for line in reader.read_by(checked_lines, self._path, cancelled=cancelled).splitlines():
                    self._take(without_servers(json.loads(line), self._path))
        self._leave_out_old()

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
        self._take_entry(entry_from(values))

    def _take_entry(self, entry: Entry) -> None:
        """One whose files would have to be looked for on another server is measured again."""
        if all(may_follow(path, self._path) for path in entry.outputs.values()):
            self.entries[entry.key] = entry

    def _leave_out_old(self) -> None:
        """Of what was measured of a picture only the newest stays: each correction leaves another."""
        of_picture: dict[str, list[str]] = {}
        for key, entry in self.entries.items():
            of_picture.setdefault(entry.path, []).append(key)
        for keys in of_picture.values():
            for key in keys[:-_KEPT]:
                del self.entries[key]

    def _take_record(self, values: Any) -> None:
        fit = fit_of(values)
        if fit is not None:
            self.fits[str(values["fit_key"])] = fit
        for entry in entries_in(values):
            self._take_entry(entry)
