"""OwnDocument: what is open in a workspace that shows something else than the picture of the Session."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QUndoStack


class OwnDocument(Protocol):
    """Save, close and undo of the window are of this one while its workspace is seen.

    changed: one of title, is_open and is_unsaved. saved: it is in its file now. given_up: it is not, and is
    not going to be.
    """

    @property
    def changed(self) -> SignalInstance: ...
    @property
    def saved(self) -> SignalInstance: ...
    @property
    def given_up(self) -> SignalInstance: ...
    @property
    def undo_stack(self) -> QUndoStack: ...
    @property
    def title(self) -> str: ...
    @property
    def is_open(self) -> bool: ...
    @property
    def is_unsaved(self) -> bool: ...

    def save(self) -> object:
        """Where it was opened from; asks where to the first time."""

    def save_as(self) -> object:
        """Under another name."""

    def close_document(self) -> object:
        """The window stays."""
