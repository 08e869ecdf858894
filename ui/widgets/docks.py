"""Title bars of docks: their buttons, and tabs for several pages that cost no line of the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QDockWidget,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.building import fill, named
from ui.widgets.icons import set_icon

SIZE = QSize(10, 10)
_NO_LIMIT = 16_777_215  # QWIDGETSIZE_MAX, which PySide does not have


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
    """kind: "float", "close", "fold" or "unfold"."""
    set_icon(button, f"dock-{kind}")
    button.setIconSize(SIZE)
    named(button, spoken=name, tooltip=tip)


class FoldingBar(QTabBar):
    """Tabs that Enter and Space press, as the mouse does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.tabBarClicked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class DockTabs(QWidget):
    """The title bar of `dock`, which shows the page whose tab is chosen. What is no tab drags the dock.

    Folded, it is all that is seen of the dock: a press on a tab opens it, and one on the tab of the page that
    is seen folds it again.
    """

    def __init__(self, dock: QDockWidget, height: int) -> None:
        """height: of the dock once it is opened, until somebody makes it another; it is open."""
        super().__init__(dock)
        self._dock, self._height = dock, height
        self.folded = False
        self.setObjectName(f"{dock.objectName()}_title")
        self.bar, self.stack = FoldingBar(), QStackedWidget()
        named(self.bar, f"{dock.objectName()}_tabs", dock.windowTitle())
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.currentChanged.connect(self.stack.setCurrentIndex)
        self.bar.tabBarClicked.connect(self._press)
        self._fold = self._button("fold", "", "")
        self._float = self._button(
            "float", self.tr("Float"), self.tr("Take the panel out of the window, or put it back")
        )
        self._close = self._button("close", self.tr("Close"), self.tr("Close; View → Panels shows it again"))
        self._fold.clicked.connect(self._toggle_folded)
        self._float.clicked.connect(self._toggle_floating)
        self._close.clicked.connect(dock.close)
        dock.topLevelChanged.connect(self._follow_floating)
        layout = fill(QHBoxLayout(self), margins=(4, 2, 2, 0), spacing=0)
        layout.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addStretch(1)
        for button in (self._fold, self._float, self._close):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        dock.setTitleBarWidget(self)
        # Folded, the stack is hidden, not what the dock holds: a dock with nothing in it is cut to its least.
        self._content = QWidget()
        fill(QVBoxLayout(self._content), self.stack, margins=0, spacing=0)
        dock.setWidget(self._content)
        self._draw_fold()

    def add_page(self, page: QWidget, title: str, tip: str) -> None:
        self.stack.addWidget(page)
        self.bar.setTabToolTip(self.bar.addTab(title), tip)

    @property
    def at_first(self) -> bool:
        """Whether the first page is chosen: nobody has turned to another."""
        return self.bar.currentIndex() == 0

    def turn_to(self, page: QWidget) -> None:
        """Choose the tab of a page; where the dock is closed or folded it stays so."""
        self.bar.setCurrentIndex(self.stack.indexOf(page))

    def show_page(self, page: QWidget) -> None:
        """Bring a page into sight, and the dock with it."""
        self.turn_to(page)
        self.set_folded(False)
        self._dock.show()
        self._dock.raise_()

    def set_folded(self, folded: bool) -> None:
        """Leave only the tabs in sight, or open to the height that it had; one that floats stays open."""
        if folded == self.folded or (folded and self._dock.isFloating()):
            return
        self.folded = folded
        if folded and self.stack.isVisible():
            self._height = self._dock.height()
        self.stack.setHidden(folded)
        self._content.setMaximumHeight(0 if folded else _NO_LIMIT)
        window = self._dock.parentWidget()
        if not folded and isinstance(window, QMainWindow) and not self._dock.isFloating():
            window.resizeDocks([self._dock], [self._height], Qt.Orientation.Vertical)
        self._draw_fold()

    def _press(self, tab: int) -> None:
        """Before the bar turns to the tab."""
        if self.folded:
            self.set_folded(False)
        elif tab == self.bar.currentIndex():
            self.set_folded(True)

    def _toggle_folded(self) -> None:
        self.set_folded(not self.folded)

    def _toggle_floating(self) -> None:
        self._dock.setFloating(not self._dock.isFloating())

    def _follow_floating(self, floating: bool) -> None:
        self._fold.setEnabled(not floating)
        if floating:
            self.set_folded(False)

    def _draw_fold(self) -> None:
        if self.folded:
            dress(self._fold, "unfold", self.tr("Open"), self.tr("Open the panel; so does a press on a tab"))
        else:
            tip = self.tr("Leave only the tabs; so does a second press on a tab")
            dress(self._fold, "fold", self.tr("Fold"), tip)

    def _button(self, name: str, accessible: str, tip: str) -> QToolButton:
        button = named(QToolButton(autoRaise=True), f"{self._dock.objectName()}_{name}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        dress(button, name, accessible, tip)
        return button
