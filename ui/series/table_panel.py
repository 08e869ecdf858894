"""The table over all pictures: sorted by a click on a title, filtered by what is typed, copied; and below it
the summary."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.series import summary_rows, table_rows
from ui.series.table_model import PATH, TableModel, TableRow
from ui.widgets.building import fill, named
from ui.widgets.elided_label import ElidedLabel

_WIDTHS = (164, 84, 78, 140, 68, 66, 72, 72, 72, 40, 78, 420, 68, 92, 78)
_SUMMARY_WIDTHS = (140, 66, 72, 64, 72, 80, 44, 92, 92, 80)
_MOST_SUMMED, _SIDE = 5, 8


class _Table(QTableView):
    """copy_pressed: Ctrl+C. opened: Enter."""

    copy_pressed = Signal()
    opened = Signal()

    def __init__(self, name: str, title: str, tooltip: str) -> None:
        super().__init__()
        named(self, name, title, tooltip)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(max(22, self.fontMetrics().height() + 6))
        self.horizontalHeader().setHighlightSections(False)

    def set_widths(self, widths: Sequence[int]) -> None:
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)

    def put_before(self, columns: Sequence[int], column: int) -> None:
        """Let these stand before another, in their order."""
        header = self.horizontalHeader()
        for each in columns:
            header.moveSection(header.visualIndex(each), header.visualIndex(column))

    def set_columns_shown(self, columns: Sequence[int], *, shown: bool) -> None:
        for each in columns:
            self.setColumnHidden(each, not shown)

    def columns_shown(self) -> tuple[int, ...]:
        """As they stand from left to right."""
        header = self.horizontalHeader()
        order = map(header.logicalIndex, range(header.count()))
        return tuple(each for each in order if not header.isSectionHidden(each))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_pressed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class TablePanel(QWidget):
    """chosen(path): the user went to a row of this picture. opened(path): by Enter or a double click.
    copied(TableModel, rows, columns): these are wanted on the clipboard, with their titles.
    """

    chosen = Signal(str)
    opened = Signal(str)
    copied = Signal(object, object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model, self.summed = (
            TableModel(table_rows.table_titles(), self),
            TableModel(summary_rows.summary_titles(), self),
        )
        self.filter = named(
            QLineEdit(placeholderText=self.tr("Filter"), clearButtonEnabled=True),
            "series_filter",
            self.tr("Filter the table"),
            self.tr("Show only rows with these letters: of a picture, a class, a state, a reason."),
        )
        self.filter.setMaximumWidth(220)
        self.filter.textChanged.connect(self._filter)
        self.note = named(ElidedLabel(), "series_note")
        self.view = self._table()
        self.summary = _Table(
            "series_summary", self.tr("Summary"), self.tr("Each class over all pictures that were measured.")
        )
        self.summary.setModel(self.summed)
        self.summary.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.summary.copy_pressed.connect(self.copy_summary)
        self.summary.set_widths(_SUMMARY_WIDTHS)
        self.summary.put_before(summary_rows.CHECKED_COLUMNS, summary_rows.MAPPED)
        head = fill(QHBoxLayout(), (self.note, 1), self.filter, margins=0, spacing=8)
        fill(QVBoxLayout(self), head, (self.view, 1), self.summary, margins=(_SIDE, 4, _SIDE, 8), spacing=4)
        self.show_rows((), checked=False)
        self.show_summary((), checked=False)

    def _table(self) -> _Table:
        view = _Table(
            "series_table",
            self.tr("Table"),
            self.tr("Every picture and class. Ctrl+C copies the rows chosen."),
        )
        view.setModel(self.model)
        view.setSortingEnabled(True)
        header = view.horizontalHeader()
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        # What tells names apart is often at their end.
        view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        view.set_widths(_WIDTHS)
        view.put_before(table_rows.CHECKED_COLUMNS, table_rows.MAPPED)
        view.copy_pressed.connect(self.copy)
        view.opened.connect(self._open_current)
        view.doubleClicked.connect(self._open)
        view.clicked.connect(self._tell)
        view.selectionModel().currentRowChanged.connect(self._current_changed)
        return view

    def show_rows(self, rows: Sequence[TableRow], *, checked: bool) -> None:
        """checked: whether points say of any picture how much there is."""
        self.model.set_rows(rows)
        self.view.set_columns_shown(table_rows.CHECKED_COLUMNS, shown=checked)

    def show_summary(self, rows: Sequence[TableRow], *, checked: bool) -> None:
        """As high as it has rows, up to a few. checked: whether points say how much there is in all."""
        self.summed.set_rows(rows)
        self.summary.set_columns_shown(summary_rows.CHECKED_COLUMNS, shown=checked)
        self.summary.setVisible(bool(rows))
        self._fit_summary()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit_summary()

    def _fit_summary(self) -> None:
        """Its rows are seen whole, with a bar below where its columns have no room."""
        summary, header = self.summary, self.summary.horizontalHeader()
        lines = min(max(self.summed.rowCount(), 1), _MOST_SUMMED)
        wide = header.length() > self.width() - 2 * _SIDE
        bar = summary.horizontalScrollBar().sizeHint().height() if wide else 0
        rows = lines * summary.verticalHeader().defaultSectionSize()
        summary.setFixedHeight(header.sizeHint().height() + rows + bar + 4)

    def choose(self, path: str) -> None:
        """Bring the first row of this picture into sight and select it; tells nobody."""
        current = self.view.currentIndex()
        if current.isValid() and current.data(PATH) == path:
            return
        index = self.model.index(self.model.place_of(path), 0)
        if index.isValid():  # not where the filter leaves it out
            flags = QItemSelectionModel.SelectionFlag
            blocked = self.blockSignals(True)
            self.view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.blockSignals(blocked)
            self.view.scrollTo(index)

    def copy(self) -> None:
        """The rows that are selected, else all that are shown."""
        chosen = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        rows = tuple(self.model.shown[row] for row in chosen) or self.model.shown
        self.copied.emit(self.model, rows, self.view.columns_shown())

    def copy_summary(self) -> None:
        self.copied.emit(self.summed, self.summed.shown, self.summary.columns_shown())

    def _filter(self, text: str) -> None:
        """What was chosen stays so where it is still shown."""
        current = self.view.currentIndex()
        path = str(current.data(PATH)) if current.isValid() else ""
        self.model.filter(text)
        if path:
            self.choose(path)

    def _current_changed(self, index: QModelIndex) -> None:
        if index.isValid() and self.view.hasFocus():
            self._tell(index)

    def _tell(self, index: QModelIndex) -> None:
        self.chosen.emit(str(index.data(PATH)))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(str(index.data(PATH)))

    def _open_current(self) -> None:
        if (index := self.view.currentIndex()).isValid():
            self._open(index)
