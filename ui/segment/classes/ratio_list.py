"""Under the class table: the ratios of classes, and the usual ones that could be added by a click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.classes.ratios import Ratio, Ratios
from core.measure.ratio_values import RatioValue
from ui.segment.classes.ratio_text import ratio_text, ratio_tooltip
from ui.widgets.building import fill, named
from ui.widgets.link_button import link_style

# More scroll.
MOST_ROWS = 3


class RatioList(QWidget):
    """added: a Ratio that was offered. new_requested. edit_requested, removed: by name."""

    added = Signal(object)
    new_requested = Signal()
    edit_requested = Signal(str)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ratio_list")
        self._offers: dict[QToolButton, Ratio] = {}
        self.table = QTableWidget(0, 2)
        self._prepare_table()
        self._new = named(QToolButton(), "ratio_new")
        self._new.setText(self.tr("Ratio…"))
        self._new.setAccessibleName(self.tr("New ratio"))
        self._new.setToolTip(
            self.tr("Divide areas of classes, such as ice by ice and water: a concentration or a cover.")
        )
        self._links = fill(QHBoxLayout(), 1, self._new, margins=0, spacing=4)
        fill(QVBoxLayout(self), self.table, self._links, margins=0, spacing=0)
        self._new.clicked.connect(self.new_requested)
        self.table.itemDoubleClicked.connect(self._edit)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self._take_colour()
        self.set_ratios((), ())

    def set_ratios(self, values: Sequence[RatioValue], offers: Ratios) -> None:
        """Show what the ratios are; offers: usual ones that are not among them."""
        self.table.setRowCount(len(values))
        for row, found in enumerate(values):
            texts = (found.ratio.name, ratio_text(found))
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(ratio_tooltip(found))
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        height = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(min(len(values), MOST_ROWS) * height + 2)
        self.table.setVisible(bool(values))
        self._set_offers(offers[:2])

    def set_enabled(self, enabled: bool) -> None:
        """Whether there are classes to divide."""
        self._new.setEnabled(enabled)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Delete removes, Enter changes the ratio that is chosen."""
        row = self.table.currentRow()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and row >= 0:
            name = self._name_in(row)
            if event.key() == Qt.Key.Key_Delete:
                self.removed.emit(name)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.edit_requested.emit(name)
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._take_colour()

    def _prepare_table(self) -> None:
        table = self.table
        named(table, "ratios", self.tr("Ratios of classes"))
        table.horizontalHeader().hide()
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().setDefaultSectionSize(max(22, table.fontMetrics().height() + 6))
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        table.installEventFilter(self)

    def _set_offers(self, offers: Ratios) -> None:
        for button in self._offers:
            self._links.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._offers = {}
        for place, ratio in enumerate(offers):
            button = named(QToolButton(), "ratio_offer")
            button.setText(f"+ {ratio.name}")
            button.setAccessibleName(self.tr("Add {0}").format(ratio.name))
            formula = f"{ratio.name} = {ratio.formula}"
            button.setToolTip(self.tr("Add this ratio: {0}").format(formula))
            button.setStyleSheet(self._style)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(self._add)
            self._links.insertWidget(place, button)
            self._offers[button] = ratio

    def _take_colour(self) -> None:
        self._style = link_style(self.palette())
        for button in (self._new, *self._offers):
            button.setStyleSheet(self._style)

    def _add(self) -> None:
        button = self.sender()
        if isinstance(button, QToolButton) and button in self._offers:
            self.added.emit(self._offers[button])

    def _name_in(self, row: int) -> str:
        item = self.table.item(row, 0)
        return "" if item is None else item.text()

    def _edit(self, item: QTableWidgetItem) -> None:
        self.edit_requested.emit(self._name_in(item.row()))

    def _show_menu(self, at: QPoint) -> None:
        item = self.table.itemAt(at)
        if item is None:
            return
        self._menu_name = self._name_in(item.row())
        menu = QMenu(self)
        menu.setObjectName("ratio_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(self.tr("Change…")).triggered.connect(self._edit_chosen)
        menu.addAction(self.tr("Remove")).triggered.connect(self._remove_chosen)
        menu.popup(self.table.viewport().mapToGlobal(at))

    def _edit_chosen(self) -> None:
        self.edit_requested.emit(self._menu_name)

    def _remove_chosen(self) -> None:
        self.removed.emit(self._menu_name)
