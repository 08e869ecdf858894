"""What the pictures show: the picture, its classes in their colours, and the pixel under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from ui.canvas.map_marks import KeyEntry
from ui.canvas.picture_pair import PicturePair
from ui.canvas.pixel_report import pixel_report
from ui.segment.classes.class_table import ClassTable
from ui.segment.classes.spoken_areas import spoken_areas
from ui.segment.convergence.doubt_controller import DoubtController
from ui.segment.convergence.replay_controller import ReplayController
from ui.segment.display.display_controller import DisplayController
from ui.session.view_state import ViewState
from ui.shell.panel_window import Panel
from ui.shell.services import Services
from ui.widgets.announcing import announce
from ui.widgets.number_text import count_text

if TYPE_CHECKING:
    from workers.opening import Opened


class PicturesController(QObject):
    """The result is seen as classes, the way to it as clusters."""

    def __init__(
        self,
        services: Services,
        *,
        pictures: PicturePair,
        table: ClassTable,
        replay: ReplayController,
        doubt: DoubtController,
        display: DisplayController,
        class_panel: Panel,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._text = services.session, services.status.text
        self._pictures, self._table, self._replay, self._doubt = pictures, table, replay, doubt
        self._display = display
        self._state = ViewState()
        self._classes_seen = True
        self._pixel = 0, 0, ""
        services.documents.opening.connect(self._show_picture)
        services.documents.closing.connect(self._clear)
        services.files.opening.looked.connect(pictures.set_look)
        replay.shown_changed.connect(self._follow_shown)
        doubt.shown_changed.connect(self._show_titles)
        display.shown_changed.connect(self._show_titles)
        pictures.hovered.connect(self._show_pixel)
        pictures.hover_left.connect(self._text.clear)
        table.selection_changed.connect(self._show_colours)
        class_panel.visibilityChanged.connect(self._see_classes)

    def show(self, new: ViewState, old: ViewState | None) -> None:
        self._state = new
        self._show_titles()
        if old is None or (new.segmentation, new.rows, new.unclear) != (
            old.segmentation,
            old.rows,
            old.unclear,
        ):
            self._show_pixel_again()
            self._show_colours()
        if old is not None and new.segmentation not in (None, old.segmentation):
            announce(self._pictures.segmentation, new.result_detail)

    def _show_picture(self, opened: Opened) -> None:
        self._replay.clear()
        self._pictures.set_picture(opened.levels)
        self._pictures.set_notice(self.tr("Clustering…"))

    def _clear(self) -> None:
        self._replay.clear()
        self._pictures.clear()

    def _follow_shown(self) -> None:
        """Another iteration is on the screen."""
        self._show_titles()
        self._show_colours()

    def _see_classes(self, seen: bool) -> None:
        """The class table has come into sight or gone: the picture fades only beside the chosen row."""
        self._classes_seen = seen
        self._show_colours()

    def _show_titles(self) -> None:
        """The segmentation says which iteration it is, unless it is the result."""
        detail = self._state.result_detail
        if self._replay.labels is not None and self._replay.detail:
            detail = self._replay.detail
        elif self._doubt.pixels is not None:
            detail = self.tr("{0} doubtful pixels").format(count_text(self._doubt.pixels))
        picture = " · ".join(filter(None, (self._state.picture_detail, self._display.words)))
        self._pictures.set_titles(picture, detail)
        self._pictures.set_areas(spoken_areas(self._state.rows) if self._replay.at_result else "")

    def _show_colours(self) -> None:
        outcome, pictures = self._session.outcome, self._pictures
        if outcome is None or not self._replay.at_result:
            marked = self._replay.marked
            pictures.set_hidden(())
            pictures.set_emphasis(None if marked is None else (marked,))
            pictures.marks[1].set_key(())
            return
        if self._state.segmentation is not outcome.segmentation:
            return  # its rows are about to come
        colours = np.array(outcome.segmentation.colours)
        chosen: list[int] = []
        hidden: list[int] = []
        # Behind another tab nobody sees which row is chosen: a picture that fades would have no cause.
        selected = set(self._table.selected_names()) if self._classes_seen else set()
        for row in self._state.rows:
            colour = QColor(row.colour)
            for cluster in row.clusters:
                colours[cluster - 1] = (colour.red(), colour.green(), colour.blue())
            if row.name in selected:
                chosen.extend(row.clusters)
            if row.hidden:
                hidden.extend(row.clusters)
        key = [KeyEntry(row.name, row.colour) for row in self._state.rows if not row.hidden]
        pictures.marks[1].set_key(key)
        pictures.set_hidden(tuple(hidden))
        pictures.set_colours(colours)
        pictures.set_emphasis(tuple(chosen) or None)

    def _show_pixel(self, column: int, row: int) -> None:
        """What is under the cursor."""
        document = self._session.document
        if document is not None:
            final = self._session.outcome if self._replay.at_result else None
            labels = None if self._pictures.is_blind else self._replay.labels
            ground = self._pictures.marks[0].ground
            lonlat = None if ground is None else ground.lonlat(column + 0.5, row + 0.5)
            line = pixel_report(document, labels, final, column, row, lonlat=lonlat)
            self._text.setText(line)
            self._pixel = column, row, line

    def _show_pixel_again(self) -> None:
        """Classes changed while the cursor stays where it is."""
        column, row, line = self._pixel
        if line and self._text.text() == line:
            self._show_pixel(column, row)
