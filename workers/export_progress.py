"""How far an export is, told from its thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class ExportProgress(QObject):
    """Emitted in the thread of the job. told(number, of, name): the file that is being written now.

    stopped(paths): it was cancelled, and these files were written before.
    """

    told = Signal(int, int, str)
    stopped = Signal(tuple)
