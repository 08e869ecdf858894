"""The rows of the tab “Inside”: a region of interest, under it the classes and ratios inside it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QTreeWidget, QTreeWidgetItem

from core.measure.area_words import error_of
from core.measure.areas import AreaRow
from core.measure.ratio_values import RatioValue
from ui.segment.classes.class_tooltips import area_tooltip, error_tooltip
from ui.segment.classes.ratio_text import ratio_cells, ratio_tooltip
from ui.widgets.column_delegate import ColumnDelegate
from ui.widgets.number_text import area_text, count_text, error_text, share_text
from ui.widgets.swatch import swatch

NAME, PIXELS, SHARE, AREA, ERROR = range(5)
ROW_HEIGHT = 22
NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class InsideRow:
    """One region of interest. pixels, area: measured ones inside; None while they are being measured.

    classes, ratios: the area table and the ratios inside it, for the selected one.
    """

    name: str
    visible: bool
    pixels: int | None = None
    area: float = 0.0
    unit: str = ""
    classes: tuple[AreaRow, ...] = ()
    ratios: tuple[RatioValue, ...] = ()


class InsideNameDelegate(ColumnDelegate):
    """Draws names; that of a ratio, which has no pixels of its own, over the empty cell beside it too."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if index.parent().isValid() and not index.sibling(index.row(), PIXELS).data():
            option.rect.setRight(option.rect.right() + self._tree.columnWidth(PIXELS))
        super().paint(painter, option, index)


def region_item(row: InsideRow, edge: QColor, scale: float) -> QTreeWidgetItem:
    """edge: of the swatches. scale: pixels of the screen in one of the window."""
    item = QTreeWidgetItem([row.name])
    item.setSizeHint(NAME, QSize(0, ROW_HEIGHT))
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(NAME, Qt.CheckState.Checked if row.visible else Qt.CheckState.Unchecked)
    item.setData(NAME, Qt.ItemDataRole.UserRole, row.name)
    item.setToolTip(NAME, f"{row.name}\n{_words('The box shows or hides it; a double click renames it.')}")
    if row.pixels is not None:
        item.setText(PIXELS, count_text(row.pixels))
        # Digits of its own: a small one beside a large one is as exact.
        item.setText(AREA, area_text(row.area, row.unit))
    for each in row.classes:
        item.addChild(_class_item(each, edge, scale))
    for value in row.ratios:
        item.addChild(_ratio_item(value))
    _align(item)
    return item


def _class_item(row: AreaRow, edge: QColor, scale: float) -> QTreeWidgetItem:
    item = QTreeWidgetItem(
        [
            row.name,
            count_text(row.pixels),
            share_text(row.fraction, None if row.error is None else row.error.fraction),
        ]
    )
    item.setText(AREA, area_text(row.area, row.unit, error_of(row)))
    item.setIcon(NAME, swatch(row.colour, edge, scale))
    item.setToolTip(NAME, row.name)
    item.setToolTip(SHARE, _words("The class's part of all that is measured inside this region of interest."))
    item.setToolTip(AREA, area_tooltip(row))
    if row.error is not None:
        item.setText(ERROR, error_text(row.error.error))
        item.setToolTip(ERROR, error_tooltip(row))
    _align(item)
    return item


def _ratio_item(found: RatioValue) -> QTreeWidgetItem:
    value, tenths, error = ratio_cells(found)
    item = QTreeWidgetItem([found.ratio.name, "", value, tenths, error])
    for column in range(ERROR + 1):
        item.setToolTip(column, ratio_tooltip(found))
    _align(item)
    return item


def _align(item: QTreeWidgetItem) -> None:
    for column in (PIXELS, SHARE, AREA, ERROR):
        item.setTextAlignment(column, NUMBERS)


def _words(text: str) -> str:
    return QCoreApplication.translate("InsideItems", text)
