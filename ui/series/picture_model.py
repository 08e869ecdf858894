"""The list of the pictures of a series as a model: what stands in a row, and its thumbnail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QObject, Qt
from PySide6.QtGui import QImage, QPixmap

from ui.series.series_state import PictureRow, RowState
from ui.widgets.model_index import NO_INDEX, AnyIndex
from workers.picture_looks import PictureLook

ROW = Qt.ItemDataRole.UserRole


def state_words(state: RowState) -> str:
    """What a person reads of a state."""
    words = {
        "new": _words("not measured"),
        "measuring": _words("measuring…"),
        "measured": _words("measured"),
        "doubtful": _words("doubtful"),
        "drifted": _words("drifted"),
        "failed": _words("failed"),
        "outdated": _words("measure again"),
    }
    return words[state]


class PictureModel(QAbstractListModel):
    """A row a picture; thumbnails come later, as they are made."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[PictureRow, ...] = ()
        self._pixmaps: dict[Path, QPixmap] = {}

    def set_rows(self, rows: Sequence[PictureRow]) -> None:
        """The same pictures in the same order stay selected."""
        rows, before = tuple(rows), self.rows
        if [row.path for row in rows] == [row.path for row in before]:
            self.rows = rows
            changed = [i for i, (new, old) in enumerate(zip(rows, before, strict=True)) if new != old]
            if changed:
                self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def set_looks(self, looks: Mapping[Path, PictureLook]) -> None:
        """Thumbnails of those that are new among these."""
        kept = {path: pixmap for path, pixmap in self._pixmaps.items() if path in looks}
        for path, look in looks.items():
            if path not in kept and look.pixels is not None:
                height, width, _bands = look.pixels.shape
                image = QImage(look.pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
                kept[path] = QPixmap.fromImage(image)
        if kept.keys() != self._pixmaps.keys() and self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))
        self._pixmaps = kept

    def place_of(self, path: Path) -> int:
        """Its row; -1 where it is not in the list."""
        return next((i for i, row in enumerate(self.rows) if row.path == path), -1)

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.path.name
        if role == Qt.ItemDataRole.DecorationRole:
            return self._pixmaps.get(row.path)
        if role == Qt.ItemDataRole.ToolTipRole:
            lines = (str(row.path), row.date.text, state_words(row.state), row.reason)
            return "\n".join(line for line in lines if line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.path.name}, {state_words(row.state)}"
        return row if role == ROW else None


def _words(text: str) -> str:
    return QCoreApplication.translate("PictureModel", text)
