"""How cells of the class table are drawn: a colour swatch before the name, a bar behind the share."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.class_model import SORT_ROLE

AnyIndex = QModelIndex | QPersistentModelIndex
SWATCH = 14
MARGIN = 3


def swatch(colour: str, edge: QColor, scale: float) -> QIcon:
    """A rounded square of the colour, with a thin edge so that it is seen on any background."""
    pixmap = QPixmap(QSize(round(SWATCH * scale), round(SWATCH * scale)))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(edge)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(QRectF(0.5, 0.5, SWATCH - 1, SWATCH - 1), 3, 3)
    painter.end()
    return QIcon(pixmap)


class NameDelegate(QStyledItemDelegate):
    """Swatch and name; the editor covers the name only."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:  # noqa: N802
        super().initStyleOption(option, index)
        edge = QColor(option.palette.color(QPalette.ColorRole.Text))
        edge.setAlpha(110)
        scale = option.widget.devicePixelRatioF() if option.widget else 1.0
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        option.decorationSize = QSize(SWATCH, SWATCH)
        # The icon alone is drawn unchanged in a selected row: no tint over the colour.
        icon = swatch(str(index.data(Qt.ItemDataRole.DecorationRole)), edge, scale)
        icon.addPixmap(icon.pixmap(SWATCH, SWATCH), QIcon.Mode.Selected)
        option.icon = icon

    def createEditor(  # noqa: N802
        self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> QWidget:
        editor = super().createEditor(parent, option, index)
        editor.setObjectName("class_name_editor")
        editor.setAccessibleName(self.tr("Class name"))
        editor.setToolTip(self.tr("Enter gives the class this name, Escape keeps the old one."))
        if isinstance(editor, QLineEdit):
            editor.setMaxLength(200)
        return editor


class ShareDelegate(QStyledItemDelegate):
    """The share as a number on a pale bar of that length."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        style = cell.widget.style() if cell.widget else QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, cell, painter, cell.widget)
        selected = bool(cell.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        self._paint_bar(painter, cell, role if selected else QPalette.ColorRole.Accent)
        room = cell.rect.adjusted(MARGIN, 0, -MARGIN, 0)
        style.drawItemText(painter, room, int(cell.displayAlignment), cell.palette, True, cell.text, role)

    def _paint_bar(self, painter: QPainter, cell: QStyleOptionViewItem, role: QPalette.ColorRole) -> None:
        fraction = min(1.0, max(0.0, float(cell.index.data(SORT_ROLE) or 0.0)))
        if fraction == 0:
            return
        room = QRectF(cell.rect).adjusted(MARGIN, 4, -1, -4)
        room.setWidth(max(2.0, room.width() * fraction))
        colour = QColor(cell.palette.color(role))
        colour.setAlpha(64)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(room, 2, 2)
        painter.restore()
