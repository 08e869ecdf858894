"""Title bars of docks: their buttons, and tabs for several pages that cost no line of the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QDockWidget,
    QHBoxLayout,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QWidget,
)

from ui.widgets.building import fill, named
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
    named(button, spoken=name, tooltip=tip)


class DockTabs(QWidget):
    """The title bar of `dock`, which shows the page whose tab is chosen. What is no tab drags the dock."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        self._dock = dock
        self.setObjectName(f"{dock.objectName()}_title")
        self.bar, self.stack = QTabBar(), QStackedWidget()
        named(self.bar, f"{dock.objectName()}_tabs", dock.windowTitle())
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.currentChanged.connect(self.stack.setCurrentIndex)
        self._float = self._button(
            "float", self.tr("Float"), self.tr("Take the panel out of the window, or put it back")
        )
        self._close = self._button("close", self.tr("Close"), self.tr("Close; View → Panels shows it again"))
        self._float.clicked.connect(self._toggle_floating)
        self._close.clicked.connect(dock.close)
        layout = fill(QHBoxLayout(self), margins=(4, 2, 2, 0), spacing=0)
        layout.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addStretch(1)
        for button in (self._float, self._close):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        dock.setTitleBarWidget(self)
        dock.setWidget(self.stack)

    def add_page(self, page: QWidget, title: str, tip: str) -> None:
        self.stack.addWidget(page)
        self.bar.setTabToolTip(self.bar.addTab(title), tip)

    @property
    def at_first(self) -> bool:
        """Whether the first page is chosen: nobody has turned to another."""
        return self.bar.currentIndex() == 0

    def turn_to(self, page: QWidget) -> None:
        """Choose the tab of a page; where the dock is closed it stays so."""
        self.bar.setCurrentIndex(self.stack.indexOf(page))

    def show_page(self, page: QWidget) -> None:
        """Bring a page into sight, and the dock with it."""
        self.turn_to(page)
        self._dock.show()
        self._dock.raise_()

    def _toggle_floating(self) -> None:
        self._dock.setFloating(not self._dock.isFloating())

    def _button(self, name: str, accessible: str, tip: str) -> QToolButton:
        button = named(QToolButton(autoRaise=True), f"{self._dock.objectName()}_{name}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        dress(button, name, accessible, tip)
        return button
