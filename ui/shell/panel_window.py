"""PanelWindow: what a workspace is seen as: its centre, the panels round it, its bars; its layout is kept."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QMainWindow,
    QSizePolicy,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.building import fill, named
from ui.widgets.docks import DockButtons
from ui.widgets.notices import NoticeBar
from ui.widgets.settings import Setting, layout_setting

# Written with the saved layout: another number lays the window out afresh.
_LAYOUT = 3

# The share of the room behind the bar that notices take while they are shown.
_MOST = 1000
# Left free above and below a notice.
_ROUND = 3

_Feature = QDockWidget.DockWidgetFeature


class Panel(QDockWidget):
    """A panel that can be moved, closed and taken out of the window.

    Afloat it is a window of its own: files that fall on it are for the one that it belongs to.
    """

    def __init__(self, name: str, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._owner = parent
        self.setObjectName(name)
        self.setFeatures(
            _Feature.DockWidgetClosable | _Feature.DockWidgetMovable | _Feature.DockWidgetFloatable
        )
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        self._owner.window().event(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        self._owner.window().event(event)

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

    bar: its tool bar; notices stand in the room behind it, which is there without them, too.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setDockOptions(QMainWindow.DockOption.AnimatedDocks | QMainWindow.DockOption.AllowTabbedDocks)
        centre = named(QWidget(), "centre")
        self._column = fill(QVBoxLayout(centre), margins=0, spacing=0)
        self.setCentralWidget(centre)
        self.bar = named(QToolBar(self.tr("Toolbar")), "toolbar")
        self.bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        top = QWidget()
        self._top_row = fill(QHBoxLayout(top), self.bar, 1, margins=(0, 0, 4, 0), spacing=0)
        self.setMenuWidget(top)

    def add_to_centre(self, widget: QWidget, stretch: int = 0) -> None:
        """Let this stand in the middle, below what is there."""
        self._column.addWidget(widget, stretch)

    def take_notices(self, notices: NoticeBar) -> None:
        """The notices of the window stand behind the actions of the bar from now on."""
        shown = not notices.isHidden()
        self._top_row.addWidget(notices, _MOST)
        self.bar.setMinimumHeight(notices.sizeHint().height() + 2 * _ROUND)
        notices.setVisible(shown)

    def leave(self) -> None:
        """Keep where the panels and bars are, and hide what floats: it would outlive what it speaks to."""
        self._layout_setting.set(self.saveState(_LAYOUT))
        for dock in self.findChildren(QDockWidget):
            if dock.isFloating():
                dock.hide()

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
