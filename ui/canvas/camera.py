"""Camera: the one pan and zoom that linked picture views share."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Signal

MAX_SCALE = 64.0
# Zooming out stops where the picture would be smaller than this many pixels of the screen.
SMALLEST_PICTURE = 48.0
# But even the smallest picture can be shown at actual size, on screens of double density too.
ACTUAL_SIZE = 0.5
# Part of a view that may be panned past the edge of the picture.
OVERSCROLL = 0.2
# How much of the view a part fills that is zoomed to.
ZOOM_ROOM = 0.6


class Camera(QObject):
    """Which pixel stands in the middle of the views, and how large a pixel is.

    scale: device-independent screen pixels per picture pixel. centre: in picture coordinates,
    where pixel (column, row) covers [column, column + 1) × [row, row + 1). fitted: the whole picture is
    shown, and stays so when the views change size.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._picture = QSizeF()
        self._view = QSizeF(1, 1)
        self.scale = 1.0
        self._centre = QPointF()
        self.fitted = True

    @property
    def centre(self) -> QPointF:
        return QPointF(self._centre)

    def set_picture_size(self, width: int, height: int) -> None:
        """Show a picture of this size: the view stays where the size is the same, else it fits."""
        if QSizeF(width, height) != self._picture:
            self._picture = QSizeF(width, height)
            self.fit()

    def set_view_size(self, size: QSizeF) -> None:
        """The size that is free in every linked view."""
        self._view = QSizeF(max(1.0, size.width()), max(1.0, size.height()))
        if self.fitted:
            self.fit()
        else:
            self._move(self.scale, self._centre)

    def fit(self) -> None:
        """Show the whole picture, as large as it goes."""
        self.fitted = True
        if not self._picture.isEmpty():
            middle = QPointF(self._picture.width() / 2, self._picture.height() / 2)
            self._move(self._fit_scale(), middle)

    def set_scale(self, scale: float) -> None:
        """Zoom about the middle of the view."""
        self.zoom_at(scale / self.scale, self._centre)

    def zoom_at(self, factor: float, fixed: QPointF) -> None:
        """Zoom so that the picture point `fixed` stays where it is on the screen."""
        if self._picture.isEmpty():
            return
        scale = min(max(self.scale * factor, self._min_scale()), MAX_SCALE)
        self.fitted = False
        self._move(scale, fixed + (self._centre - fixed) * (self.scale / scale))

    def pan(self, dx: float, dy: float) -> None:
        """Move the picture by screen pixels."""
        if self._picture.isEmpty():
            return
        self.fitted = False
        self._move(self.scale, self._centre - QPointF(dx, dy) / self.scale)

    def go_to(self, centre: QPointF) -> None:
        """Bring a place of the picture to the middle, at the same zoom."""
        if not self._picture.isEmpty():
            self.fitted = False
            self._move(self.scale, centre)

    def reveal(self, part: QRectF) -> None:
        """Move so that a part of the picture is seen, where it is not."""
        half = QPointF(self._view.width(), self._view.height()) / (2 * self.scale)
        if not self._picture.isEmpty() and not QRectF(self._centre - half, self._centre + half).contains(
            part
        ):
            self.fitted = False
            self._move(self.scale, part.center())

    def zoom_to(self, part: QRectF, filled: float = ZOOM_ROOM) -> None:
        """Show a part of the picture, large. filled: how much of the view it takes."""
        if self._picture.isEmpty():
            return
        room = min(self._view.width() / max(part.width(), 1), self._view.height() / max(part.height(), 1))
        self.fitted = False
        self._move(min(max(filled * room, self._min_scale()), MAX_SCALE / 2), part.center())

    def _fit_scale(self) -> float:
        width, height = self._picture.width(), self._picture.height()
        return min(self._view.width() / width, self._view.height() / height, MAX_SCALE)

    def _min_scale(self) -> float:
        smallest = SMALLEST_PICTURE / max(self._picture.width(), self._picture.height())
        return min(self._fit_scale(), smallest, ACTUAL_SIZE)

    def _move(self, scale: float, centre: QPointF) -> None:
        x = _held(centre.x(), self._picture.width(), self._view.width() / scale)
        y = _held(centre.y(), self._picture.height(), self._view.height() / scale)
        if scale != self.scale or QPointF(x, y) != self._centre:
            self.scale, self._centre = scale, QPointF(x, y)
            self.changed.emit()


def _held(centre: float, picture: float, visible: float) -> float:
    """The centre, held so that the picture cannot be lost from sight; one axis, picture units."""
    if picture <= visible:
        return picture / 2
    reach = visible * (0.5 - OVERSCROLL)
    return min(max(centre, reach), picture - reach)


def visible_part(view: QRectF, picture: QSizeF) -> QRectF:
    """The part of the picture inside `view`, grown to whole pixels; both in picture coordinates."""
    grown = QRectF(view.toAlignedRect())
    return grown & QRectF(0, 0, picture.width(), picture.height())
