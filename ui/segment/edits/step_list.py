"""The list of steps: on or off, in the order in which they are applied, and what each changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ui.widgets.building import named

_ROW = Qt.ItemDataRole.UserRole
_Flag = Qt.ItemFlag
_FLAGS = _Flag.ItemIsEnabled | _Flag.ItemIsSelectable | _Flag.ItemIsUserCheckable | _Flag.ItemIsDragEnabled


@dataclass(frozen=True)
class StepRow:
    """What is shown of a step."""

    text: str
    class_text: str
    changed: str
    tooltip: str
    on: bool


class StepList(QTreeWidget):
    """toggled(row, on); ordered(rows): the rows in their new order; delete_pressed, move_pressed(-1 or 1)."""

    toggled = Signal(int, bool)
    ordered = Signal(tuple)
    delete_pressed = Signal()
    move_pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "step_list", self.tr("Steps of post-processing"))
        self.setColumnCount(3)
        self.setHeaderLabels([self.tr("Step"), self.tr("Class"), self.tr("Changed")])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.headerItem().setTextAlignment(2, Qt.AlignmentFlag.AlignRight)
        for column, words in enumerate(
            (
                self.tr("Applied from top to bottom. Untick a step to see the result without it."),
                self.tr("The class that the step works on."),
                self.tr("How many pixels have another class after the step than before it."),
            )
        ):
            self.headerItem().setToolTip(column, words)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setMaximumSectionSize(150)
        self._empty_text = ""
        self._busy = False
        self.itemChanged.connect(self._tell_toggled)

    @property
    def current_row(self) -> int:
        """Of the step that is chosen; −1 for none."""
        item = self.currentItem()
        return -1 if item is None else self.indexOfTopLevelItem(item)

    def set_empty_text(self, text: str) -> None:
        self._empty_text = text

    def set_rows(self, rows: Sequence[StepRow]) -> None:
        """Show these; the chosen row stays chosen by its place."""
        self._busy = True
        while self.topLevelItemCount() > len(rows):
            self.takeTopLevelItem(self.topLevelItemCount() - 1)
        while self.topLevelItemCount() < len(rows):
            self.addTopLevelItem(QTreeWidgetItem())
        for i, row in enumerate(rows):
            item = cast("QTreeWidgetItem", self.topLevelItem(i))
            item.setFlags(_FLAGS)
            item.setData(0, _ROW, i)
            item.setSizeHint(0, QSize(0, max(24, self.fontMetrics().height() + 8)))
            item.setCheckState(0, Qt.CheckState.Checked if row.on else Qt.CheckState.Unchecked)
            for column, text in enumerate((row.text, row.class_text, row.changed)):
                item.setText(column, text)
                item.setToolTip(column, row.tooltip)
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._busy = False

    def choose(self, row: int) -> None:
        item = self.topLevelItem(row)
        if item is not None:
            self.setCurrentItem(item)

    def event(self, event: QEvent) -> bool:
        """Delete is for the step here, whatever else it is the key of in the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key, alt = event.key(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_pressed.emit()
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_pressed.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Qt moves the row; what was meant is told, and the list is set anew from what then holds."""
        super().dropEvent(event)
        items = [cast("QTreeWidgetItem", self.topLevelItem(i)) for i in range(self.topLevelItemCount())]
        self.ordered.emit(tuple(int(item.data(0, _ROW)) for item in items))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self.topLevelItemCount() or not self._empty_text:
            return
        painter = QPainter(self.viewport())
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        room = QRect(self.viewport().rect()).adjusted(16, 8, -16, -8)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty_text)

    def _tell_toggled(self, item: QTreeWidgetItem, column: int) -> None:
        if not self._busy and column == 0:
            on = item.checkState(0) == Qt.CheckState.Checked
            self.toggled.emit(int(item.data(0, _ROW)), on)
