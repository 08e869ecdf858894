"""The table view of the regions: whole rows, any number of them, sorted by a click on a title."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from core.regions.region_table import RegionTable
from ui.segment.classes.class_delegates import put_swatch
from ui.segment.regions.region_columns import COLUMNS
from ui.segment.regions.region_model import RegionModel, columns_of

_ROOM = 6
_SWATCH = 24
# A selection in more pieces than this takes Qt seconds: it is dropped where an order would scatter it so.
MOST_PIECES = 200
_Flag = QItemSelectionModel.SelectionFlag


class RegionTableView(QTableView):
    """chosen_changed: other rows of the RegionTable are selected, by the user. copy_pressed: Ctrl+C."""

    chosen_changed = Signal()
    copy_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("regions_table")
        self._empty_text = ""
        self._quiet = False
        self.regions = RegionModel(self)
        self.setModel(self.regions)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(max(22, self.fontMetrics().height() + 6))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # A title asks whether all its rows are selected, row by row: seconds, of 100,000. This one has none.
        header.setSelectionModel(QItemSelectionModel(self.regions, header))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSectionsClickable(True)
        header.sortIndicatorChanged.connect(self._sort)
        self.selectionModel().selectionChanged.connect(self._tell)
        self._class_delegate = RegionClassDelegate(self)
        self.setItemDelegateForColumn(1, self._class_delegate)
        self._fit_columns()

    def set_table(self, table: RegionTable | None) -> None:
        """Another table; regions that were selected stay so by their number."""
        before = self.regions.table
        if table is not None and table.has_rows_of(before):
            self.regions.set_table(table)
            return
        kept: NDArray[np.intp] = np.zeros(0, np.intp)
        if table is not None and before is not None and table.ids is before.ids:
            kept = table.rows_of(before["region"][self.chosen()])
        self._quiet = True
        self.regions.set_table(table)
        self._fit_columns()
        self.choose(kept, scroll=False)
        self._quiet = False
        self.viewport().update()

    def set_empty_text(self, text: str) -> None:
        """What stands in the middle of a table without rows."""
        self._empty_text = text
        self.viewport().update()

    def chosen(self) -> NDArray[np.intp]:
        """The selected rows of the RegionTable, in the order on the screen."""
        ranges = sorted((r.top(), r.bottom() + 1) for r in self.selectionModel().selection().toList())
        places = [np.arange(first, last) for first, last in ranges]
        return self.regions.rows(np.concatenate(places) if places else np.zeros(0, np.intp))

    def choose(self, rows: NDArray[np.intp], *, scroll: bool = True) -> None:
        """Select these rows of the RegionTable and bring the first one into sight; tells nobody.

        None of them where they stand in more than MOST_PIECES places.
        """
        quiet, self._quiet = self._quiet, True
        places = np.sort(self.regions.places(rows))
        selection = QItemSelection()
        runs = np.split(places, np.flatnonzero(np.diff(places) != 1) + 1) if len(places) else []
        if len(runs) > MOST_PIECES:
            runs, places = [], places[:0]
        for run in runs:
            first, last = (
                self.regions.index(int(run[0]), 0),
                self.regions.index(int(run[-1]), len(COLUMNS) - 1),
            )
            selection.select(first, last)
        self.selectionModel().select(selection, _Flag.ClearAndSelect)
        if len(places):
            index = self.regions.index(int(places[0]), 0)
            self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
            if scroll:
                self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self._quiet = quiet

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_pressed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self.regions.rowCount() == 0 and self._empty_text:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            room = self.viewport().rect().adjusted(24, 8, -24, -8)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, flags, self._empty_text)

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        chosen = self.chosen()
        self.regions.sort(column, order)
        self.choose(chosen)
        if len(self.chosen()) != len(chosen):
            self._tell()

    def _tell(self) -> None:
        if not self._quiet:
            self.chosen_changed.emit()

    def _fit_columns(self) -> None:
        """By the titles and an example of each: asking every cell would take seconds."""
        header, metrics, table = self.horizontalHeader(), self.fontMetrics(), self.regions.table
        for i, column in enumerate(COLUMNS):
            header.setSectionHidden(i, column not in columns_of(table))
            text = metrics.horizontalAdvance(column.example) + 2 * _ROOM
            text += _SWATCH if column.name == "class" else 0
            header.resizeSection(i, max(header.sectionSizeFromContents(i).width(), text))


class RegionClassDelegate(QStyledItemDelegate):
    """Swatch and name."""

    def initStyleOption(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        put_swatch(option, index)
