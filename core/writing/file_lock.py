"""A lock on a file that ends with its process, however that ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path


class FileLock:
    """Held by one process at a time; the file stays when it is let go."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    def acquire(self, *, wait: bool = False) -> bool:
        """Take the lock; whether it is held now. wait: until whoever has it lets go.

        Raises OSError where the file cannot be made or the file system knows no locks.
        """
        if self._file is not None:
            return True
        opened = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            held = _lock(opened, wait=wait)
        except BaseException:
            os.close(opened)
            raise
        if held:
            self._file = opened
        else:
            os.close(opened)
        return held

    def release(self) -> None:
        """Let go; may be called twice."""
        if self._file is not None:
            os.close(self._file)  # which ends the lock
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int, *, wait: bool) -> bool:
        while True:
            try:
                # LK_LOCK itself waits for ten seconds, then gives up.
                msvcrt.locking(file, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
            else:
                return True

else:
    import fcntl

    def _lock(file: int, *, wait: bool) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
