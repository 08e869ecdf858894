"""PairSplitter: two views of a picture beside each other, or one above the other where that shows more."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

# How much larger the picture has to be one above the other: the eye compares more easily side by side.
GAIN = 1.25
# Height of the line above each view.
TITLE = 26


class PairSplitter(QSplitter):
    """Turns with the form of the picture and the room that there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("pictureSplitter")
        self.setHandleWidth(5)
        self.setChildrenCollapsible(False)
        self._picture = QSize()

    def set_picture_size(self, width: int, height: int) -> None:
        """In pixels of the picture."""
        self._picture = QSize(width, height)
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        wanted = orientation_for(self._picture, self.size(), self.orientation())
        if wanted != self.orientation():
            self.setOrientation(wanted)
            self.setSizes([1000, 1000])


def orientation_for(picture: QSize, room: QSize, present: Qt.Orientation) -> Qt.Orientation:
    """How a picture is seen larger twice in this room; as it is now where the difference is small."""
    width, height = picture.width(), picture.height()
    if width < 1 or height < 1:
        return present
    beside = min(room.width() / 2 / width, (room.height() - TITLE) / height)
    above = min(room.width() / width, (room.height() / 2 - TITLE) / height)
    needed = beside if present == Qt.Orientation.Vertical else GAIN * beside
    return Qt.Orientation.Vertical if above > needed else Qt.Orientation.Horizontal
