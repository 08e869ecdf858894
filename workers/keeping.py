"""The job that keeps against a crash what is in no file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from core.base.parallel import Cancel
from core.recovery.history import Unsaved

if TYPE_CHECKING:
    from core.recovery.store import RecoveryStore


class KeepsItself(Protocol):
    """What is in no file, and knows of which contents it is made."""

    def keep_in(self, store: RecoveryStore) -> None:
        """Raises WriteError, and then what was kept before is still there."""


# The document of a picture, or something larger.
ToKeep = Unsaved | KeepsItself


class Keeper:
    """Keeps the documents of this program. `keep` runs in a thread, one at a time; `close` ends it."""

    def __init__(self) -> None:
        self._store: RecoveryStore | None = None

    def keep(self, changed: Mapping[str, ToKeep | None], _cancelled: Cancel) -> frozenset[str]:
        """By key what has to be kept now, None for what is safe; the keys. Raises WriteError.

        It is never given up half way: what is kept is small.
        """
        from core.recovery.folder import recovery_folder  # in the thread: the window does not wait for it

        if self._store is None:
            self._store = recovery_folder().make_store()
        for key, unsaved in changed.items():
            if unsaved is None:
                self._store.drop(key)
            elif isinstance(unsaved, Unsaved):
                self._store.keep(unsaved)
            else:
                unsaved.keep_in(self._store)
        return frozenset(changed)

    def close(self) -> None:
        """The program ends as it should: what is in no file now, nobody wants."""
        if self._store is not None:
            self._store.close(remove=True)
            self._store = None
