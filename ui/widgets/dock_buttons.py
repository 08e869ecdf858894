"""The two buttons in the title of a dock: drawn in the text's colour, and saying what they do.

Those of Qt's Fusion style are pictures of fixed dark grey, which a dark window swallows.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QAbstractButton, QDockWidget

from ui.widgets.icons import set_icon

SIZE = QSize(10, 10)


class DockButtons(QObject):
    """For the life of `dock`, which has a title of Qt's."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        self._dock = dock
        dock.topLevelChanged.connect(self.draw)
        self.draw()

    def draw(self, _floating: bool = False) -> None:
        """Again whenever Qt has given them its own pictures: afloat, or in a layout that was restored."""
        for kind, name, tip in (
            ("float", self.tr("Float"), self.tr("Take the panel out of the window, or put it back")),
            ("close", self.tr("Close"), self.tr("Close; View → Panels shows it again")),
        ):
            button = self._dock.findChild(QAbstractButton, f"qt_dockwidget_{kind}button")
            if button is not None:
                dress(button, kind, name, tip)


def dress(button: QAbstractButton, kind: str, name: str, tip: str) -> None:
    """kind: "float" or "close"."""
    set_icon(button, f"dock-{kind}")
    button.setIconSize(SIZE)
    button.setAccessibleName(name)
    button.setToolTip(tip)
