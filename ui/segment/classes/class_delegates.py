"""How cells of the class table are drawn: a colour swatch before the name, a bar behind the share."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.segment.classes.class_model import DOUBT_ROLE, ROW_ROLE, SORT_ROLE
from ui.widgets.column_delegate import ColumnDelegate
from ui.widgets.icons import icon
from ui.widgets.model_index import AnyIndex
from ui.widgets.notices import kind_colour
from ui.widgets.swatch import SWATCH, swatch

_MARGIN = 3
_MARK = 20
MARK_ICON = 16


def put_swatch(option: QStyleOptionViewItem, index: AnyIndex) -> None:
    """Have the colour of a class drawn before its name."""
    edge = QColor(option.palette.color(QPalette.ColorRole.Text))
    edge.setAlpha(110)
    scale = option.widget.devicePixelRatioF() if option.widget else 1.0
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
    option.decorationSize = QSize(SWATCH, SWATCH)
    # The icon alone is drawn unchanged in a selected row: no tint over the colour.
    square = swatch(str(index.data(Qt.ItemDataRole.DecorationRole)), edge, scale)
    square.addPixmap(square.pixmap(SWATCH, SWATCH), QIcon.Mode.Selected)
    option.icon = square


class CellPart(Enum):
    """What there is to click on in the cell of a name, besides the name."""

    SWATCH = "swatch"
    UNCLEAR_MATCH = "unclear match"
    LOCK = "lock"
    EYE = "eye"


def part_places(cell: QRect, parts: Iterable[CellPart]) -> dict[CellPart, QRect]:
    """Where the parts are in the cell of a name: the swatch at the left, the marks from the right."""
    places: dict[CellPart, QRect] = {}
    right = cell.right()
    for part in parts:
        if part is CellPart.SWATCH:
            places[part] = QRect(cell.left(), cell.top(), SWATCH + 2 * _MARGIN + 2, cell.height())
        else:
            right -= _MARK
            places[part] = QRect(right, cell.top(), _MARK, cell.height())
    return places


def parts_of(index: AnyIndex, *, hovered: bool) -> tuple[CellPart, ...]:
    """The parts of a row; eye and lock of one that is neither hidden nor locked only under the mouse."""
    row = index.data(ROW_ROLE)
    marks = [(CellPart.EYE, row.hidden or hovered), (CellPart.LOCK, row.locked or hovered)]
    marks.append((CellPart.UNCLEAR_MATCH, bool(index.data(DOUBT_ROLE))))
    return (CellPart.SWATCH, *(part for part, there in marks if there))


class NameDelegate(ColumnDelegate):
    """Swatch, name and marks; the editor covers the name only."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:  # noqa: N802
        super().initStyleOption(option, index)
        put_swatch(option, index)
        if index.data(ROW_ROLE).hidden:
            faint = option.palette.color(QPalette.ColorRole.PlaceholderText)
            option.palette.setColor(QPalette.ColorRole.Text, faint)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """The name gives way to the marks."""
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        style = cell.widget.style() if cell.widget else QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, cell, painter, cell.widget)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        places = part_places(option.rect, parts_of(index, hovered=hovered))
        cell.rect = option.rect.adjusted(0, 0, -_MARK * (len(places) - 1), 0)
        cell.backgroundBrush = QBrush(Qt.BrushStyle.NoBrush)
        cell.showDecorationSelected = False
        cell.state &= ~QStyle.StateFlag.State_MouseOver
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        row, selected = index.data(ROW_ROLE), bool(cell.state & QStyle.StateFlag.State_Selected)
        drawings = {
            CellPart.EYE: "eye-off" if row.hidden else "eye",
            CellPart.LOCK: "lock" if row.locked else "lock-open",
        }
        for part, place in places.items():
            if part in drawings:
                mode = QIcon.Mode.Selected if selected else QIcon.Mode.Normal
                middle = QRect(0, 0, MARK_ICON, MARK_ICON)
                middle.moveCenter(place.center())
                icon(drawings[part]).paint(painter, middle, mode=mode)
            elif part is CellPart.UNCLEAR_MATCH:
                draw_doubt(painter, place, cell.palette)

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


def draw_doubt(painter: QPainter, place: QRect, palette: QPalette) -> None:
    """A question mark in a round of the colour of warnings: a sign and a letter, not a colour alone."""
    round_ = QRect(0, 0, MARK_ICON, MARK_ICON)
    round_.moveCenter(place.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(kind_colour("warning", palette))
    painter.drawEllipse(round_)
    font = painter.font()
    font.setBold(True)
    font.setPixelSize(MARK_ICON - 4)
    painter.setFont(font)
    painter.setPen(palette.color(QPalette.ColorRole.Base))
    painter.drawText(round_, Qt.AlignmentFlag.AlignCenter, "?")
    painter.restore()


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
        room = cell.rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        style.drawItemText(painter, room, int(cell.displayAlignment), cell.palette, True, cell.text, role)

    def _paint_bar(self, painter: QPainter, cell: QStyleOptionViewItem, role: QPalette.ColorRole) -> None:
        fraction = min(1.0, max(0.0, float(cell.index.data(SORT_ROLE) or 0.0)))
        if fraction == 0:
            return
        room = QRectF(cell.rect).adjusted(_MARGIN, 4, -1, -4)
        room.setWidth(max(2.0, room.width() * fraction))
        colour = QColor(cell.palette.color(role))
        colour.setAlpha(64)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(room, 2, 2)
        painter.restore()
