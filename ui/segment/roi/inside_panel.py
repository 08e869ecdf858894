"""The tab “Inside”: the regions of interest, what each holds, and what is done inside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.roi.regions_of_interest import Inside
from ui.segment.roi.inside_items import (
    AREA,
    ERROR,
    NAME,
    NUMBERS,
    PIXELS,
    SHARE,
    InsideNameDelegate,
    InsideRow,
    region_item,
)
from ui.widgets.building import fill, label_of, named
from ui.widgets.buttons import ActionButton


class InsidePanel(QWidget):
    """Shows rows; tells what the user wants with them by signals."""

    selected = Signal(str)
    renamed = Signal(str, str)
    shown = Signal(str, bool)
    inside_chosen = Signal(str)
    # Told when Qt has done with the item: whoever hears it fills the list anew.
    _item_edited = Signal(str, str, bool)
    _item_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inside_panel")
        self._rows: tuple[InsideRow, ...] = ()
        self._inside = self._combo()
        self._hint = QLabel(self.tr("Draw where it counts with the tools at the left, or import a file."))
        self._hint.setObjectName("inside_hint")
        self._hint.setWordWrap(True)
        self.tree = self._tree()
        self._note = named(QLabel(wordWrap=True), "inside_note")
        self._note.hide()
        self._buttons = QGridLayout()
        self._buttons.setSpacing(6)
        label = label_of(self._inside, self.tr("Do"))
        top = fill(QHBoxLayout(), label, (self._inside, 1), spacing=8)
        layout = fill(QVBoxLayout(self), top, self._hint, margins=(8, 6, 8, 6), spacing=6)
        fill(layout, (self.tree, 1), self._note, self._buttons)
        self.tree.itemChanged.connect(self._edited)
        self.tree.currentItemChanged.connect(self._chosen)
        self._item_edited.connect(self._tell_edit, Qt.ConnectionType.QueuedConnection)
        self._item_chosen.connect(self.selected, Qt.ConnectionType.QueuedConnection)
        self._inside.activated.connect(self._inside_activated)

    def add_actions(self, actions: Sequence[QAction]) -> None:
        """Buttons under the list: to read, write and delete; to invert, cut out, and keep what is outside."""
        texts = (
            self.tr("Import…"),
            self.tr("Export…"),
            self.tr("Delete"),
            self.tr("Invert"),
            self.tr("Cut out"),
            self.tr("Keep outside"),
        )
        for place, (action, text) in enumerate(zip(actions, texts, strict=True)):
            button = ActionButton(action)
            button.setText(text)
            button.setObjectName(f"inside_{action.objectName()}")
            self._buttons.addWidget(button, *divmod(place, 3))

    def set_inside(self, inside: Inside) -> None:
        self._inside.setCurrentIndex(self._inside.findData(inside))

    def set_note(self, text: str) -> None:
        """What must be said beside the numbers."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def set_rows(self, rows: Sequence[InsideRow], selected: str) -> None:
        """Show these; announces nothing."""
        blocker = QSignalBlocker(self.tree)
        rows = tuple(rows)
        if rows != self._rows:
            self._rows = rows
            # Without a scale the area is the number of pixels again.
            self.tree.setColumnHidden(AREA, all(row.unit in ("", "px²") for row in rows))
            self.tree.setColumnHidden(ERROR, all(each.error is None for row in rows for each in row.classes))
            self.tree.clear()
            edge = QColor(self.palette().color(QPalette.ColorRole.Text))
            edge.setAlpha(110)
            for row in rows:
                self.tree.addTopLevelItem(region_item(row, edge, self.devicePixelRatioF()))
        self._hint.setVisible(not rows)
        self._inside.setEnabled(bool(rows))
        for number in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(number)
            if item is not None and item.data(NAME, Qt.ItemDataRole.UserRole) == selected:
                item.setExpanded(True)
                current = self.tree.currentItem()
                if current is None or (current.parent() or current) is not item:
                    self.tree.setCurrentItem(item)
        if not selected:
            self.tree.setCurrentIndex(QModelIndex())
        blocker.unblock()

    def _combo(self) -> QComboBox:
        combo = named(QComboBox(), "inside_use", self.tr("What is done inside"))
        described: tuple[tuple[Inside, str, str], ...] = (
            (
                "cluster",
                self.tr("Cluster inside"),
                self.tr("k-means sees only what is inside; the rest is left out."),
            ),
            (
                "measure",
                self.tr("Measure inside"),
                self.tr("All is clustered; only what is inside is counted."),
            ),
            (
                "whole",
                self.tr("Whole picture"),
                self.tr("Nothing is limited; each one gets its table all the same."),
            ),
        )
        for number, (value, text, tip) in enumerate(described):
            combo.addItem(text, value)
            combo.setItemData(number, tip, Qt.ItemDataRole.ToolTipRole)
        combo.setToolTip(
            self.tr(
                "What regions of interest are for: k-means sees only them, only they are counted, or neither."
            )
        )
        return combo

    def _tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setObjectName("inside_tree")
        tree.setAccessibleName(self.tr("Regions of interest"))
        tree.setToolTip(
            self.tr(
                "The box shows or hides one; a double click renames it. A pixel is inside if its centre is."
            )
        )
        tree.setHeaderLabels(
            [self.tr("Name"), self.tr("Pixels"), self.tr("Share"), self.tr("Area"), self.tr("±")]
        )
        tree.setUniformRowHeights(True)
        tree.setIndentation(14)
        tree.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = tree.header()
        tree.setItemDelegateForColumn(NAME, InsideNameDelegate(tree))
        header.setStretchLastSection(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        tips = (
            self.tr("How many pixels lie inside; of a class, how many of them belong to it."),
            self.tr("The part of all that is measured inside; of a ratio, what it is."),
            self.tr("The area inside, by the scale named below the class table."),
            self.tr(
                "± of border and starts: what mixed pixels inside, other starts of k-means and the scale\n"
                "leave open. Where points lead it is theirs."
            ),
        )
        for column, tip in zip((PIXELS, SHARE, AREA, ERROR), tips, strict=True):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            tree.headerItem().setTextAlignment(column, NUMBERS)
            tree.headerItem().setToolTip(column, tip)
        return tree

    def _edited(self, item: QTreeWidgetItem, column: int) -> None:
        name = item.data(NAME, Qt.ItemDataRole.UserRole)
        if name is not None and column == NAME:
            self._item_edited.emit(name, item.text(NAME), item.checkState(NAME) == Qt.CheckState.Checked)

    def _tell_edit(self, name: str, text: str, visible: bool) -> None:
        row = next((each for each in self._rows if each.name == name), None)
        if row is None:
            return
        # What is shown comes back with the rows, whether or not it was taken.
        self._rows = ()
        if visible != row.visible:
            self.shown.emit(name, visible)
        else:
            self.renamed.emit(name, text)

    def _chosen(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        top = None if item is None else item.parent() or item
        if top is not None:
            self._item_chosen.emit(top.data(NAME, Qt.ItemDataRole.UserRole))

    def _inside_activated(self, number: int) -> None:
        self.inside_chosen.emit(self._inside.itemData(number))
