"""What a crash must not take: the open documents of one program in a small database of its own.

A change adds what it changes and nothing else, in one transaction: after a kill at any moment there is the
state before it or the state after it. Nothing in here depends on how many documents there are: a project of
many pictures and a large collection take the same road.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from core.base.errors import ParameterError, ReadError, WriteError
from core.base.paths import is_there
from core.base.sentences import _
from core.document.plain_json import Json, image_json
from core.document.thumbnail import image_tif
from core.image.image import Image
from core.image.reading import reading_part
from core.recovery.contents import Content, packed_json, unpacked, unpacked_json
from core.recovery.history import History, Unsaved
from core.recovery.states import Get, StateReader, StateWriter, contents_of, hash_of
from core.scale.calibration import Calibration
from core.writing.file_lock import FileLock

VERSION = 1
_TABLES = (
    "CREATE TABLE part (hash TEXT PRIMARY KEY, content BLOB) WITHOUT ROWID",
    "CREATE TABLE document (key TEXT PRIMARY KEY, about TEXT) WITHOUT ROWID",
    "CREATE TABLE step (key TEXT, number INT, text TEXT, state TEXT, PRIMARY KEY (key, number))",
    f"PRAGMA user_version = {VERSION}",
)
# Contents that nothing needs any more are looked for after so many changes.
_SWEEP_AFTER = 200
_BUSY_SECONDS = 30.0
_Step = tuple[str, str]


@dataclass(frozen=True)
class KeptDocument:
    """What a document is, to be offered. name: of its file or picture. changed: seconds since 1970.

    steps: what was done, in order; to the state that was shown. path: of the document's file, if it had one.
    picture: the path of the picture, "" where it is in no file. sha256: of the picture's file. kind: "" of
    a document of one picture. holds: what else there is of it, in words.
    """

    key: str
    name: str
    changed: float
    steps: tuple[str, ...]
    path: Path | None
    picture: str
    sha256: str
    embed: bool
    about: Json
    kind: str = ""
    holds: tuple[str, ...] = ()


class RecoveryStore:
    """One database and the lock of the program that writes it. For one thread at a time.

    The lock is held from when this is made until `close`.
    """

    def __init__(self, lock: FileLock) -> None:
        """lock: held; the database lies beside it."""
        self._lock = lock
        self.path = lock.path.with_suffix(".sqlite")
        self._writer = StateWriter()
        self._written: dict[str, list[_Step]] = {}
        self._pictures: dict[str, str] = {}
        # Of what is kept in contents, by key: those of its present state, by kind and object.
        self._contents: dict[str, dict[tuple[str, int], tuple[object, str]]] = {}
        self._changes = 0

    def keep(self, unsaved: Unsaved) -> None:
        """Keep a document as it is now. Raises WriteError, and then what was kept before is still there."""
        with self._writing() as database:
            put = _put_into(database)
            history = unsaved.history
            states = [self._writer.write(document, put) for document in history.states]
            steps = list(zip(("", *history.texts), states, strict=True))
            self._write_steps(database, unsaved.key, steps)
            self._describe(database, unsaved.key, self._about(unsaved, put))
        self._written[unsaved.key] = steps

    def keep_contents(self, key: str, about: Json, contents: Sequence[Content]) -> None:
        """Keep what is made of these as it is now; `contents` gives them back. about: "kind", "name", "path",
        "stamp", "steps" and "holds" of a KeptDocument. Raises WriteError, and then what was kept before is
        still there.
        """
        present: dict[tuple[str, int], tuple[object, str]] = {}
        hashes: dict[str, str] = {}
        with self._writing() as database:
            put, before = _put_into(database), self._contents.get(key, {})
            for each in contents:
                place = each.kind, id(each.of)
                known = before.get(place) or (each.of, put(each.pack(each.of)))
                present[place], hashes[each.name] = known, known[1]
            steps = [("", put(packed_json({"parts": hashes})))]
            self._write_steps(database, key, steps)
            nowhere = {"image": {"path": "", "sha256": ""}, "embed": False, "shown": 0, "saved": None}
            self._describe(database, key, {**nowhere, **about, "changed": time.time()})
        self._written[key], self._contents[key] = steps, present

    def drop(self, key: str) -> None:
        """A document is in its file, or nobody wants it. Raises WriteError."""
        if not is_there(self.path):
            return
        with self._writing() as database:
            for table in ("document", "step"):
                database.execute(f"DELETE FROM {table} WHERE key = ?", (key,))  # noqa: S608 - two fixed names
            self._sweep(database)
        for of_keys in (self._written, self._pictures, self._contents):
            of_keys.pop(key, None)

    def documents(self) -> tuple[KeptDocument, ...]:
        """What there is to recover, the newest first. Raises ReadError."""
        with self._reading() as database:
            if _is_empty(database):
                return ()  # killed before its first change was in it
            rows = database.execute("SELECT key, about FROM document").fetchall()
            steps = database.execute("SELECT key, number, text FROM step ORDER BY key, number").fetchall()
            texts: dict[str, list[str]] = {}
            for key, _, text in steps:
                texts.setdefault(key, []).append(text)
            kept = [_kept(key, json.loads(about), texts.get(key, [])) for key, about in rows]
        return tuple(sorted(kept, key=lambda each: -each.changed))

    def history(self, kept: KeptDocument, image: Image, own_scale: Calibration) -> History:
        """A document with its steps, on its picture. Raises ReadError where it is damaged."""
        with self._reading() as database:
            rows = database.execute(
                "SELECT text, state FROM step WHERE key = ? ORDER BY number", (kept.key,)
            ).fetchall()
            reader = StateReader(_get_from(database), image, own_scale)
            states = tuple(reader.read(state) for _, state in rows)
            shown, saved = int(kept.about["shown"]), kept.about["saved"]
            if not 0 <= shown < len(states):
                raise ValueError("there is no such state")
            return History(states, tuple(text for text, _ in rows[1:]), shown, saved)

    def contents(self, kept: KeptDocument) -> dict[str, bytes]:
        """What is kept in contents, unpacked, by their names. Raises ReadError where it is damaged."""
        with self._reading() as database:
            get = _get_from(database)
            [(state,)] = database.execute("SELECT state FROM step WHERE key = ?", (kept.key,)).fetchall()
            parts = unpacked_json(get(state))["parts"]
            return {str(name): unpacked(get(part)) for name, part in parts.items()}

    def picture_bytes(self, kept: KeptDocument) -> bytes | None:
        """The picture as a TIFF where it came from no file. Raises ReadError."""
        part = kept.about["image"].get("part")
        if part is None:
            return None
        with self._reading() as database:
            return _get_from(database)(str(part))

    def close(self, *, remove: bool) -> None:
        """Let go. remove: there is nothing in it that anybody needs."""
        if remove:
            self._lock.path.with_suffix(".sqlite-journal").unlink(missing_ok=True)
            self.path.unlink(missing_ok=True)
        self._lock.release()
        if remove:
            self._lock.path.unlink(missing_ok=True)

    def _describe(self, database: sqlite3.Connection, key: str, about: Json) -> None:
        database.execute("INSERT OR REPLACE INTO document VALUES (?, ?)", (key, json.dumps(about)))
        self._changes += 1
        if self._changes % _SWEEP_AFTER == 0:
            self._sweep(database)

    def _write_steps(self, database: sqlite3.Connection, key: str, steps: list[_Step]) -> None:
        """Those that are not there yet; a step that was undone and replaced goes."""
        before = self._written.get(key, [])
        same = next((i for i, (a, b) in enumerate(zip(before, steps, strict=False)) if a != b), None)
        first = min(len(before), len(steps)) if same is None else same
        database.execute("DELETE FROM step WHERE key = ? AND number >= ?", (key, first))
        rows = ((key, number, text, state) for number, (text, state) in enumerate(steps) if number >= first)
        database.executemany("INSERT INTO step VALUES (?, ?, ?, ?)", rows)

    def _about(self, unsaved: Unsaved, put: Any) -> Json:
        history, image = unsaved.history, unsaved.history.document.image
        described = image_json(image)
        if not described["sha256"] and image.level is None:
            if unsaved.key not in self._pictures:
                self._pictures[unsaved.key] = put(image_tif(image))
            described |= {"part": self._pictures[unsaved.key], "format": image.provenance.format}
        return {
            "image": described,
            **reading_part(image.reading),
            "path": None if unsaved.path is None else str(unsaved.path),
            "embed": unsaved.embed,
            "shown": history.shown,
            "saved": history.saved,
            "stamp": None if unsaved.stamp is None else astuple(unsaved.stamp),
            "changed": time.time(),
        }

    def _sweep(self, database: sqlite3.Connection) -> None:
        """Remove the contents that nothing needs."""
        get = _get_from(database)
        needed: set[str] = set()
        for (state,) in database.execute("SELECT DISTINCT state FROM step").fetchall():
            needed |= contents_of(state, get)
        for (about,) in database.execute("SELECT about FROM document").fetchall():
            needed.add(json.loads(about)["image"].get("part") or "")
        there = {part for (part,) in database.execute("SELECT hash FROM part").fetchall()}
        database.executemany("DELETE FROM part WHERE hash = ?", ((part,) for part in there - needed))
        self._writer.forget()

    def _forget(self) -> None:
        """What was written is not there (any more): write all anew."""
        self._writer.forget()
        self._written.clear()
        self._pictures.clear()
        self._contents.clear()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction; nothing of it is there where it fails."""
        try:
            with contextlib.closing(self._connect()) as database:
                database.execute("BEGIN IMMEDIATE")
                with database:
                    if _is_empty(database):
                        self._forget()
                        for statement in _TABLES:
                            database.execute(statement)
                    yield database
        except (sqlite3.Error, OSError) as error:
            self._forget()
            raise WriteError(self.path, f"{str(error).rstrip('.')}.") from error

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            with contextlib.closing(self._connect()) as database:
                if database.execute("PRAGMA user_version").fetchone()[0] > VERSION:
                    raise ReadError(
                        self.path, _("a newer Floe has written it: start that one to recover it.")
                    )
                yield database
        except sqlite3.Error as error:
            raise ReadError(self.path, f"{str(error).rstrip('.')}.") from error
        except (ParameterError, KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise ReadError(self.path, _("what was kept there is damaged.")) from error

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None)


