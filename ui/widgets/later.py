"""What may wait: pieces of work done one a turn of the event loop, after what is more urgent was painted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

# Two frames of the screen: what came before is painted by then, and not along with what a piece changes.
_PAUSE_MS = 30


class Later(QObject):
    """A newer piece of the same name takes the place of the one that waits.

    Between two pieces the window paints and hears its user, so that no turn is longer than one piece.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[str, Callable[[], None]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._do_next)

    def waits(self, name: str) -> bool:
        """Whether the piece of this name is still to be done."""
        return name in self._waiting

    def do(self, name: str, work: Callable[[], None]) -> None:
        """Soon, after what waits already."""
        self._waiting[name] = work
        if not self._timer.isActive():
            self._timer.start()

    def forget(self) -> None:
        """What waits is not done."""
        self._waiting.clear()
        self._timer.stop()

    def _do_next(self) -> None:
        if not self._waiting:
            return
        work = self._waiting.pop(next(iter(self._waiting)))
        if self._waiting:
            self._timer.start()
        work()
