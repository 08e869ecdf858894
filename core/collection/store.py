"""The file of a collection: which pictures it had with their hashes, its runs, and what its clusters are
called.

A SQLite database: a change writes what it changes, in one transaction, so that after a kill there is the
state before it or after it. A run is never overwritten.
"""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.collection.collection import Row
from core.collection.database import Database
from core.writing.stamp import FileStamp

NAME = "collection.sqlite"
# Came later: whoever opens a file without it writes it when it is needed.
_SHOWN = "CREATE TABLE IF NOT EXISTS shown (run TEXT, chosen TEXT)"
_MAP = (
    "CREATE TABLE IF NOT EXISTS map (run TEXT, name TEXT, about TEXT, points BLOB, PRIMARY KEY (run, name))"
)
# Of a record that is unpacked: as much as one that is read from a file may have.
_MOST_BYTES = 512 << 20

_Known = tuple[FileStamp, str]
_NO_STAMP = FileStamp(0, 0, 0)


@dataclass(frozen=True)
class Kept:
    """A run. made: seconds since 1970. seconds: that it took. record: the bytes of its run.json."""

    key: str
    made: float
    seconds: float
    record: bytes


@dataclass(frozen=True)
class KeptMap:
    """about: how it was made, as JSON. points: of each picture x and y as float32, NaN without a vector."""

    about: str
    points: bytes


class Store(Database):
    """What stands in the file, and what is written there: as of Database."""

    def __init__(self, path: Path, *, to_read: bool = False) -> None:
        super().__init__(path, to_read=to_read)
        self._known: dict[str, _Known] = {}
        self._rows: dict[str, tuple[object, ...]] = {}

    def _take(self) -> None:
        for path, inode, size, modified, *rest in self._open.execute("SELECT * FROM picture").fetchall():
            stamp = FileStamp(int(inode), int(size), int(modified))
            self._known[str(path)] = stamp, str(rest[0])
            self._rows[str(path)] = (path, str(stamp.inode), size, modified, *rest)

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
            if not self._has("shown"):
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

    def put_names(self, key: str, names: Mapping[int, tuple[str, bool]]) -> None:
        """All names of a run, and whether a person has confirmed each; it has no others then."""
        rows = [(key, cluster, name, int(sure)) for cluster, (name, sure) in names.items()]
        with self._transaction() as database:
            database.execute("DELETE FROM name WHERE run = ?", (key,))
            database.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", rows)

    def has_run(self, key: str) -> bool:
        with self._told():
            return self._open.execute("SELECT 1 FROM run WHERE key = ?", (key,)).fetchone() is not None

    def put_maps(self, key: str, maps: Mapping[str, KeptMap]) -> None:
        """Keep maps of a run, by their names, beside that which its record has."""
        rows = [(key, name, each.about, each.points) for name, each in maps.items()]
        with self._transaction() as database:
            database.execute(_MAP)
            database.executemany("INSERT OR REPLACE INTO map VALUES (?, ?, ?, ?)", rows)

    def maps(self, key: str) -> tuple[KeptMap, ...]:
        """Of a run, without that which its record has."""
        with self._told():
            if not self._has("map"):
                return ()
            rows = self._open.execute("SELECT about, points FROM map WHERE run = ? ORDER BY name", (key,))
            return tuple(KeptMap(str(about), bytes(points)) for about, points in rows.fetchall())

    def _has(self, table: str) -> bool:
        query = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
        return bool(self._open.execute(query, (table,)).fetchone()[0])


def _text(text: str) -> str:
    """A text with the bytes of a path that are none written out."""
    return text.encode("utf-8", "backslashreplace").decode()


def _unpacked(record: bytes) -> bytes:
    opened = zlib.decompressobj()
    content = opened.decompress(record, _MOST_BYTES)
    if opened.unconsumed_tail:
        raise ValueError("a record that is too long")
    return content
