"""The folder of what is kept against a crash: a store for each program that runs, or has crashed."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from core.base.errors import WriteError
from core.base.paths import is_folder, is_there
from core.recovery.store import RecoveryStore
from core.writing.file_lock import FileLock
from core.writing.replace import make_folder, reason


def state_folder() -> Path:
    """Where Floe keeps what it has to know of itself, for this user on this machine."""
    from platformdirs import user_state_path

    return user_state_path("floe", appauthor=False)


class RecoveryFolder:
    """Whose store it is tells its lock, which ends with its program. For one thread at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def make_store(self) -> RecoveryStore:
        """A new one, of this program. Raises WriteError."""
        make_folder(self.path)
        try:
            with self._guarded():
                lock = FileLock(self.path / f"{os.getpid()}-{secrets.token_hex(4)}.lock")
                lock.acquire()
        except OSError as error:
            raise WriteError(self.path, reason(error)) from error
        return RecoveryStore(lock)

    def claim_left(self) -> tuple[RecoveryStore, ...]:
        """The stores of programs that have crashed; nobody else gets them until they are closed.

        What cannot be read stays for the next time.
        """
        if not is_folder(self.path):
            return ()
        with contextlib.suppress(OSError), self._guarded():
            return tuple(self._claimed())
        return ()

    def _claimed(self) -> Iterator[RecoveryStore]:
        for path in sorted(self.path.glob("*-*.lock")):
            lock = FileLock(path)
            if lock.acquire():
                store = RecoveryStore(lock)
                if is_there(store.path):
                    yield store
                else:
                    store.close(remove=True)

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[None]:
        """Between making the file of a lock and taking it nobody else may: it would look like one left."""
        guard = FileLock(self.path / "guard")
        guard.acquire(wait=True)
        try:
            yield
        finally:
            guard.release()


def recovery_folder() -> RecoveryFolder:
    """That of this user."""
    return RecoveryFolder(state_folder() / "recovery")
