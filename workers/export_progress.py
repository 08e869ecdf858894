"""How far an export is, told from its thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class ExportProgress(QObject):
    """told(number, of, name): the file that is being written now. Emitted in the thread of the job."""

    told = Signal(int, int, str)
