"""The colours of the points on the map: what a person has chosen that they say, or a moment of k-means."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject

from core.base.arrays import Bytes, Ints
from core.collection.colouring import by_cluster
from ui.collection.map_colours import CLUSTER, colouring, colourings
from ui.collection.map_panel import MapPanel
from ui.collection.map_points import MapPoints


class MapPainting(QObject):
    """points: that are painted. labels: clusters of another moment than the result, None for that."""

    def __init__(self, panel: MapPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._panel, self._view = panel, panel.view
        self._colours = CLUSTER
        self.points = MapPoints()
        self.labels: Ints | None = None
        panel.colours_chosen.connect(self._choose)
        panel.show_colourings(colourings(None), self._colours)

    def take(self, points: MapPoints) -> None:
        """Paint these from now on, as soon as they are shown."""
        self.points, self.labels = points, None
        if points.run is not None or not points.number:  # else it is being sorted, and they come back
            self._panel.show_colourings(colourings(points.run), self._colours)

    def show_labels(self, labels: Ints | None) -> None:
        """These in place of the result, with the middles marked; None: the result again."""
        self.labels = labels
        self.paint()

    def paint(self) -> None:
        run, labels = self.points.run, self.labels
        self._view.show_middles(labels)
        if labels is not None:
            self._view.show_colours(by_cluster(labels).colours, (), graded=False)
        elif run is None:
            self._view.show_colours(no_colours(self.points.number), (), graded=False)
        else:
            shown = colouring(run, self._colours)
            self._view.show_colours(shown.colours, shown.key, graded=shown.graded)

    def _choose(self, name: str) -> None:
        self._colours = name
        self.paint()


def no_colours(number: int) -> Bytes:
    """Of points that are in no cluster yet."""
    return by_cluster(np.full(number, -1, np.int64)).colours
