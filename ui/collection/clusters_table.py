"""The table of clusters: their colour, what they are called, how many pictures they have."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from core.writing.number_words import grouped
from ui.collection.collection_state import NOISE, TWICE, UNREAD, ClusterLine
from ui.widgets.building import named

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SWATCH = 14
# Where an item has its name alone.
_NAME = Qt.ItemDataRole.UserRole


class ClustersTable(QTableWidget):
    """chosen(number): of a row that a person chose; name_typed(number, name): of a cluster."""

    chosen = Signal(int)
    name_typed = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 2, parent)
        named(self, "collection_clusters", self.tr("Clusters"))
        self.setToolTip(self.tr("Choose a cluster to see its pictures; type a name for it (F2)."))
        self._lines: tuple[ClusterLine, ...] = ()
        self.setHorizontalHeaderLabels([self.tr("Cluster"), self.tr("Pictures")])
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(max(26, self.fontMetrics().height() + 9))
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        self.setColumnWidth(1, 84)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setItemDelegateForColumn(0, _Names(self))
        self.itemSelectionChanged.connect(self._tell)
        self.itemChanged.connect(self._tell_name)

    def show_lines(self, lines: Sequence[ClusterLine], chosen: int) -> None:
        """chosen: the number of the row that the selection is, 0 for none."""
        blocker = QSignalBlocker(self)
        if tuple(lines) != self._lines:
            if [each.number for each in lines] != [each.number for each in self._lines]:
                self.setRowCount(len(lines))
            self._lines = tuple(lines)
            for row, line in enumerate(lines):
                self._show(row, line)
        row = next((i for i, each in enumerate(self._lines) if each.number == chosen), -1)
        if row < 0:
            self.clearSelection()
        else:
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(
                self.model().index(row, 0), flags.ClearAndSelect | flags.Rows
            )
        blocker.unblock()

    def edit_name(self, number: int) -> None:
        """Let a person type the name of a cluster."""
        row = next((i for i, each in enumerate(self._lines) if each.number == number), -1)
        if row >= 0 and number > 0:
            self.setFocus()  # what was typed elsewhere in the table is taken now: the item may be another
            item = self.item(row, 0)
            if item is not None:
                self.editItem(item)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            blocker = QSignalBlocker(self)
            for row, line in enumerate(self._lines):
                self._show(row, line)
            blocker.unblock()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter names the cluster; that of the field in which a name is typed comes by here as well."""
        row = self.currentRow()
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= row < len(self._lines):
            self.edit_name(self._lines[row].number)
        else:
            super().keyPressEvent(event)

    def _show(self, row: int, line: ClusterLine) -> None:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        name = QTableWidgetItem(self._text(line))
        name.setData(_NAME, line.name)
        name.setFlags(flags | Qt.ItemFlag.ItemIsEditable if line.number > 0 else flags)
        if not line.confirmed:
            name.setToolTip(self.tr("A model has proposed this name: F2 and Enter confirm it."))
        if not line.name or not line.confirmed:
            name.setForeground(
                self.palette().color(QPalette.ColorGroup.Active, QPalette.ColorRole.PlaceholderText)
            )
        name.setData(Qt.ItemDataRole.DecorationRole, _swatch(line.colour))
        count = QTableWidgetItem(grouped(line.size))
        count.setFlags(flags)
        count.setTextAlignment(_RIGHT)
        self.setItem(row, 0, name)
        self.setItem(row, 1, count)

    def _text(self, line: ClusterLine) -> str:
        if line.name and not line.confirmed:
            return self.tr("{0} (proposed)").format(line.name)
        return line.name or self._words(line.number)

    def _words(self, number: int) -> str:
        special = {
            NOISE: self.tr("noise: in no cluster"),
            UNREAD: self.tr("could not be read"),
            TWICE: self.tr("there more than once"),
        }
        return special.get(number) or self.tr("cluster {0}").format(number)

    def _tell(self) -> None:
        row = self.currentRow()
        if self.selectedItems() and 0 <= row < len(self._lines):
            self.chosen.emit(self._lines[row].number)

    def _tell_name(self, item: QTableWidgetItem) -> None:
        line = self._lines[item.row()]
        name = " ".join(item.text().split())
        if item.column() == 0 and name != self._text(line):
            self.name_typed.emit(line.number, name)
        else:
            blocker = QSignalBlocker(self)
            self._show(item.row(), line)
            blocker.unblock()


class _Names(QStyledItemDelegate):
    """What is edited is the name, without what is said of it."""

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:  # noqa: N802
        super().setEditorData(editor, index)
        name = index.data(_NAME)
        if name and isinstance(editor, QLineEdit):
            editor.setText(str(name))


def _swatch(colour: str) -> QIcon:
    """Where the row is chosen with an edge: the first cluster has the colour of what is chosen."""
    icon = QIcon(_disk(colour, QPen(Qt.PenStyle.NoPen)))
    icon.addPixmap(_disk(colour, QPen(Qt.GlobalColor.white)), QIcon.Mode.Selected)
    return icon


def _disk(colour: str, edge: QPen) -> QPixmap:
    pixmap = QPixmap(_SWATCH, _SWATCH)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(edge)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(1, 1, _SWATCH - 2, _SWATCH - 2)
    painter.end()
    return pixmap
