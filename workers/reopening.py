"""The jobs that open a collection that was kept: what stands in its file, then its vectors."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from core.base.parallel import Cancel
from core.collection.cache import Cache, cache_path
from core.collection.embed import Told
from core.collection.kept_collection import left_collection
from core.collection.reopened import Reopened, reopened
from core.collection.run_collection import Means
from core.collection.saved_collection import read_collection
from core.guarded.process import ReadingProcess
from core.io.reader import read
from workers.left import Left
from workers.mailbox import Mailbox
from workers.opened_collection import OpenedCollection
from workers.told_steps import told_steps


def open_collection(path: Path, process: ReadingProcess, cancelled: Cancel) -> OpenedCollection:
    """What stands in the file of a collection. Raises ReadError, Cancelled."""
    return OpenedCollection(process.read_by(read_collection, path, cancelled=cancelled), path)


def recover_collection(left: Left) -> OpenedCollection:
    """What a crash has left of one. Raises ReadError."""
    return OpenedCollection(left_collection(left.store, left.kept), left.kept.path, left)


def reopen(opened: OpenedCollection, progress: Mailbox[Told], cancelled: Cancel) -> Reopened:
    """With its vectors, from the cache where they are there. Raises ReadError, ParameterError, Cancelled."""
    path = opened.path or Path("collection").absolute()
    with closing(ReadingProcess(read, warm=False)) as reader, Cache(cache_path()) as cache:
        means = Means(reader, cache, cancelled=cancelled)
        # What a crash has left nobody else has written.
        steps = reopened(opened.saved, path, means, own=opened.left is not None)
        return told_steps(steps, progress.put)
