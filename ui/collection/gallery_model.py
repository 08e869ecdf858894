"""The pictures of the gallery as a model: a tile a picture, drawn when it is in sight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractListModel, QObject, Qt
from PySide6.QtGui import QPixmap

from core.base.arrays import Ints
from ui.widgets.model_index import NO_INDEX, AnyIndex

TILE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Tile:
    """row: of the collection. name: below the picture. colour: "#rrggbb" of its cluster. tip: all that is
    known. pixmap: None while it is not there, or never will be.
    """

    row: int
    name: str
    colour: str
    tip: str
    pixmap: QPixmap | None = None


class GalleryModel(QAbstractListModel):
    """rows: of the collection, in the order in which they stand."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Ints = np.empty(0, np.int64)
        self._tile: Callable[[int, int], Tile] | None = None
        self._places: dict[int, int] = {}

    def show_rows(self, rows: Ints, tile: Callable[[int, int], Tile]) -> None:
        """tile: what is seen of a row that stands at a place; asked when it is in sight."""
        self._tile = tile
        if len(rows) == len(self.rows) and (rows == self.rows).all():
            if len(rows):
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self._places = {}
        self.endResetModel()

    def place_of(self, row: int) -> int:
        """Where a row of the collection stands; −1 where it is not shown."""
        if not self._places:
            self._places = {each: place for place, each in enumerate(self.rows.tolist())}
        return self._places.get(row, -1)

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        known = (TILE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if not index.isValid() or self._tile is None or role not in known:
            return None
        tile = self._tile(int(self.rows[index.row()]), index.row())
        if role == TILE:
            return tile
        return tile.tip if role == Qt.ItemDataRole.ToolTipRole else tile.name
