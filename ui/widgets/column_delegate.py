"""A delegate of one column whose editors end quietly with their row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QStyledItemDelegate, QWidget


class ColumnDelegate(QStyledItemDelegate):
    """For setItemDelegateForColumn, where a cell can be edited.

    Of a row that goes away Qt hides the editor before this delegate has let go of it: the focus that it
    loses then is no word of the user, and the view, which no longer knows it, would warn.
    """

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.FocusOut and isinstance(editor, QWidget) and editor.isHidden():
            return False
        return super().eventFilter(editor, event)
