"""What was computed of pictures, kept for the next time: vectors by picture and embedding, looks by picture.

A database in the user's cache folder, with a limit; whatever is in it can be computed again. Where it cannot
be written or read, everything is computed, and that is said.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import _
from core.collection.frame import SMALL
from core.pictures.dates import FileDates

# Bytes of the file: some 150,000 pictures with EfficientNet-Lite0.
LIMIT = 2_000_000_000
# What is left of it where it is larger: so little that it is not too much at once again. It goes in parts.
_LEFT, _PARTS = 0.75, 20
_VERSION = 2
_TABLES = (
    (
        "CREATE TABLE look (picture TEXT PRIMARY KEY, width INT, height INT, used INT, small BLOB, "
        "thumb BLOB, taken TEXT, acquired TEXT, written TEXT)"
    ),
    "CREATE TABLE vector (picture TEXT, model TEXT, used INT, content BLOB, PRIMARY KEY (picture, model))",
    f"PRAGMA user_version = {_VERSION}",
)
_LOOK = "width, height, small, thumb, taken, acquired, written"
_KEEP_LOOK = "INSERT OR REPLACE INTO look VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_AT_ONCE = 500
_DAY = 86400


@dataclass(frozen=True, eq=False)
class Look:
    """Of a picture: its size in pixels, all of it in (SMALL, SMALL, 3) uint8, a JPEG, and what its file says
    of when it was taken.
    """

    width: int
    height: int
    small: Bytes
    thumbnail: bytes
    dates: FileDates = field(default_factory=FileDates)


@dataclass(frozen=True, eq=False)
class Computed:
    """All that is computed of a picture of this content (Row.content). vector: (d,) float32."""

    content: str
    look: Look
    vector: NDArray[np.float32]


def cache_path() -> Path:
    """Where this user's cache lies."""
    from platformdirs import user_cache_path

    return user_cache_path("floe", appauthor=False) / "collections.sqlite"


class Cache:
    """Used as a context; before it is entered it knows and keeps nothing. For one thread. problem: why it
    is not used (any more), a sentence, else "".
    """

    def __init__(self, path: Path, limit: int = LIMIT) -> None:
        self._path, self._limit = path, limit
        self._database: sqlite3.Connection | None = None
        self._today = int(time.time()) // _DAY
        self.problem = ""

    def __enter__(self) -> Self:
        with self._told():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._database = database = sqlite3.connect(self._path, timeout=5.0, isolation_level=None)
            if _version(database) != _VERSION:
                self._begin_anew(database)
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
        return self

    def __exit__(self, *_error: object) -> None:
        with self._told():
            self._keep_limit()
        self._close()

    def looks(self, pictures: Sequence[str], cancelled: Cancel = never_cancelled) -> dict[str, Look]:
        """What is known of the pictures of these contents, by them. Raises Cancelled."""
        found: dict[str, Look] = {}
        with self._told():
            query = f"SELECT picture, {_LOOK} FROM look WHERE picture IN"  # noqa: S608 - fixed
            for picture, width, height, small, thumbnail, *dates in self._rows(query, pictures, cancelled):
                pixels = np.frombuffer(small, np.uint8)
                if pixels.size == SMALL * SMALL * 3:
                    found[str(picture)] = Look(
                        int(width),
                        int(height),
                        pixels.reshape(SMALL, SMALL, 3),
                        bytes(thumbnail),
                        FileDates(*map(str, dates)),
                    )
        return found

    def vectors(
        self, model: str, pictures: Sequence[str], cancelled: Cancel = never_cancelled
    ) -> dict[str, NDArray[np.float32]]:
        """Those of the pictures of these contents, by them. model: by which embedding. Raises Cancelled."""
        found: dict[str, NDArray[np.float32]] = {}
        with self._told():
            query = "SELECT picture, content FROM vector WHERE model = ? AND picture IN"
            for picture, content in self._rows(query, pictures, cancelled, _key(model)):
                found[str(picture)] = np.frombuffer(content, np.float32)
        return found

    def keep(self, model: str, computed: Sequence[Computed]) -> None:
        """Keep what was computed, in one transaction."""
        with self._told():
            if self._database is None:
                return
            looks = [(each.content, *_cells(each.look, self._today)) for each in computed]
            vectors = [(each.content, _key(model), self._today, each.vector.tobytes()) for each in computed]
            with _transaction(self._database):
                self._database.executemany(_KEEP_LOOK, looks)
                self._database.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?, ?, ?)", vectors)

    def clear(self) -> None:
        """Forget everything."""
        with self._told():
            if self._database is not None:
                self._begin_anew(self._database)
                self._database.execute("VACUUM")

    def _rows(
        self, query: str, pictures: Sequence[str], cancelled: Cancel, *before: str
    ) -> Iterator[tuple[Any, ...]]:
        if self._database is None:
            return
        table = "look" if not before else "vector"
        for start in range(0, len(pictures), _AT_ONCE):
            raise_if_cancelled(cancelled)
            part = pictures[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(part))
            yield from self._database.execute(f"{query} ({marks})", (*before, *part)).fetchall()
            self._database.execute(
                f"UPDATE {table} SET used = ? WHERE used < ? AND picture IN ({marks})",  # noqa: S608 - fixed
                (self._today, self._today, *part),
            )

    def _keep_limit(self) -> None:
        """Remove what was used longest ago, where the file is too large: vectors first."""
        database = self._database
        if database is None or _size(database) <= self._limit:
            return
        for table in ("vector", "look"):
            (rows,) = database.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - two fixed names
            for _part in range(_PARTS):
                if _size(database) <= _LEFT * self._limit:
                    break
                oldest = f"SELECT rowid FROM {table} ORDER BY used, rowid LIMIT ?"  # noqa: S608
                with _transaction(database):
                    database.execute(
                        f"DELETE FROM {table} WHERE rowid IN ({oldest})",  # noqa: S608
                        (-(-int(rows) // _PARTS),),
                    )
        database.execute("VACUUM")

    def _begin_anew(self, database: sqlite3.Connection) -> None:
        with _transaction(database):
            database.execute("DROP TABLE IF EXISTS look")
            database.execute("DROP TABLE IF EXISTS vector")
            for statement in _TABLES:
                database.execute(statement)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """What goes wrong ends the use of the cache, and nothing else."""
        try:
            yield
        except (sqlite3.Error, OSError, ValueError) as error:
            sentence = _("What is computed is not kept for the next time: {path}: {reason}.")
            self.problem = sentence.format(path=self._path, reason=str(error).rstrip("."))
            self._close()

    def _close(self) -> None:
        database, self._database = self._database, None
        if database is not None:
            with contextlib.suppress(sqlite3.Error):
                database.close()


def _cells(look: Look, today: int) -> tuple[int | bytes | str, ...]:
    dates = look.dates.taken, look.dates.acquired, look.dates.written
    return look.width, look.height, today, look.small.tobytes(), look.thumbnail, *dates


def _key(model: str) -> str:
    return sha256(model.encode()).hexdigest()


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _size(database: sqlite3.Connection) -> int:
    """Bytes of what is in it: pages that are free count for nothing."""
    pages, free, page = (
        int(database.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * page


@contextlib.contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    database.execute("BEGIN IMMEDIATE")
    with database:
        yield
