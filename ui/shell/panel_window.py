"""PanelWindow: what a workspace is seen as: its centre, the panels round it, its bars; its layout is kept."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QDockWidget, QMainWindow, QVBoxLayout, QWidget

from ui.widgets.docks import DockButtons
from ui.widgets.notices import NoticeBar

# Written with the saved layout: another number lays the window out afresh.
_LAYOUT = 3

_Feature = QDockWidget.DockWidgetFeature


class Panel(QDockWidget):
    """A panel that can be moved, closed and taken out of the window."""

    def __init__(self, name: str, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setObjectName(name)
        self.setFeatures(
            _Feature.DockWidgetClosable | _Feature.DockWidgetMovable | _Feature.DockWidgetFloatable
        )

    def set_content(self, content: QWidget) -> None:
        """Show this below a title of Qt's."""
        self.setWidget(content)
        DockButtons(self)

    def bring_forward(self) -> None:
        """Bring it into sight, also from behind another tab."""
        self.show()
        self.raise_()


class PanelWindow(QMainWindow):
    """A window within the window."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setDockOptions(QMainWindow.DockOption.AnimatedDocks | QMainWindow.DockOption.AllowTabbedDocks)
        centre = QWidget()
        centre.setObjectName("centre")
        self._column = QVBoxLayout(centre)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setCentralWidget(centre)

    def add_to_centre(self, widget: QWidget, stretch: int = 0) -> None:
        """Let this stand in the middle, below what is there."""
        self._column.addWidget(widget, stretch)

    def take_notices(self, notices: NoticeBar) -> None:
        """The notices of the window stand above the centre from now on."""
        shown = not notices.isHidden()
        self._column.insertWidget(0, notices)
        notices.setVisible(shown)

    def save_layout(self) -> None:
        QSettings().setValue(self._key, self.saveState(_LAYOUT))

    def restore_layout(self, older_key: str = "") -> None:
        """As it was left. older_key: under which it was kept before it had its own."""
        settings = QSettings()
        state = settings.value(self._key) or settings.value(older_key or self._key)
        if isinstance(state, QByteArray):
            self.restoreState(state, _LAYOUT)
            for buttons in self.findChildren(DockButtons):
                buttons.draw()

    @property
    def _key(self) -> str:
        return f"{self.objectName()}/layout"
