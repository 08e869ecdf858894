"""What was copied to the other pictures of the list and waits there until they are opened: a step to undo
here as long as this picture is open, and one of its own in each of the others from then on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtGui import QUndoCommand, QUndoStack

from core.document.document import Document

Copied = TypeVar("Copied")


class PendingCopies(Generic[Copied]):
    """By the paths in the list. text: of the step to undo in each of the others. put: what is done there."""

    def __init__(self, text: str, put: Callable[[Document, Copied], Document]) -> None:
        self._text, self._put = text, put
        self._waiting: dict[str, Copied] = {}

    def copy(
        self, stack: QUndoStack, text: str, paths: Sequence[str], copied: Copied, tell: Callable[[bool], None]
    ) -> None:
        """Copy to these pictures, as one step to undo. tell: copied (True) or taken back (False)."""
        stack.push(_Copying(text, self._waiting, dict.fromkeys(paths, copied), tell))

    def step(self, document: Document, path: str) -> tuple[str, Document]:
        """The step to undo of a picture that is opened: what waits for it goes to its document, once."""
        if path not in self._waiting:
            return self._text, document
        return self._text, self._put(document, self._waiting.pop(path))

    def clear(self) -> None:
        self._waiting.clear()

    def hand_on(self) -> dict[str, Copied]:
        """What waits, by path."""
        return dict(self._waiting)

    def take_over(self, waiting: Mapping[str, Copied]) -> None:
        """It was copied before, in another window; to be taken back there."""
        self._waiting.update(waiting)


class _Copying(QUndoCommand, Generic[Copied]):
    def __init__(
        self, text: str, waiting: dict[str, Copied], copied: dict[str, Copied], tell: Callable[[bool], None]
    ) -> None:
        super().__init__(text)
        self._waiting, self._copied, self._tell = waiting, copied, tell
        self._before: dict[str, Copied] = {}

    def redo(self) -> None:
        self._before = {path: self._waiting[path] for path in self._copied if path in self._waiting}
        self._waiting.update(self._copied)
        self._tell(True)

    def undo(self) -> None:
        for path in self._copied:
            self._waiting.pop(path, None)
        self._waiting.update(self._before)
        self._tell(False)
