"""Second places where something is set: each shows what holds, and passes a choice on to where it is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from ui.widgets.building import without_mnemonic
from ui.widgets.settings import Setting


class ActionSwitch(QCheckBox):
    """On or off as an action is."""

    def __init__(
        self, action: QAction, take: Callable[[bool], object], parent: QWidget | None = None
    ) -> None:
        """take: what the action does; itself it is greyed while its workspace is not seen."""
        super().__init__(parent)
        self._action, self._take = action, take
        self.setText(self.tr("On"))
        self.setChecked(action.isChecked())
        action.toggled.connect(self.setChecked)
        self.clicked.connect(self._pass_on)

    def _pass_on(self, wanted: bool) -> None:
        self._action.setChecked(wanted)
        self._take(wanted)


class ActionChoice(QComboBox):
    """One of actions that exclude each other."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = tuple(actions)
        for action in self._actions:
            self.addItem(without_mnemonic(action.text()))
            action.toggled.connect(self._follow)
        self._follow()
        self.activated.connect(self._pass_on)

    def _follow(self) -> None:
        chosen = [place for place, action in enumerate(self._actions) if action.isChecked()]
        self.setCurrentIndex(chosen[0] if chosen else -1)

    def _pass_on(self, place: int) -> None:
        if not self._actions[place].isChecked():
            self._actions[place].trigger()


class TwinChoice(QComboBox):
    """The same choice as that of another box."""

    def __init__(self, other: QComboBox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItems([other.itemText(place) for place in range(other.count())])
        self.setCurrentIndex(other.currentIndex())
        other.currentIndexChanged.connect(self.setCurrentIndex)
        self.activated.connect(other.setCurrentIndex)


class TextLine(QLineEdit):
    """A text that is looked up where it is wanted."""

    def __init__(self, setting: Setting[str], longest: int, parent: QWidget | None = None) -> None:
        """longest: in letters."""
        super().__init__(setting.get(), parent)
        self._setting = setting
        self.setMaxLength(longest)
        self.editingFinished.connect(self._keep)

    def _keep(self) -> None:
        self._setting.set(self.text().strip())
