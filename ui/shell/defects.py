"""A defect of Floe, wherever it comes to light, becomes a notice; what is open stays usable."""

from __future__ import annotations

import logging
import platform
import threading
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, Signal, qVersion

from core.base.version import VERSION
from ui.widgets.notices import NoticeBar


class DefectController(QObject):
    """Listens to the log: whoever catches a defect logs it with its traceback, in whatever thread."""

    _told = Signal(str)

    def __init__(self, notices: NoticeBar, parent: QObject) -> None:
        super().__init__(parent)
        self._notices = notices
        self._handler = _Handler(self._told.emit)
        self._told.connect(self._show)
        logging.getLogger().addHandler(self._handler)

    def close(self) -> None:
        logging.getLogger().removeHandler(self._handler)

    def _show(self, traceback: str) -> None:
        text = self.tr("Floe made a mistake: please report it with its details. What is open stays as it is.")
        details = (
            f"Floe {VERSION}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
        )
        self._notices.add(text, "error", details=f"{details}\n\n{traceback}")


class _Handler(logging.Handler):
    """Tells the traceback of each defect; one in the telling itself is not told."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__(logging.ERROR)
        self._tell = tell
        self._telling = threading.local()

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info is None or getattr(self._telling, "now", False):
            return
        self._telling.now = True
        try:
            with suppress(RuntimeError):  # the window is gone
                self._tell(self.format(record))
        finally:
            self._telling.now = False
