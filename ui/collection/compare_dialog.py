"""Two runs side by side: how many pictures went from which cluster into which; a click chooses them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.base.sentences import in_a_row
from core.writing.number_words import fixed, grouped
from ui.widgets.building import fill, label_of, named
from workers.comparing_runs import SideBySide

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class CompareDialog(QDialog):
    """other_chosen(key): with which run the one that is shown is compared. cell_chosen(first, second): the
    pictures of a cell are meant; moved_chosen: all that have moved.
    """

    other_chosen = Signal(str)
    cell_chosen = Signal(int, int)
    moved_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("collection_compare_dialog")
        self.setWindowTitle(self.tr("Compare runs"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(620, 420)
        self._cells: tuple[tuple[int, ...], tuple[int, ...]] = (), ()
        self.other = named(QComboBox(), "compare_other", self.tr("Compare with"))
        self.other.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.shown = named(QLabel(), "compare_shown")
        self.table = named(_Cells(), "compare_table", self.tr("Pictures by clusters of both runs"))
        self.table.setToolTip(
            self.tr("Rows: clusters of the run that is compared with; columns: of the one that is shown.")
        )
        self.said = named(QLabel(wordWrap=True), "compare_said")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        self.moved = named(QPushButton(self.tr("Choose what moved")), "compare_moved")
        self.moved.setToolTip(self.tr("Choose the pictures that are not where their cluster went."))
        buttons.addButton(self.moved, QDialogButtonBox.ButtonRole.ActionRole)
        top = fill(QHBoxLayout(), label_of(self.other, self.tr("Compare with")), (self.other, 1), spacing=8)
        fill(QVBoxLayout(self), top, self.shown, (self.table, 1), self.said, buttons, spacing=8)
        self.other.activated.connect(self._tell_other)
        self.table.cellClicked.connect(self._tell_cell)
        self.moved.clicked.connect(self.moved_chosen)
        buttons.rejected.connect(self.reject)

    def show_runs(self, runs: Mapping[str, str], chosen: str, shown: str) -> None:
        """runs: what can be compared with, by their keys. shown: what the run that is shown is called."""
        blocker = QSignalBlocker(self.other)
        self.other.clear()
        for key, words in runs.items():
            self.other.addItem(words, key)
        self.other.setCurrentIndex(self.other.findData(chosen))
        blocker.unblock()
        self.shown.setText(self.tr("Shown: {0}").format(shown))

    def show_comparison(self, both: SideBySide) -> None:
        """The clusters of the run that is shown stand in the order of those that they were matched to."""
        comparison = both.comparison
        table = comparison.table
        matched = [table.matched[each] for each in table.first if each in table.matched]
        columns = (*matched, *(each for each in table.second if each not in matched))
        self._cells = table.first, columns
        self.table.clear()
        self.table.setRowCount(len(table.first))
        self.table.setColumnCount(len(columns))
        self.table.setVerticalHeaderLabels([comparison.first.label(each) for each in table.first])
        self.table.setHorizontalHeaderLabels([comparison.second.label(each) for each in columns])
        for row, first in enumerate(table.first):
            for column, second in enumerate(columns):
                number = int(table.counts[row, table.second.index(second)])
                self.table.setItem(row, column, self._item(number, table.matched.get(first) == second))
        self.table.resizeColumnsToContents()
        moved, of = int(comparison.moved.sum()), len(comparison.moved)
        words = self.tr("{0} of {1} pictures are not where their cluster went; agreement (ARI) {2}.")
        said = words.format(grouped(moved), grouped(of), fixed(table.ari, 3))
        if alone := sum(comparison.alone):
            more = self.tr("{0} pictures are in one of the runs alone, and do not count.")
            said = in_a_row((said, more.format(grouped(alone))))
        self.said.setText(said)
        self.moved.setEnabled(bool(moved))

    def _item(self, number: int, matched: bool) -> QTableWidgetItem:
        item = QTableWidgetItem(grouped(number) if number else "")
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        if matched:  # what the cluster has become
            item.setBackground(self.palette().brush(QPalette.ColorRole.AlternateBase))
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        return item

    def _tell_other(self, place: int) -> None:
        self.other_chosen.emit(str(self.other.itemData(place)))

    def _tell_cell(self, row: int, column: int) -> None:
        first, second = self._cells
        if row < len(first) and column < len(second):
            self.cell_chosen.emit(first[row], second[column])


class _Cells(QTableWidget):
    """Enter and Space are a click on the cell that the keyboard is at."""

    def __init__(self) -> None:
        super().__init__(0, 0)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in _ENTER and self.currentRow() >= 0:
            self.cellClicked.emit(self.currentRow(), self.currentColumn())
        else:
            super().keyPressEvent(event)
