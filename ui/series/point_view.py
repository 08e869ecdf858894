"""A point of the series with what is round it in its picture: the result is not shown, so nothing sways."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.accuracy.accuracy_tool import AccuracyTool
from ui.accuracy.answer_keys import AnswerKeys
from ui.canvas.camera import Camera
from ui.canvas.picture_item import PictureItem
from ui.canvas.picture_view import PictureView
from ui.widgets.building import fill, named
from ui.widgets.elided_label import ElidedLabel
from workers.series_points_seen import Surroundings


class PointView(QWidget):
    """keys: what may be pressed here."""

    def __init__(self, keys: AnswerKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "series_point", self.tr("What is asked"))
        self._camera, self._item, self._tool = Camera(self), PictureItem(), AccuracyTool(keys, self)
        self.view = named(PictureView(self._item, self._camera), "series_point_view", self.tr("The point"))
        self.view.set_tool(self._tool)
        self.view.overlay.add(self._tool.paint)
        self.view.resized.connect(self._take_size)
        self.title = named(ElidedLabel(), "series_point_title")
        font = self.title.font()
        font.setWeight(font.Weight.DemiBold)
        self.title.setFont(font)
        self.hint = named(QLabel(wordWrap=True), "series_point_hint")
        self.hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.hint.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        # Why the point cannot be seen, as a sentence.
        self.problem = ""
        self._around = 0
        self._tool.changed.connect(self._repaint)
        fill(QVBoxLayout(self), self.title, (self.view, 1), self.hint, margins=(8, 6, 8, 6), spacing=4)

    @property
    def pixel(self) -> tuple[int, int] | None:
        """Column and row of the point in what is shown; None while nothing is."""
        return self._tool.pixel

    def show_point(self, title: str, seen: Surroundings | None, around: int) -> None:
        """seen: None while it is being read. around: so many pixels are to be seen."""
        self.title.setText(title)
        self._around = around
        levels = () if seen is None else seen.levels
        self._item.set_levels(levels)
        self.problem = "" if seen is None else seen.problem
        self.view.set_notice("…" if seen is None else seen.problem)
        if levels:
            self._camera.set_picture_size(levels[0].shape[1], levels[0].shape[0])
        self.view.item_changed()
        self._tool.show_pixel(None if seen is None or not levels else seen.pixel)
        self._go_to_point()

    def _take_size(self) -> None:
        self._camera.set_view_size(self.view.free_size)
        self._go_to_point()

    def _go_to_point(self) -> None:
        if self._tool.pixel is None or not self._around:
            return
        column, row = self._tool.pixel
        half = self._around / 2
        part = QRectF(column + 0.5 - half, row + 0.5 - half, self._around, self._around)
        self._camera.zoom_to(part, 1.0)
        self._repaint()

    def _repaint(self, _rect: QRectF | None = None) -> None:
        self.view.overlay.refresh(QRectF(), self._camera.scale)
