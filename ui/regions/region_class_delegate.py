"""How the class of a region is drawn: a colour swatch before the name, as in the class table."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.classes.class_delegates import SWATCH, swatch


class RegionClassDelegate(QStyledItemDelegate):
    """Swatch and name."""

    def initStyleOption(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        edge = QColor(option.palette.color(QPalette.ColorRole.Text))
        edge.setAlpha(110)
        scale = option.widget.devicePixelRatioF() if option.widget else 1.0
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        option.decorationSize = QSize(SWATCH, SWATCH)
        # The icon alone is drawn unchanged in a selected row: no tint over the colour.
        square = swatch(str(index.data(Qt.ItemDataRole.DecorationRole)), edge, scale)
        square.addPixmap(square.pixmap(SWATCH, SWATCH), QIcon.Mode.Selected)
        option.icon = square