def _is_empty(database: sqlite3.Connection) -> bool:
    return bool(database.execute("PRAGMA user_version").fetchone()[0] == 0)


def _put_into(database: sqlite3.Connection) -> Any:
    def put(content: bytes) -> str:
        name = hash_of(content)
        database.execute("INSERT OR IGNORE INTO part VALUES (?, ?)", (name, content))
        return name

    return put


def _get_from(database: sqlite3.Connection) -> Get:
    def get(name: str) -> bytes:
        row = database.execute("SELECT content FROM part WHERE hash = ?", (name,)).fetchone()
        if row is None or hash_of(row[0]) != name:
            raise ValueError("a part is damaged or missing")
        return bytes(row[0])

    return get


def _kept(key: str, about: Json, texts: list[str]) -> KeptDocument:
    image, path = about["image"], about["path"]
    name = str(about.get("name") or Path(path or image["path"]).name)
    done = texts[1 : int(about["shown"]) + 1] if "steps" not in about else map(str, about["steps"])
    return KeptDocument(
        key=key,
        name=name,
        changed=float(about["changed"]),
        steps=tuple(done),
        path=None if path is None else Path(path),
        picture="" if "part" in image else str(image["path"]),
        sha256=str(image["sha256"]),
        embed=bool(about["embed"]),
        about=about,
        kind=str(about.get("kind", "")),
        holds=tuple(map(str, about.get("holds", ()))),
    )
