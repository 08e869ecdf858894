"""The list of the pictures that were opened together, each small, beside what was measured in it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor, QImage, QPixmap

from core.base.arrays import Bytes
from core.guarded.process import ReadingProcess
from core.image.reading import Reading
from core.io.reader import read
from ui.canvas.label_reduction import packed_table
from ui.canvas.picture_list import PictureList
from ui.session.view_state import ViewState
from ui.shell.panel_window import Panel
from ui.shell.services import Services
from workers.job_thread import JobThread
from workers.mailbox import Mailbox
from workers.previews import SIDE, Preview, make_previews

# A little after the last scrolling, and after the picture that was opened was read.
_PAUSE_MS = 400


class PictureStrip(QObject):
    """Keeps the list in step; its panel is there while there is more than one picture. Thumbnails are made of
    those in sight; results are those of pictures that have been open.
    """

    def __init__(self, services: Services, view: PictureList, panel: Panel, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._view, self._panel = services, view, panel
        self._marked = ""
        # What is measured in the picture that is open, and its path.
        self._shown: tuple[object, str] = None, ""
        self._made: set[str] = set()
        self._process = ReadingProcess(read)
        self._thread = JobThread[None]("thumbnails", self)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._look)
        listed = services.files.listed
        listed.paths_changed.connect(self._list)
        listed.marked.connect(self._mark)
        view.seen.connect(self._timer.start)
        view.chosen.connect(services.files.open_listed)
        view.alike_wanted.connect(services.files.measure_alike)
        view.kinds_wanted.connect(services.files.sort_by_kind)

    def show(self, new: ViewState, old: ViewState | None) -> None:
        """The result of the picture that is open, in the colours of its classes."""
        outcome, found = self._services.session.outcome, new.segmentation
        if outcome is None or found is None or outcome.segmentation is not found:
            return
        if old is not None and (old.segmentation, old.rows) == (found, new.rows):
            return
        if found is not self._shown[0]:
            self._shown = found, self._marked
        colours = np.array(found.colours)
        for row in new.rows:
            colour = QColor(row.colour)
            for cluster in row.clusters:
                colours[cluster - 1] = (colour.red(), colour.green(), colour.blue())
        self._view.show_result(self._shown[1], _small(outcome.measurement.labels, colours))

    def close(self) -> None:
        self._timer.stop()
        self._thread.close()
        self._process.close()

    def _list(self, paths: list[str]) -> None:
        self._thread.cancel()
        self._made.clear()
        self._view.set_paths(paths)
        self._panel.setVisible(len(paths) > 1)

    def _mark(self, path: str) -> None:
        self._marked = path
        self._view.mark(path)

    def _look(self) -> None:
        """Make the thumbnails of those that are in sight and have none."""
        missing = tuple(Path(path) for path in self._view.in_sight() if path not in self._made)
        if missing:
            previews = Mailbox[Preview](self._take, slots=None)
            job = partial(make_previews, missing, Reading(), self._process, previews)
            self._thread.submit(job, previews)

    def _take(self, preview: Preview) -> None:
        self._made.add(str(preview.path))
        if preview.jpeg:
            pixmap = QPixmap()
            pixmap.loadFromData(preview.jpeg, "JPEG")
            self._view.show_preview(str(preview.path), pixmap)


def _small(labels: Bytes, colours: Bytes) -> QPixmap:
    """Every so manyth label in its colour, at most SIDE wide and high."""
    step = -(-max(labels.shape) // SIDE)
    pixels = np.ascontiguousarray(packed_table(colours)[labels[::step, ::step]])
    height, width = pixels.shape
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    return QPixmap.fromImage(image)
