"""A progress bar that is painted in a turn of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar


class ProgressBar(QProgressBar):
    """Qt's paints itself while it is told a value: in the middle of whatever tells it."""

    def set_progress(self, done: int, total: int) -> None:
        """total: 0 while it is not known."""
        self.setUpdatesEnabled(False)
        self.setRange(0, total)
        self.setValue(done)
        self.setUpdatesEnabled(True)  # asks for a painting, as soon as the window comes to it
