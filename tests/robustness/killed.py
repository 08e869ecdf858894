"""A program that works in its window and says what it has done, until it is killed: see kills.py.

Usage: python -m tests.robustness.killed PICTURE DOCUMENT JOURNAL SEED
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QTimer

from core.document.edits import Edits, painted
from core.roi.shape_masks import PixelWindow
from ui.application.application import log_defects, make_application
from ui.application.window import make_window
from ui.shell.main_window import MainWindow

# As fast as a person who is in a hurry.
_PACE_MS = 120


class Worker(QObject):
    """Names a class, paints, undoes and saves; each step has the next number for a name."""

    def __init__(self, window: MainWindow, document: Path, journal: Path, seed: int) -> None:
        super().__init__(window)
        self._window, self._document = window, document
        self._journal = journal.open("a", encoding="utf-8", buffering=1)
        self._random = random.Random(seed)
        self._number = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._work)
        self._timer.start(_PACE_MS)

    def _work(self) -> None:
        session = self._window.session
        if session.document is None or session.outcome is None:
            return
        self._number += 1
        name = session.document.settle(session.outcome.segmentation).classes[0].name
        session.rename_class(name, f"step {self._number}")
        self._journal.write(f"{time.time()} {self._number}\n")
        chance = self._random.random()
        if chance < 0.3:
            self._paint()
        elif chance < 0.4 and session.path is None:
            from workers.save_request import ToSave

            self._window.services.saving.files.save(
                ToSave(self._document, session.document, embed=False, key=session.key)
            )
        elif chance < 0.4:
            self._window.services.saving.save()

    def _paint(self) -> None:
        session = self._window.session
        document = session.document
        assert document is not None
        height, width = document.image.height, document.image.width
        row, column = self._random.randrange(height - 8), self._random.randrange(width - 8)
        window = PixelWindow(row, column, np.ones((8, 8), np.bool_))
        edits = painted(document.edits or Edits((height, width)), window, None)
        session.put("Paint", document.with_edits(edits))


def main(picture: str, document: str, journal: str, seed: str) -> int:
    application = make_application()
    log_defects()
    window = make_window()
    window.show()
    window.services.recovery.look()
    window.services.files.open_paths([Path(picture)])
    worker = Worker(window, Path(document), Path(journal), int(seed))
    assert worker
    return application.exec()


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
