"""The file of a collection: which pictures it had with their hashes, its runs, and what its clusters are
called.

A SQLite database: a change writes what it changes, in one transaction, so that after a kill there is the
state before it or after it. A run is never overwritten.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from core.base.errors import ReadError, WriteError
from core.base.paths import is_there
from core.base.sentences import _
from core.collection.collection import Row
from core.writing.replace import make_folder
from core.writing.stamp import FileStamp

NAME = "collection.sqlite"
VERSION = 1
# "flcl": whose file it is (PRAGMA application_id).
WHOSE = 0x666C636C
_TABLES = (
    (
        "CREATE TABLE picture (path TEXT PRIMARY KEY, inode TEXT, size INT, modified INT, sha256 TEXT, "
        "width INT, height INT, reason TEXT) WITHOUT ROWID"
    ),
    "CREATE TABLE run (key TEXT PRIMARY KEY, made REAL, seconds REAL, record BLOB)",
    "CREATE TABLE name (run TEXT, cluster INT, name TEXT, confirmed INT, PRIMARY KEY (run, cluster))",
    f"PRAGMA application_id = {WHOSE}",
    f"PRAGMA user_version = {VERSION}",
)
# Came later: whoever opens a file without it writes it when it is needed.
_SHOWN = "CREATE TABLE IF NOT EXISTS shown (run TEXT, chosen TEXT)"
# A file that a stranger has made runs nothing and is checked more (sqlite.org/security.html).
_CAUTION = ("PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON", "PRAGMA mmap_size = 0")
_BUSY_SECONDS = 10.0
# Of a record that is unpacked: as much as one that is read from a file may have.
_MOST_BYTES = 512 << 20
# What working on a file of a stranger ends in.
_DAMAGE = (sqlite3.Error, zlib.error, LookupError, OverflowError, TypeError, ValueError)

_Known = tuple[FileStamp, str]
_NO_STAMP = FileStamp(0, 0, 0)


@dataclass(frozen=True)
class Kept:
    """A run. made: seconds since 1970. seconds: that it took. record: the bytes of its run.json."""

    key: str
    made: float
    seconds: float
    record: bytes


class Store:
    """Used as a context. For one thread.

    Raises ReadError where the file is none of a collection, or of a newer Floe; WriteError where it cannot be
    written, ReadError there where it is only read.
    """

    def __init__(self, path: Path, *, to_read: bool = False) -> None:
        """to_read: nothing is written, and the file has to be there."""
        self.path, self._to_read = path, to_read
        self._database: sqlite3.Connection | None = None
        self._known: dict[str, _Known] = {}
        self._rows: dict[str, tuple[object, ...]] = {}
        self._new: dict[str, _Known] = {}

    def __enter__(self) -> Self:
        if not self._to_read:
            make_folder(self.path.parent)
        with self._told():
            name, is_uri = (_reading(self.path), True) if self._to_read else (str(self.path), False)
            database = sqlite3.connect(name, timeout=_BUSY_SECONDS, isolation_level=None, uri=is_uri)
            self._database = database
            for caution in _CAUTION:
                database.execute(caution)
            self._check(database)
            if not self._to_read:
                database.execute("PRAGMA journal_mode = WAL")
                database.execute("PRAGMA synchronous = NORMAL")
            for path, inode, size, modified, *rest in database.execute("SELECT * FROM picture").fetchall():
                stamp = FileStamp(int(inode), int(size), int(modified))
                self._known[str(path)] = stamp, str(rest[0])
                self._rows[str(path)] = (path, str(stamp.inode), size, modified, *rest)
        return self

    def __exit__(self, *_error: object) -> None:
        database, self._database = self._database, None
        if database is not None:
            with contextlib.suppress(sqlite3.Error):
                database.close()

    def sha256_of(self, path: Path) -> str:
        """Of a file that is as it was when it was read; "" of another one."""
        stamp, sha256 = self._known.get(str(path), (None, ""))
        return sha256 if stamp is not None and stamp == FileStamp.of(path) else ""

    def keep(self, path: Path, sha256: str, before: FileStamp | None) -> str:
        """Take note of a hash, and give it back; it is written by `save`. before: of the file when its
        hashing began: that of one which was written to meanwhile is not kept.
        """
        if before is not None and before == FileStamp.of(path):
            self._known[str(path)] = before, sha256
        else:
            self._known.pop(str(path), None)
        return sha256

    def save(self, rows: Sequence[Row]) -> None:
        """Write the rows that are not as they were, and remove those of pictures that are gone."""
        wanted: dict[str, tuple[object, ...]] = {}
        for row in rows:
            key = _text(str(row.path))
            stamp, of_stamp = self._known.get(str(row.path), (_NO_STAMP, ""))
            if of_stamp != row.sha256:  # of another content, whose stamp would vouch for this one
                stamp = _NO_STAMP
            about = (
                str(stamp.inode),  # some systems have greater ones than SQLite has numbers
                stamp.size,
                stamp.modified_ns,
                row.sha256,
                row.width,
                row.height,
                _text(row.reason),
            )
            wanted[key] = (key, *about)
        changed = [values for key, values in wanted.items() if self._rows.get(key) != values]
        gone = [(key,) for key in self._rows if key not in wanted]
        if not changed and not gone:
            return
        with self._transaction() as database:
            database.executemany("INSERT OR REPLACE INTO picture VALUES (?, ?, ?, ?, ?, ?, ?, ?)", changed)
            database.executemany("DELETE FROM picture WHERE path = ?", gone)
        self._rows = wanted

    def add_run(self, key: str, record: bytes, seconds: float) -> None:
        """Keep a run; one that is there already stays as it is."""
        with self._transaction() as database:
            values = (key, time.time(), seconds, zlib.compress(record))
            database.execute("INSERT OR IGNORE INTO run VALUES (?, ?, ?, ?)", values)

    def runs(self) -> Iterator[Kept]:
        """In the order in which they were made, one at a time: records may be large. Raises ReadError where
        one is damaged.
        """
        with self._told():
            query = "SELECT key, made, seconds, record FROM run ORDER BY made, key"
            for key, made, seconds, record in self._open.execute(query):
                yield Kept(str(key), float(made), float(seconds), _unpacked(record))

    def show(self, key: str, selection: Sequence[int], others: Sequence[str] = ()) -> None:
        """Remember which run is shown, and which of its pictures are chosen. others: the runs beside it, as
        they are now.
        """
        rows = [(key, json.dumps(list(selection))), *((other, "") for other in others if other != key)]
        with self._transaction() as database:
            database.execute(_SHOWN)
            database.execute("DELETE FROM shown")
            database.executemany("INSERT INTO shown VALUES (?, ?)", rows)

    def shown(self) -> tuple[str, tuple[int, ...], tuple[str, ...]]:
        """The run that was shown last, the pictures that were chosen, and all runs as they were then; ""
        before `show`. Raises ReadError where it is damaged.
        """
        with self._told():
            query = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'shown'"
            if not self._open.execute(query).fetchone()[0]:
                return "", (), ()
            rows = self._open.execute("SELECT run, chosen FROM shown").fetchall()
            key, chosen = next(((key, chosen) for key, chosen in rows if chosen), ("", "[]"))
            selection = tuple(int(each) for each in json.loads(chosen))
            return str(key), selection, tuple(str(run) for run, _chosen in rows)

    def names(self, key: str) -> dict[int, tuple[str, bool]]:
        """Of the clusters of a run by their numbers, and whether a person has confirmed each."""
        with self._told():
            query = "SELECT cluster, name, confirmed FROM name WHERE run = ?"
            rows = self._open.execute(query, (key,)).fetchall()
            return {int(cluster): (str(name), bool(confirmed)) for cluster, name, confirmed in rows}

    def name(self, key: str, names: Mapping[int, str]) -> None:
        """Call clusters of a run so; "" takes a name away."""
        with self._transaction() as database:
            for cluster, name in names.items():
                database.execute("DELETE FROM name WHERE run = ? AND cluster = ?", (key, cluster))
                if name:
                    database.execute("INSERT INTO name VALUES (?, ?, ?, 1)", (key, cluster, name))

    def propose(self, key: str, names: Mapping[int, str]) -> None:
        """Call clusters of a run so until a person says otherwise; those that one has named stay."""
        with self._transaction() as database:
            for cluster, name in names.items():
                database.execute(
                    "DELETE FROM name WHERE run = ? AND cluster = ? AND confirmed = 0", (key, cluster)
                )
                database.execute("INSERT OR IGNORE INTO name VALUES (?, ?, ?, 0)", (key, cluster, name))

    @property
    def _open(self) -> sqlite3.Connection:
        if self._database is None:
            raise sqlite3.ProgrammingError("it is closed")
        return self._database

    def _check(self, database: sqlite3.Connection) -> None:
        """Raises ReadError; a new file gets its tables."""
        version = int(database.execute("PRAGMA user_version").fetchone()[0])
        whose = int(database.execute("PRAGMA application_id").fetchone()[0])
        tables = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if not version and not whose and not tables and not self._to_read:
            with self._transaction():
                for statement in _TABLES:
                    database.execute(statement)
        elif whose != WHOSE:
            raise ReadError(self.path, _("it is no file of a collection: choose another folder."))
        elif version > VERSION:
            sentence = _("a newer Floe has written it (version {version}): get that one.")
            raise ReadError(self.path, sentence.format(version=version))

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            self._open.execute("BEGIN IMMEDIATE")
            with self._open:
                yield self._open
        except (sqlite3.OperationalError, sqlite3.ProgrammingError, OSError) as error:
            raise WriteError(self.path, f"{str(error).rstrip('.')}.") from error
        except _DAMAGE as error:
            raise ReadError(self.path, _("it is no file of a collection, or a damaged one.")) from error

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            kind = ReadError if self._to_read else WriteError
            raise kind(self.path, f"{str(error).rstrip('.')}.") from error
        except _DAMAGE as error:
            raise ReadError(self.path, _("it is no file of a collection, or a damaged one.")) from error


def _reading(path: Path) -> str:
    """How SQLite opens it without writing beside it, unless another program has it open just now."""
    busy = is_there(path.with_name(f"{path.name}-wal"))
    return f"{path.absolute().as_uri()}?mode=ro{'' if busy else '&immutable=1'}"


def _text(text: str) -> str:
    """A text with the bytes of a path that are none written out."""
    return text.encode("utf-8", "backslashreplace").decode()


def _unpacked(record: bytes) -> bytes:
    opened = zlib.decompressobj()
    content = opened.decompress(record, _MOST_BYTES)
    if opened.unconsumed_tail:
        raise ValueError("a record that is too long")
    return content
