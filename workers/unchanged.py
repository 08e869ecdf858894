"""Never over what somebody else has saved meanwhile: the last look before a file takes its place."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

from core.recovery.folder import state_folder
from core.writing.file_lock import FileLock
from core.writing.stamp import FileStamp


class ChangedError(Exception):
    """now: the file that is there."""

    def __init__(self, now: FileStamp) -> None:
        self.now = now


@contextlib.contextmanager
def saving_alone() -> Iterator[FileLock | None]:
    """The lock of all windows of this user, not yet taken; None where there can be none."""
    lock = None
    with contextlib.suppress(OSError):
        state_folder().mkdir(parents=True, exist_ok=True)
        lock = FileLock(state_folder() / "saving.lock")
    try:
        yield lock
    finally:
        if lock is not None:
            lock.release()


@contextlib.contextmanager
def unchanged(path: Path, before: FileStamp | None, alone: FileLock | None) -> Iterator[None]:
    """The last look, and nobody else puts a file there between it and ours. Raises ChangedError.

    before: what the file was when it was opened, saved or chosen.
    """
    if alone is not None:
        with contextlib.suppress(OSError):
            alone.acquire(wait=True)
    if is_another(now := FileStamp.of(path), before):
        raise ChangedError(now)
    yield


def is_another(now: FileStamp | None, before: FileStamp | None) -> TypeGuard[FileStamp]:
    """Whether somebody would lose something; a file that is gone takes nothing with it."""
    return now is not None and now != before
