"""The SQLite file of a collection: opened with caution, and what goes wrong with it told in a sentence."""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from core.base.errors import ReadError, WriteError
from core.base.paths import is_there
from core.base.sentences import N_, _
from core.writing.replace import make_folder

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
# A file that a stranger has made runs nothing and is checked more (sqlite.org/security.html).
_CAUTION = ("PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON", "PRAGMA mmap_size = 0")
# By itself, without the files beside it.
_FOLDED = "PRAGMA journal_mode=DELETE"
_BUSY_SECONDS = 10.0
_BUSY = N_("another program is working on it: try again when that is done.")
# What working on a file of a stranger ends in.
_DAMAGE = (sqlite3.Error, zlib.error, LookupError, OverflowError, TypeError, ValueError)


class Database:
    """Used as a context. For one thread.

    Raises ReadError where the file is none of a collection, or of a newer Floe; WriteError where it cannot be
    written, ReadError there where it is only read.
    """

    def __init__(self, path: Path, *, to_read: bool = False) -> None:
        """to_read: nothing is written, and the file has to be there."""
        self.path, self._to_read = path, to_read
        self._database: sqlite3.Connection | None = None

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
            self._take()
        return self

    def __exit__(self, *_error: object) -> None:
        database, self._database = self._database, None
        if database is not None:
            with contextlib.suppress(sqlite3.Error):
                database.close()

    def check_pages(self) -> None:
        """Raises ReadError where SQLite finds damage in any page."""
        with self._told():
            said = self._open.execute("PRAGMA quick_check(1)").fetchone()[0]
            if said != "ok":
                raise ValueError(said)

    def fold(self) -> None:
        """Put what stands beside the file into it: by itself it holds all from then on.

        Raises WriteError where another program has it open.
        """
        with self._told():
            mode = self._open.execute(_FOLDED).fetchone()[0]
        if mode != "delete":
            raise WriteError(self.path, _(_BUSY))

    def _take(self) -> None:
        """What is wanted of it at once."""

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
            raise WriteError(self.path, _reason(error)) from error
        except _DAMAGE as error:
            raise ReadError(self.path, _("it is no file of a collection, or a damaged one.")) from error

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            kind = ReadError if self._to_read else WriteError
            raise kind(self.path, _reason(error)) from error
        except _DAMAGE as error:
            raise ReadError(self.path, _("it is no file of a collection, or a damaged one.")) from error


def _reason(error: Exception) -> str:
    if "locked" in str(error):
        return _(_BUSY)
    return f"{str(error).rstrip('.')}."


def _reading(path: Path) -> str:
    """How SQLite opens it without writing beside it, unless another program has it open just now."""
    busy = is_there(path.with_name(f"{path.name}-wal"))
    return f"{path.absolute().as_uri()}?mode=ro{'' if busy else '&immutable=1'}"
