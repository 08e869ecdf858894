"""The table of the panel *Accuracy*: of each class what the points say, and what the truth lies between."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from ui.accuracy.accuracy_words import CheckedRow
from ui.widgets.building import named
from ui.widgets.model_index import AnyIndex
from ui.widgets.swatch import swatch

_NAME, _NUMBERS = 0, range(1, 5)
_BETWEEN = Qt.ItemDataRole.UserRole
_ROOM, _LEAST_NAME = 5, 60
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CheckedTable(QTreeWidget):
    """As high as its rows: what it stands in scrolls. Never so narrow that a number is cut off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "accuracy_table", self.tr("What the points say of each class"))
        self._rows: tuple[CheckedRow, ...] = ()
        self.setColumnCount(5)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_TwoLines(self))
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(30)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for column in _NUMBERS:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            self.headerItem().setTextAlignment(column, _RIGHT)
        tips = (
            self.tr("The class, as it is called in the table of classes."),
            self.tr("How much there is by the points; below, the interval that holds the truth (95 %)."),
            self.tr("How much there is on the map, as the table of classes has it."),
            self.tr("User's accuracy, in per cent: how much of what is mapped as the class is it."),
            self.tr("Producer's accuracy, in per cent: how much of the class is mapped as it."),
        )
        for column, tip in enumerate(tips):
            self.headerItem().setToolTip(column, tip)
        self.show_rows((), "%")

    def show_rows(self, rows: tuple[CheckedRow, ...], unit: str) -> None:
        """unit: of the first two columns of numbers."""
        self.setHeaderLabels(
            [
                self.tr("Class"),
                self.tr("Checked, {0}").format(unit),
                self.tr("Mapped"),
                self.tr("User's"),
                self.tr("Prod.'s"),
            ]
        )
        if rows != self._rows:
            self._rows = rows
            self.clear()
            edge = QColor(self.palette().color(QPalette.ColorRole.Text))
            edge.setAlpha(110)
            self.addTopLevelItems([self._item(row, edge) for row in rows])
        self.setVisible(bool(rows))
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        height = self.header().sizeHint().height() + len(self._rows) * row_height(self) + 2
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        header = self.header()
        numbers = sum(max(self.sizeHintForColumn(i), header.sectionSizeHint(i)) for i in _NUMBERS)
        return QSize(_LEAST_NAME + numbers, self.sizeHint().height())

    def _item(self, row: CheckedRow, edge: QColor) -> QTreeWidgetItem:
        item = QTreeWidgetItem([row.name, *(number for number, _ in row.cells)])
        if row.colour:
            item.setIcon(_NAME, swatch(row.colour, edge, self.devicePixelRatioF()))
        for column in (_NAME, *_NUMBERS):
            item.setToolTip(column, row.tooltip)
        for column, (number, between) in zip(_NUMBERS, row.cells, strict=True):
            item.setTextAlignment(column, _RIGHT)
            item.setData(column, _BETWEEN, between)
            if between:
                item.setData(
                    column,
                    Qt.ItemDataRole.AccessibleTextRole,
                    self.tr("{0}, between {1}").format(number, between),
                )
        return item


class _TwoLines(QStyledItemDelegate):
    """A number, and quietly below it what the truth lies between."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: N802
        table = self.parent()
        height = row_height(table) if isinstance(table, QWidget) else 0
        if index.column() == _NAME:
            return QSize(_LEAST_NAME, height)
        texts = str(index.data() or ""), str(index.data(_BETWEEN) or "")
        return QSize(max(map(option.fontMetrics.horizontalAdvance, texts)) + 2 * _ROOM, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        between = index.data(_BETWEEN)
        if not between:
            super().paint(painter, option, index)
            return
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        number, cell.text = cell.text, ""
        style = cell.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        selected = bool(cell.state & QStyle.StateFlag.State_Selected)
        half = cell.rect.height() // 2
        room = cell.rect.adjusted(_ROOM, 1, -_ROOM, -1)
        upper = QRect(room.left(), room.top(), room.width(), half)
        lower = QRect(room.left(), room.top() + half - 2, room.width(), half)
        plain, faint = QPalette.ColorRole.Text, QPalette.ColorRole.PlaceholderText
        if selected:
            plain = faint = QPalette.ColorRole.HighlightedText
        flags = int(_RIGHT)
        style.drawItemText(painter, upper, flags, cell.palette, True, number, plain)
        style.drawItemText(painter, lower, flags, cell.palette, True, str(between), faint)


def row_height(table: QWidget) -> int:
    """Of two lines."""
    return 2 * table.fontMetrics().height() + 4
