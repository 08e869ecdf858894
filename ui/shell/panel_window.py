"""PanelWindow: what a workspace is seen as: its centre, the panels round it, its bars; its layout is kept."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QMainWindow, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.building import fill, named
from ui.widgets.docks import DockButtons
from ui.widgets.notices import NoticeBar
from ui.widgets.settings import Setting, layout_setting

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
    """A window within the window.

    notice_place: the room for notices, which a workspace puts where there is some: it is there with and
    without them, so that a notice moves nothing.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setDockOptions(QMainWindow.DockOption.AnimatedDocks | QMainWindow.DockOption.AllowTabbedDocks)
        centre = named(QWidget(), "centre")
        self._column = fill(QVBoxLayout(centre), margins=0, spacing=0)
        self.setCentralWidget(centre)
        self.notice_place = named(QWidget(), "notice_place")
        self.notice_place.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._notice_row = fill(QHBoxLayout(self.notice_place), margins=(12, 0, 4, 0), spacing=0)

    def add_to_centre(self, widget: QWidget, stretch: int = 0) -> None:
        """Let this stand in the middle, below what is there."""
        self._column.addWidget(widget, stretch)

    def take_notices(self, notices: NoticeBar) -> None:
        """The notices of the window stand in `notice_place` from now on."""
        shown = not notices.isHidden()
        self._notice_row.addWidget(notices)
        notices.setVisible(shown)

    def save_layout(self) -> None:
        """Keep where the panels and bars are."""
        self._layout_setting.set(self.saveState(_LAYOUT))

    def restore_layout(self, older: Setting[QByteArray] | None = None) -> None:
        """As it was left. older: where it was kept before it had a setting of its own."""
        state = self._layout_setting.get()
        if state.isEmpty() and older is not None:
            state = older.get()
        if not state.isEmpty():
            self.restoreState(state, _LAYOUT)
            for buttons in self.findChildren(DockButtons):
                buttons.draw()

    @property
    def _layout_setting(self) -> Setting[QByteArray]:
        return layout_setting(self.objectName())
