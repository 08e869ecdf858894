"""The labels at a few places of a label image that is never whole in memory."""

from __future__ import annotations

from collections.abc import Iterable

from core.base.arrays import Bytes
from core.classes.class_choice import Place


class PlaceLabels:
    """Takes the rows of a label image (core.pipeline.tiled.LabelRows) and keeps what lies at the places."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = tuple(places)
        self._found: dict[Place, int] = {}
        self._row = 0

    def begin(self, colours: Bytes) -> None:
        """Nothing to prepare."""

    def add(self, rows: Bytes) -> None:
        height, width = rows.shape
        for place in self._places:
            column, row = int(place[0] // 1), int(place[1] // 1) - self._row
            if 0 <= row < height and 0 <= column < width:
                self._found[place] = int(rows[row, column])
        self._row += height

    def label_at(self, place: Place) -> int:
        """0 outside the picture."""
        return self._found.get(place, 0)
