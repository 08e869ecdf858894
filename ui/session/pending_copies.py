"""What was copied to the other pictures of the list and waits there until they are opened: a step to undo
here as long as this picture is open, and one of its own in each of the others from then on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtGui import QUndoCommand, QUndoStack

Gift = TypeVar("Gift")


class PendingCopies(Generic[Gift]):
    """By the paths in the list."""

    def __init__(self) -> None:
        self._waiting: dict[str, Gift] = {}

    def give(
        self, stack: QUndoStack, text: str, given: dict[str, Gift], tell: Callable[[bool], None]
    ) -> None:
        """Give each picture its own, as one step to undo. tell: given (True) or taken back (False)."""
        stack.push(_Giving(text, self._waiting, given, tell))

    def take(self, path: str) -> Gift | None:
        """What waits for a picture, once."""
        return self._waiting.pop(path, None)

    def clear(self) -> None:
        self._waiting.clear()


class _Giving(QUndoCommand, Generic[Gift]):
    def __init__(
        self,
        text: str,
        waiting: dict[str, Gift],
        given: dict[str, Gift],
        tell: Callable[[bool], None],
    ) -> None:
        super().__init__(text)
        self._waiting, self._given, self._tell = waiting, given, tell
        self._before: dict[str, Gift] = {}

    def redo(self) -> None:
        self._before = {path: self._waiting[path] for path in self._given if path in self._waiting}
        self._waiting.update(self._given)
        self._tell(True)

    def undo(self) -> None:
        for path in self._given:
            self._waiting.pop(path, None)
        self._waiting.update(self._before)
        self._tell(False)
