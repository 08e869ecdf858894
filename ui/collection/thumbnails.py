"""The small pictures of a collection as they are asked for: decoded in a thread, kept while they are used."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from workers.job_thread import JobThread
from workers.mailbox import Mailbox
from workers.thumbnails import Thumbnail, decode

if TYPE_CHECKING:
    from core.collection.cache import Look
    from core.collection.collection import Row

# 128 × 96 × 4 bytes each: 75 MB.
_KEPT = 1500


class Thumbnails(QObject):
    """arrived(rows): pictures of these rows are there now."""

    arrived = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()
        self._looks: Mapping[str, Look] = {}
        self._pixmaps: OrderedDict[int, QPixmap | None] = OrderedDict()
        self._wanted: dict[int, None] = {}
        # What the job at hand has still to do.
        self._asked: set[int] = set()
        self._fresh: list[int] = []
        self._thread = JobThread[None]("thumbnails", self)
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._ask)
        self._telling = QTimer(self, singleShot=True, interval=0)
        self._telling.timeout.connect(self._tell)

    @property
    def busy(self) -> bool:
        """Whether some are still to come."""
        return self._thread.busy or self._timer.isActive() or self._telling.isActive()

    def show_rows(self, rows: Sequence[Row], looks: Mapping[str, Look]) -> None:
        """Of another collection. looks: by the SHA-256 of the rows."""
        self._thread.cancel()
        self._rows, self._looks = rows, looks
        self._pixmaps.clear()
        self._wanted.clear()
        self._asked.clear()

    def pixmap(self, row: int) -> QPixmap | None:
        """None while it is not there; then it comes."""
        if row in self._pixmaps:
            self._pixmaps.move_to_end(row)
            return self._pixmaps[row]
        self._wanted[row] = None
        if row not in self._asked and not self._timer.isActive():
            self._timer.start()
        return None

    def close(self) -> None:
        self._timer.stop()
        self._telling.stop()
        self._thread.close()

    def _ask(self) -> None:
        wanted = [row for row in self._wanted if row not in self._pixmaps]
        self._wanted.clear()
        if not wanted or set(wanted) <= self._asked:
            return
        self._asked = set(wanted)
        arriving = Mailbox[Thumbnail](self._take, slots=None)
        jpegs = [(row, self._jpeg_of(row)) for row in wanted if row < len(self._rows)]
        self._thread.submit(partial(decode, jpegs, arriving), arriving)

    def _jpeg_of(self, row: int) -> bytes:
        """None where the picture could not be read."""
        look = self._looks.get(self._rows[row].content)
        return b"" if look is None else look.thumbnail

    def _take(self, thumbnail: Thumbnail) -> None:
        self._asked.discard(thumbnail.row)
        pixels, pixmap = thumbnail.pixels, None
        if pixels is not None:
            height, width, _bands = pixels.shape
            image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
            pixmap = QPixmap.fromImage(image)
        self._pixmaps[thumbnail.row] = pixmap
        while len(self._pixmaps) > _KEPT:
            self._pixmaps.popitem(last=False)
        self._fresh.append(thumbnail.row)
        if not self._telling.isActive():
            self._telling.start()

    def _tell(self) -> None:
        rows, self._fresh = self._fresh, []
        self.arrived.emit(rows)
