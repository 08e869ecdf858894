"""ShowButton: when a run that nobody asked for is shown, iteration by iteration."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ui.widgets.building import named
from ui.widgets.icons import set_icon
from ui.widgets.settings import SHOWN_WHEN


class ShowButton(QToolButton):
    """A menu of the three of SHOWN_WHEN. choice_made: one of them."""

    choice_made = Signal(str)

    def __init__(self, icon_size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoRaise(True)
        self.setIconSize(QSize(icon_size, icon_size))
        words = self.tr("Show it converge: when the iterations are played by themselves")
        named(self, "timelineShow", words, words)
        set_icon(self, "converge")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        texts = (
            self.tr("&Never play by itself"),
            self.tr("Play once when a picture is &opened"),
            self.tr("Play at each &change"),
        )
        for name, text in zip(SHOWN_WHEN, texts, strict=True):
            action = QAction(text, self._group, checkable=True)
            action.setObjectName(f"show_{name}")
            action.setData(name)
            self._menu.addAction(action)
        self._group.triggered.connect(self._take)
        self.setMenu(self._menu)

    @property
    def choices(self) -> list[QAction]:
        """The three, of which one is checked."""
        return self._group.actions()

    def set_choice(self, choice: str) -> None:
        """Show which one holds; tells nobody."""
        for action in self.choices:
            action.setChecked(action.data() == choice)

    def _take(self, action: QAction) -> None:
        self.choice_made.emit(action.data())
