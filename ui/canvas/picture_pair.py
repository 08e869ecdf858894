"""PicturePair: the original beside the segmentation, panned and zoomed as one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from core.base.sentences import with_semicolons
from ui.canvas.borders_item import BordersItem
from ui.canvas.camera import ZOOM_ROOM, Camera
from ui.canvas.comparison import Comparison
from ui.canvas.first_look import FirstLook
from ui.canvas.map_marks import MapMarks
from ui.canvas.navigator import Navigator
from ui.canvas.pair_splitter import PairSplitter
from ui.canvas.picture_item import DoubtItem, LabelItem, PictureItem
from ui.canvas.picture_view import PictureView
from ui.canvas.view_title import ViewTitle
from ui.widgets.building import fill, named

ZOOM_STEP = 1.25
# How far pixels that are not meant are hidden.
VEIL = 0.8
# How much of its own colour a cluster keeps that is not emphasised, and what it fades into:
# dark round light clusters, light round dark ones.
FAINT = 0.16
FADE_DARK = (42, 47, 51)
FADE_LIGHT = (226, 230, 234)


class PicturePair(QWidget):
    """Two linked views, or a page where to begin while there is no picture.

    hovered: column and row of the pixel under the cursor in either view. clicked: of the one clicked on;
    double_clicked: that click was the first of two. zoom_changed: screen
    pixels per picture pixel. blinded: whether the original alone is seen.
    """

    hovered = Signal(int, int)
    hover_left = Signal()
    clicked = Signal(int, int)
    double_clicked = Signal()
    zoom_changed = Signal(float)
    blinded = Signal(bool)

    def __init__(self, empty: QWidget | None = None, parent: QWidget | None = None) -> None:
        """empty: what is seen while there is no picture."""
        super().__init__(parent)
        self._camera = Camera(self)
        self._picture = PictureItem()
        self._labels = LabelItem(self._picture)
        self._doubt = DoubtItem(self._labels)
        self._borders = BordersItem(self._picture), BordersItem(self._labels)
        self._region_borders = BordersItem(self._picture), BordersItem(self._labels)
        self._map = DoubtItem(self._labels)  # in front of the doubt
        self._differences = DoubtItem(self._labels)
        self._veils = PictureItem(), DoubtItem(self._labels)
        self._veils[0].setParentItem(self._picture)
        for veil in self._veils:
            veil.setOpacity(VEIL)
        self._details, self._map_name, self._areas = ("", ""), "", ""
        self._colours = np.zeros((0, 3), np.uint8)
        self._emphasis: tuple[int, ...] | None = None
        self._original_title = ViewTitle(self.tr("Original"))
        self._segmentation_title = ViewTitle(self.tr("Segmentation"))
        self.original = PictureView(self._picture, self._camera)
        self.segmentation = PictureView(self._labels, self._camera)
        self._name_views()
        self._empty = empty or QWidget()
        self._splitter = PairSplitter()
        original = _titled(self._original_title, self.original)
        self.comparison = Comparison(original, self.segmentation, self._labels, self)
        self._splitter.addWidget(original)
        self._splitter.addWidget(_titled(self._segmentation_title, self.segmentation, self.comparison.slider))
        self._splitter.setSizes([1000, 1000])
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._splitter)
        self._look = FirstLook(self)
        self.marks = MapMarks(self.original, self._camera), MapMarks(self.segmentation, self._camera)
        self.navigators = Navigator(self.original, self._camera), Navigator(self.segmentation, self._camera)
        self.navigators[1].set_wanted(False)
        self._connect()

    def set_picture(self, levels: Sequence[NDArray[np.uint8]]) -> None:
        """Show a picture and drop the labels of the one before.

        levels: (height, width, 4) uint8 premultiplied BGRA, each half the size of the one before.
        """
        if not levels:
            self.clear()
            return
        self._labels.set_labels(None)
        self._doubt.set_levels(())
        self.set_differences(())
        self.set_veil(())
        self.set_borders((), None)
        self.set_region_borders((), None)
        self.set_map((), "")
        self.set_levels(levels)
        self._settle(levels[0].shape[1], levels[0].shape[0])

    def set_levels(self, levels: Sequence[NDArray[np.uint8]]) -> None:
        """Show the same picture otherwise: its labels, and all that lies over it, stay."""
        self._picture.set_levels(levels)
        for each in self.navigators:
            each.set_levels(levels)
        self._labels.update()  # through which it may be seen

    def set_look(self, pixels: NDArray[np.uint8] | None) -> None:
        """Cover what is shown with a first look at the picture that is being read; None: uncover it."""
        self._look.set_pixels(pixels)

    def set_labels(self, labels: NDArray[np.uint8] | None, colours: NDArray[np.uint8]) -> None:
        """Show labels (height, width) uint8, id i in row i - 1 of `colours` (k, 3); id 0 is no data."""
        self._colours = np.array(colours, np.uint8).reshape(-1, 3)
        self._apply_table()
        self._labels.set_labels(labels)
        if labels is not None:
            self._settle(labels.shape[1], labels.shape[0])

    def set_colours(self, colours: NDArray[np.uint8]) -> None:
        """Show the same labels in other colours (k, 3)."""
        self._colours = np.array(colours, np.uint8).reshape(-1, 3)
        self._apply_table()

    def set_hidden(self, ids: tuple[int, ...]) -> None:
        """From the next colours or emphasis on, show the picture itself where these clusters are."""
        self._labels.set_hidden(ids)

    def set_doubt(self, levels: Sequence[NDArray[np.uint8]]) -> None:
        """Lay a picture of levels as those of `set_picture` over the segmentation; none: take it away."""
        self._doubt.set_levels(levels)

    def set_differences(self, levels: Sequence[NDArray[np.uint8]]) -> None:
        """Lay differences over the segmentation, as `set_doubt` does; none: take them away."""
        self._differences.set_levels(levels)

    def set_veil(self, levels: Sequence[NDArray[np.uint8]]) -> None:
        """Lay a picture over both, so that what it leaves clear stands out; none: take it away."""
        for veil in self._veils:
            veil.set_levels(levels)

    def set_borders(self, levels: Sequence[NDArray[np.uint8]], ids: NDArray[np.integer] | None) -> None:
        """Draw borders over both pictures: as a picture of levels, magnified between the ids (height, width).

        levels: empty: take them away.
        """
        for item in self._borders:
            item.set_borders(levels, ids)

    def set_region_borders(
        self, levels: Sequence[NDArray[np.uint8]], ids: NDArray[np.integer] | None
    ) -> None:
        """The same for regions, beside the others."""
        for item in self._region_borders:
            item.set_borders(levels, ids)

    def set_map(self, levels: Sequence[NDArray[np.uint8]], name: str) -> None:
        """Lay a map over the segmentation, by its name, as `set_doubt` does; none: take it away."""
        if not levels and not self._map_name:
            return
        self._map.set_levels(levels)
        self._map_name = name
        self._say_details()

    def set_emphasis(self, ids: tuple[int, ...] | None) -> None:
        """Let all clusters but these fade; None: fade none."""
        self._emphasis = ids
        self._apply_table()

    def set_pin(self, column: int, row: int) -> None:
        """Mark a pixel in both views that is held on to."""
        self.original.set_pin(column, row)
        self.segmentation.set_pin(column, row)

    def hide_pin(self) -> None:
        self.original.hide_pin()
        self.segmentation.hide_pin()

    def colour_at(self, column: int, row: int) -> tuple[int, int, int]:
        """Red, green and blue of a pixel of the picture, as it is shown."""
        return self._picture.colour_at(column, row)

    def set_titles(self, original_detail: str, segmentation_detail: str) -> None:
        """What stands beside the names of the views."""
        self._details = original_detail, segmentation_detail
        self._say_details()

    def set_areas(self, words: str) -> None:
        """What is measured on the segmentation, for who hears it; "" while another iteration is shown."""
        self._areas = words
        self._say_details()

    def set_blind(self, blind: bool) -> None:
        """Whether the original alone is seen: whoever says what is there is not to be told by the result."""
        self.comparison.set_blind(blind)
        for item in self._region_borders:
            item.setVisible(not blind)
        self._take_size()
        self.blinded.emit(blind)

    @property
    def is_blind(self) -> bool:
        return self.comparison.is_blind

    def set_notice(self, text: str) -> None:
        """What stands in the middle of the segmentation while there are no labels."""
        self.segmentation.set_notice(text)

    def clear(self) -> None:
        """Back to the empty state."""
        self._labels.set_labels(None)
        self.set_levels(())
        self._areas = ""
        self.set_titles("", "")
        self._leave()
        self._stack.setCurrentWidget(self._empty)

    @property
    def is_empty(self) -> bool:
        return self._stack.currentWidget() is self._empty

    @property
    def views(self) -> tuple[PictureView, PictureView]:
        """Both views: what is drawn over one is drawn over the other."""
        return self.original, self.segmentation

    def grab_views(self) -> QPixmap:
        """What is seen of the pictures, with all that is drawn over them."""
        return self._splitter.grab()

    @property
    def scale(self) -> float:
        """Device-independent screen pixels per picture pixel."""
        return self._camera.scale

    @property
    def zoom(self) -> float:
        """Screen pixels per picture pixel; 1 is actual size."""
        return self._camera.scale * self.devicePixelRatioF()

    def fit(self) -> None:
        self._camera.fit()

    def reveal(self, part: QRectF) -> None:
        """Move a part of the picture into sight, where it is not."""
        self._camera.reveal(part)

    def zoom_to(self, part: QRectF, room: float = ZOOM_ROOM) -> None:
        """Show a part of the picture, large. room: how much of the view it fills."""
        self._camera.zoom_to(part, room)

    @property
    def centre(self) -> QPointF:
        """The place of the picture that stands in the middle of the views."""
        return self._camera.centre

    def look_at(self, centre: QPointF, scale: float) -> None:
        """Bring this place of the picture to the middle, at this scale."""
        self._camera.set_scale(scale)
        self._camera.go_to(centre)

    @property
    def fitted(self) -> bool:
        """Whether the whole picture is shown."""
        return self._camera.fitted

    def actual_size(self) -> None:
        self._camera.set_scale(1 / self.devicePixelRatioF())

    def zoom_in(self) -> None:
        self._camera.set_scale(self._camera.scale * ZOOM_STEP)

    def zoom_out(self) -> None:
        self._camera.set_scale(self._camera.scale / ZOOM_STEP)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._look.setGeometry(self.rect())

    def _name_views(self) -> None:
        help_text = self.tr("Wheel zooms, drag pans, double click shows the whole picture")
        named(self.original, "originalView", self.tr("Original picture"))
        named(self.segmentation, "segmentationView", self.tr("Segmentation"))
        self.segmentation.set_notice(self.tr("The clusters appear here"))
        for view in (self.original, self.segmentation):
            view.setToolTip(help_text)

    def _connect(self) -> None:
        self._camera.changed.connect(self._say_zoom)
        self.comparison.title_changed.connect(self._segmentation_title.set_title)
        self.original.hovered.connect(self._hover_original)
        self.segmentation.hovered.connect(self._hover_segmentation)
        for view in (self.original, self.segmentation):
            view.hover_left.connect(self._leave)
            view.clicked.connect(self.clicked)
            view.double_clicked.connect(self.double_clicked)
            view.resized.connect(self._take_size)

    def _settle(self, width: int, height: int) -> None:
        self._stack.setCurrentWidget(self._splitter)
        self._splitter.set_picture_size(width, height)
        self._camera.set_picture_size(width, height)
        self.original.item_changed()
        self.segmentation.item_changed()

    def _say_details(self) -> None:
        covered = self.tr("covered by the map {0}").format(self._map_name) if self._map_name else ""
        original, segmentation = self._details[0], covered or self._details[1]
        self._original_title.set_detail(original)
        self._segmentation_title.set_detail(segmentation)
        self.original.setAccessibleDescription(original)
        self.segmentation.setAccessibleDescription(with_semicolons(filter(None, (segmentation, self._areas))))

    def _apply_table(self) -> None:
        colours = self._colours
        if self._emphasis is not None and len(colours):
            kept = np.isin(np.arange(1, len(colours) + 1), self._emphasis)
            colours = np.where(kept[:, None], colours, _faded(colours, kept))
        self._labels.set_table(colours)

    def _take_size(self) -> None:
        sizes = [] if self.comparison.is_blind else [self.segmentation.free_size]
        if self.comparison.is_blind or self.comparison.sees_both:
            sizes.append(self.original.free_size)
        self.navigators[1].set_wanted(self.comparison.mode != "side")
        self._camera.set_view_size(
            QSizeF(min(each.width() for each in sizes), min(each.height() for each in sizes))
        )

    def _say_zoom(self) -> None:
        self.zoom_changed.emit(self.zoom)

    def _hover_original(self, column: int, row: int) -> None:
        self.original.hide_marker()
        self.segmentation.set_marker(column, row)
        self.hovered.emit(column, row)

    def _hover_segmentation(self, column: int, row: int) -> None:
        self.segmentation.hide_marker()
        self.original.set_marker(column, row)
        self.hovered.emit(column, row)

    def _leave(self) -> None:
        self.original.hide_marker()
        self.segmentation.hide_marker()
        self.hover_left.emit()


def _faded(colours: NDArray[np.uint8], kept: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """All colours (k, 3), faded to where those that are kept stand out."""
    light = colours[kept].mean() > 127 if kept.any() else True
    calm = np.array(FADE_DARK if light else FADE_LIGHT)
    return np.rint(colours * FAINT + calm * (1 - FAINT)).astype(np.uint8)


def _titled(title: ViewTitle, view: PictureView, beside: QWidget | None = None) -> QWidget:
    pane = QWidget()
    line = fill(QHBoxLayout(), (title, 1), margins=(0, 0, 8 if beside else 0, 0))
    if beside is not None:
        line.addWidget(beside)
    fill(QVBoxLayout(pane), line, (view, 1), margins=0, spacing=0)
    return pane
