"""The table of the tab *Compare*: a row a pair of classes, how far both agree."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from core.base.sentences import _, with_commas
from core.measure.comparison import ComparedClass, Comparison
from core.measure.comparison_words import MATCHES, areas, here_words, scores, there_words
from ui.widgets.building import named
from ui.widgets.swatch import SWATCH, swatch

_HERE, _THERE, _PAIRED = range(3)
_COLUMNS = 9
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_OLD_NAME = Qt.ItemDataRole.UserRole
ZERO = "0"


class PairTable(QTreeWidget):
    """chosen_changed: another row, or none. renamed: a class of the labels, its old and its new name."""

    chosen_changed = Signal()
    renamed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "comparison_table", self.tr("How far classes agree"))
        self._shown: Comparison | None = None
        self.setColumnCount(_COLUMNS)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(36)
        header.setResizeContentsPrecision(30)
        for column in range(_COLUMNS):
            wide = column in (_HERE, _THERE)
            kind = QHeaderView.ResizeMode.Stretch if wide else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, kind)
            if column > _PAIRED:
                self.headerItem().setTextAlignment(column, _RIGHT)
        for column, tip in enumerate(self._tips()):
            self.headerItem().setToolTip(column, tip)
        self.itemSelectionChanged.connect(self.chosen_changed)
        self.itemDoubleClicked.connect(self._edit)
        self.itemChanged.connect(self._take_name)
        self.show_rows(None)

    def show_rows(
        self, found: Comparison | None, colours: Mapping[str, str] | None = None, *, has_zero: bool = False
    ) -> None:
        """colours: of the classes of the map. has_zero: whether what lies at 0 in the file is not known."""
        unit = found.unit if found is not None else "px²"
        self.setHeaderLabels(
            [
                self.tr("Here"),
                self.tr("There"),
                self.tr("Paired"),
                "IoU",
                self.tr("Dice"),
                self.tr("Precision"),
                self.tr("Recall"),
                self.tr("Here, {0}").format(unit),
                self.tr("There, {0}").format(unit),
            ]
        )
        with QSignalBlocker(self):
            chosen = self.chosen()
            self.clear()
            self._shown = found
            if found is None:
                return
            items = [self._item(row, found, colours or {}) for row in found.classes]
            if has_zero:
                items.append(self._zero())
            self.addTopLevelItems(items)
            if chosen is not None and chosen < len(found.classes):
                self.setCurrentItem(items[chosen])

    def chosen(self) -> int | None:
        """The row that is selected, where it is one of the comparison."""
        selected = self.selectedItems()
        if not selected or self._shown is None:
            return None
        row = self.indexOfTopLevelItem(selected[0])
        return row if row < len(self._shown.classes) else None

    def _item(self, row: ComparedClass, found: Comparison, colours: Mapping[str, str]) -> QTreeWidgetItem:
        cells = [here_words(row), there_words(row), _(MATCHES[row.match]), *scores(row), *areas(row)]
        item = QTreeWidgetItem(cells)
        for column in range(_PAIRED + 1, _COLUMNS):
            item.setTextAlignment(column, _RIGHT)
        if len(row.here) == 1 and row.here[0] in colours:
            edge = QColor(self.palette().color(QPalette.ColorRole.Text))
            edge.setAlpha(110)
            square = swatch(colours[row.here[0]], edge, self.devicePixelRatioF())
            square.addPixmap(square.pixmap(SWATCH, SWATCH), QIcon.Mode.Selected)  # no tint over the colour
            item.setIcon(_HERE, square)
        item.setToolTip(_HERE, with_commas(row.here))
        named_there = row.there and not (0 <= found.background == found.there.index(row.there))
        if named_there:
            item.setData(_THERE, _OLD_NAME, row.there)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setToolTip(_THERE, self.tr("Double-click to give it the name that its class has here."))
        return item

    def _zero(self) -> QTreeWidgetItem:
        item = QTreeWidgetItem(["–", ZERO, self.tr("not known"), *["–"] * (_COLUMNS - 3)])
        for column in range(_PAIRED + 1, _COLUMNS):
            item.setTextAlignment(column, _RIGHT)
        item.setData(_THERE, _OLD_NAME, ZERO)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        item.setToolTip(
            _THERE,
            self.tr(
                "What has the value 0 is not compared. Double-click and give it a name where 0 is a class."
            ),
        )
        return item

    def _edit(self, item: QTreeWidgetItem, column: int) -> None:
        if column == _THERE and item.flags() & Qt.ItemFlag.ItemIsEditable:
            self.editItem(item, column)

    def _take_name(self, item: QTreeWidgetItem, column: int) -> None:
        old, new = item.data(_THERE, _OLD_NAME), item.text(_THERE).strip()
        if column != _THERE or old is None or new == old:
            return
        with QSignalBlocker(self):
            item.setText(_THERE, old)
        if new:
            self.renamed.emit(old, new)

    def _tips(self) -> tuple[str, ...]:
        return (
            self.tr("Classes of the map. Choose a row to see the differences of its classes alone."),
            self.tr("Classes of the labels. Double-click to call one otherwise."),
            self.tr("How the two have found each other: by name, or so that most pixels agree."),
            self.tr("Intersection over union (Jaccard): of what either side has, the part that both have."),
            self.tr("Dice: twice what both have, by the sum of what each has."),
            self.tr("How much of what is here is there, too."),
            self.tr("How much of what is there is here, too."),
            self.tr("Area of the class on the map, where the labels know something."),
            self.tr("Area of the class in the labels, where the map is measured."),
        )
