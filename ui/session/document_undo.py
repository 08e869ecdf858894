"""Undo over frozen documents: as many steps as fit in a bound of memory."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand, QUndoStack

from core.document.document import Document
from core.document.document_memory import held_bytes
from core.recovery.history import History

# Of edits and outlines that steps to undo keep alive; the picture is shared by all of them.
MOST_BYTES = 512 << 20


class Change(QUndoCommand):
    """From one frozen document to the next; `before` is None where it was given up to save memory."""

    def __init__(
        self, text: str, before: Document, after: Document, show: Callable[[Document], None]
    ) -> None:
        super().__init__(text)
        self.before: Document | None = before
        self.after, self._show = after, show

    def redo(self) -> None:
        self._show(self.after)

    def undo(self) -> None:
        if self.before is not None:
            self._show(self.before)

    def forget(self) -> None:
        """It can no longer be undone, and keeps nothing alive."""
        self.before = None
        self.after = None  # type: ignore[assignment]  # never asked for: what cannot be undone is not redone


def history_of(stack: QUndoStack, document: Document) -> History:
    """All states that undo and redo lead to. document: the one that is shown where there is no step."""
    states: list[Document] = []
    texts: list[str] = []
    shown, saved = 0, 0 if stack.cleanIndex() == 0 else None
    for number in range(stack.count()):
        change = stack.command(number)
        if isinstance(change, Change) and change.before is None:
            states, texts, shown, saved = [], [], 0, None  # given up; no way leads back there
        elif isinstance(change, Change):
            if not states and change.before is not None:
                states.append(change.before)
            states.append(change.after)
            texts.append(change.text())
        shown = len(texts) if number < stack.index() else shown
        saved = len(texts) if number + 1 == stack.cleanIndex() else saved
    return History(tuple(states) or (document,), tuple(texts), shown, saved)


class UndoMemory:
    """Gives up the oldest steps of a stack where all together hold more than `most` bytes."""

    def __init__(self, stack: QUndoStack, most: int = MOST_BYTES) -> None:
        self._stack, self._most = stack, most
        self._seen: set[int] = set()
        self._held = 0

    def take(self, document: Document) -> None:
        """A step to this document has been pushed."""
        self._held += held_bytes(document, self._seen)
        if self._held > self._most:
            self._sweep(document)

    def forget(self) -> None:
        """The stack has been emptied."""
        self._seen, self._held = set(), 0

    def _sweep(self, newest: Document) -> None:
        """Keep the newest steps that fit in half of the bound, so that this happens rarely."""
        self.forget()
        self._held = held_bytes(newest, self._seen)
        newest_step = True
        for index in range(self._stack.count() - 1, -1, -1):
            change = self._stack.command(index)
            if not isinstance(change, Change):
                continue  # what was copied to other pictures holds nothing of this one's
            if change.before is None:
                return
            seen = set(self._seen)
            held = held_bytes(change.before, seen)
            if not newest_step and self._held + held > self._most // 2:
                for old in range(index + 1):
                    gone = self._stack.command(old)
                    if isinstance(gone, Change):
                        gone.forget()
                return
            self._seen, self._held, newest_step = seen, self._held + held, False
