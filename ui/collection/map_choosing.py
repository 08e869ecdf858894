"""What is chosen on the map, by mouse and keys, as rows of the run that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from core.base.arrays import Ints
from ui.collection.collection_session import CollectionSession
from ui.collection.map_view import MapView

if TYPE_CHECKING:
    from core.collection.found import Found


class MapChoosing(QObject):
    """selected(rows): chosen on the map. marked(row): one picture was clicked. opened(row): in Segment.

    run, places: what the points are; None while pictures are not clustered yet.
    """

    selected = Signal(object)
    marked = Signal(int)
    opened = Signal(int)

    def __init__(self, collection: CollectionSession, view: MapView, parent: QObject) -> None:
        super().__init__(parent)
        self._collection, self._view = collection, view
        self.run: Found | None = None
        self.places = np.empty(0, np.int64)
        view.chosen.connect(self._take_chosen)
        view.clicked.connect(self._take_clicked)
        view.opened.connect(self._open)
        view.pointed.connect(self._take_pointed)

    def _take_chosen(self, points: Ints, how: str) -> None:
        if self.run is None:
            return
        rows, before = self.places[points], self._collection.work.selection
        if how == "only":
            self.selected.emit(np.sort(rows))
        elif how == "more":
            self.selected.emit(np.union1d(before, rows))
        else:
            self.selected.emit(np.setdiff1d(before, rows))

    def _take_pointed(self, point: int) -> None:
        """The keyboard has gone there: the gallery follows."""
        if point >= 0 and point == self._view.current and self._view.hasFocus():
            self._take_clicked(point)

    def _take_clicked(self, point: int) -> None:
        if self.run is not None:
            self.marked.emit(int(self.places[point]))

    def _open(self, point: int) -> None:
        if self.run is not None:
            self.opened.emit(int(self.places[point]))
