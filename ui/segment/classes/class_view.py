"""The table view of the class table: keys, empty state, natural sorting."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCollator, QObject, QPoint, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.segment.classes.class_delegates import NameDelegate, ShareDelegate, part_places, parts_of
from ui.segment.classes.class_model import ROW_ROLE, SORT_ROLE, Column
from ui.widgets.model_index import AnyIndex
from ui.widgets.swatch import SWATCH

NAME_ROOM = 84
MOST_NAME_ROOM = 150  # a longer name is worth no more than the ids
# Columns that are shown where there is room, the most wanted first.
GIVE_WAY = (Column.DIFFERENCE, Column.OTHER, Column.CLUSTERS)
_ROOM = 5  # on either side of a number


class ClassOrder(QSortFilterProxyModel):
    """Sorts by the values behind the texts; names as people count: "ice 2" before "ice 10"."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collator = QCollator()
        self._collator.setNumericMode(True)
        self.setSortRole(SORT_ROLE)

    def lessThan(self, left: AnyIndex, right: AnyIndex) -> bool:  # noqa: N802
        one, other = left.data(SORT_ROLE), right.data(SORT_ROLE)
        if left.column() == Column.NAME:
            return self._collator.compare(str(one), str(other)) < 0
        return bool(one < other)


class ClassView(QTableView):
    """Whole rows, several at once. The ids give way where a name would have no room.

    part_pressed: name of the class, Part, where on the screen; selection and editor are as before.
    """

    rename_pressed = Signal()
    copy_pressed = Signal()
    part_pressed = Signal(str, object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty_text = ""
        self._both_areas = False
        self._ids_wanted = True
        self._widths: dict[Column, int] = {}
        self._name_room = NAME_ROOM
        self.setObjectName("classes")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row := max(24, self.fontMetrics().height() + 8))
        self.setMinimumHeight(2 * row)  # the header and a class: what stands below needs its room
        self._name_delegate = NameDelegate(self)
        self._share_delegate = ShareDelegate(self)
        self.setItemDelegateForColumn(Column.NAME, self._name_delegate)
        self.setItemDelegateForColumn(Column.SHARE, self._share_delegate)

    def prepare_header(self) -> None:
        """To be called once the model is set: sections exist only then."""
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(24)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        self.setSortingEnabled(True)

    def set_empty_text(self, text: str) -> None:
        self._empty_text = text
        self.viewport().update()

    def fit_columns(self, longest: Mapping[Column, str]) -> None:
        """Make the columns as wide as their longest text; the name takes what is left.

        Not by Qt's ResizeToContents: that asks every cell, a fifth of a second for 255 classes.
        """
        header = self.horizontalHeader()
        name = self._advance(longest.get(Column.NAME, "")) + SWATCH + 6 * _ROOM
        self._name_room = min(max(name, NAME_ROOM), MOST_NAME_ROOM)
        self._widths = {
            column: max(header.sectionSizeFromContents(column).width(), self._advance(text) + 2 * _ROOM)
            for column, text in longest.items()
            if column != Column.NAME
        }
        for column, width in self._widths.items():
            header.resizeSection(column, width)
        self.make_room()

    def make_room(self) -> None:
        """Hide what the name leaves no room for, the ids first: the tooltips still have it."""
        fixed = [c for c in self._widths if c not in GIVE_WAY and not self.isColumnHidden(c)]
        left = self.viewport().width() - self._name_room - sum(self._widths[column] for column in fixed)
        for column in GIVE_WAY:
            width = self._widths.get(column, 0)
            wanted = self._ids_wanted if column == Column.CLUSTERS else self._both_areas
            shown = wanted and width <= left
            left -= width if shown else 0
            self.setColumnHidden(column, not shown)

    def set_ids_wanted(self, wanted: bool) -> None:
        """Whether the ids of the clusters say more than the names do."""
        self._ids_wanted = wanted

    def set_both_areas(self, both: bool) -> None:
        """Whether there is another kind of area to stand beside the leading one."""
        self._both_areas = both

    def _advance(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.make_room()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if not self._press_part(event):
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if not self._press_part(event):
            super().mouseDoubleClickEvent(event)

    def _press_part(self, event: QMouseEvent) -> bool:
        """Whether the press was on a part of a name rather than on the row."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if not plain or not index.isValid() or index.column() != Column.NAME:
            return False
        cell = self.visualRect(index)
        places = part_places(cell, parts_of(index, hovered=True))
        part = next((each for each, place in places.items() if place.contains(at)), None)
        if part is not None:
            below = self.viewport().mapToGlobal(QPoint(at.x(), cell.bottom()))
            self.part_pressed.emit(index.data(ROW_ROLE).name, part, below)
        return part is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_pressed.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.rename_pressed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self.model() is not None and self.model().rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            room = self.viewport().rect().adjusted(24, 12, -24, -12)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, flags, self._empty_text)
