"""The wall: small pictures of all maps of a layer, strongest first; one click shows one large."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QFrame, QListView, QWidget

if TYPE_CHECKING:
    from core.networks.wall import Wall

# Device-independent pixels of the longer side.
_SIDE = 88
_GAP = 3

Index = QModelIndex | QPersistentModelIndex


class MapModel(QAbstractListModel):
    """The maps of a wall. Their pictures are made as they come into sight."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.wall: Wall | None = None
        self._names: tuple[str, ...] = ()
        self._pictures: dict[int, QIcon] = {}

    def show_wall(self, wall: Wall | None, names: tuple[str, ...] = ()) -> None:
        """names: of the maps by their numbers; () where they have numbers alone."""
        self.beginResetModel()
        self.wall, self._names, self._pictures = wall, names, {}
        self.endResetModel()

    def picture_size(self) -> QSize:
        if self.wall is None:
            return QSize(_SIDE, _SIDE)
        height, width = self.wall.small.shape[1:]
        return QSize(width, height).scaled(_SIDE, _SIDE, Qt.AspectRatioMode.KeepAspectRatio)

    def name(self, row: int) -> str:
        """What a map is called: that of the plane of a feature, or its number."""
        number = 0 if self.wall is None else self.wall.numbers[row]
        return self._names[number] if self._names else f"#{number}"

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() or self.wall is None else len(self.wall.numbers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        wall, row = self.wall, index.row()
        if wall is None or not 0 <= row < len(wall.numbers):
            return None
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.name(row)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            words = self.tr("{0}: strongest {1} of {2}. Click to see it large beside the picture.")
            return words.format(self.name(row), row + 1, len(wall.numbers))
        return None

    def _picture(self, row: int) -> QIcon:
        if row not in self._pictures and self.wall is not None:
            small = self.wall.small[row]
            height, width = small.shape
            image = QImage(small.data, width, height, width, QImage.Format.Format_Grayscale8)
            smooth = Qt.TransformationMode.SmoothTransformation
            whole = Qt.AspectRatioMode.IgnoreAspectRatio
            picture = QPixmap.fromImage(image.scaled(self.picture_size(), whole, smooth))
            self._pictures[row] = QIcon(picture)
            # As it is: the style would dye the one that is chosen.
            self._pictures[row].addPixmap(picture, QIcon.Mode.Selected)
        return self._pictures[row]


class MapWall(QListView):
    """map_chosen: the row of the map that is to be seen large."""

    map_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("map_wall")
        self.setAccessibleName(self.tr("Maps of the layer"))
        self.maps = MapModel(self)
        self.setModel(self.maps)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(_GAP)
        self.selectionModel().currentChanged.connect(self._tell)

    def show_wall(self, wall: Wall | None, names: tuple[str, ...] = ()) -> None:
        self.maps.show_wall(wall, names)
        self.setIconSize(self.maps.picture_size())
        self.scrollToTop()

    def chosen(self) -> int | None:
        """The row of the map that is chosen."""
        index = self.currentIndex()
        return index.row() if index.isValid() and self.selectionModel().isSelected(index) else None

    def _tell(self, now: QModelIndex) -> None:
        if now.isValid():
            self.map_chosen.emit(now.row())
