"""How the class of a region is drawn: a colour swatch before the name, as in the class table."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.segment.classes.class_delegates import put_swatch


class RegionClassDelegate(QStyledItemDelegate):
    """Swatch and name."""

    def initStyleOption(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        put_swatch(option, index)
