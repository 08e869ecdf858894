"""The file of a collection before anything is written to it: a stranger may have made that which is there."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from core.base.errors import ReadError
from core.base.parallel import Cancel, never_cancelled
from core.base.paths import is_there
from core.base.sentences import _
from core.collection.saved_collection import is_collection
from core.collection.store import Store
from core.guarded.process import ReadingProcess
from core.writing.replace import make_folder, replacing

# Going through a large file on a slow disk; it can be cancelled.
_SECONDS = 300.0
# What SQLite keeps beside a file while it is open, or after a kill.
_BESIDE = ("-wal", "-shm", "-journal")


def checked_store(path: Path, reader: ReadingProcess, cancelled: Cancel = never_cancelled) -> Store:
    """To be written to. What is there was opened and gone through in the guarded process: its pages and
    rows, and what a kill has left beside it. Raises ReadError, Cancelled.
    """
    if is_there(path) and _size(path):
        _check_ours(path)
        reader.read_by(check_file, path, cancelled=cancelled, timeout_s=_SECONDS)
    return Store(path)


def check_file(path: Path) -> None:
    """Runs in the guarded process. Raises ReadError, WriteError."""
    with Store(path) as store:
        store.check_pages()


def fold_file(path: Path) -> None:
    """Runs in the guarded process. Raises ReadError, WriteError."""
    with Store(path) as store:
        store.fold()


@contextlib.contextmanager
def new_store(path: Path, reader: ReadingProcess, cancelled: Cancel = never_cancelled) -> Iterator[Store]:
    """A new one, put whole in the place of that which is there when all went well.

    What stands beside that one, while it is open or after a kill, would be taken for that of the new one. It
    goes into the file that it belongs to first: at each moment the old one or the new one is there, whole.

    Raises ReadError where another program's file is there or a damaged one, WriteError also where it is open,
    Cancelled.
    """
    if is_there(path):
        _check_ours(path)
    make_folder(path.parent)
    with replacing(path) as part:
        with Store(part) as store:
            yield store
        if any(map(is_there, _beside(path))):
            reader.read_by(fold_file, path, cancelled=cancelled, timeout_s=_SECONDS)


def _beside(path: Path) -> Iterator[Path]:
    place = path.resolve()  # SQLite goes by where the file lies, not by links to it
    return (place.with_name(place.name + ending) for ending in _BESIDE)


def _check_ours(path: Path) -> None:
    if not is_collection(path):
        raise ReadError(path, _("it is no file of a collection: choose another folder."))


def _size(path: Path) -> int:
    """A file that is empty is none yet."""
    with contextlib.suppress(OSError):
        return path.stat().st_size
    return 0
