"""The options that all tools for regions of interest share: a new one, or a part of the selected one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from ui.canvas.tool import Pointer
from ui.segment.roi.roi_controller import Mode
from ui.widgets.building import fill, named


class DrawMode(QObject):
    """Of all the tools together. changed: another mode was chosen."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.value: Mode = "new"

    def set_value(self, value: Mode) -> None:
        if value != self.value:
            self.value = value
            self.changed.emit()

    def at(self, pointer: Pointer) -> Mode:
        """The one that the keys held ask for, else the one chosen."""
        return "add" if pointer.shift else "subtract" if pointer.alt else self.value


class ModeButtons(QWidget):
    """Three buttons, of which one is down."""

    def __init__(self, mode: DrawMode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mode = mode
        self._group = QButtonGroup(self)
        layout = fill(QHBoxLayout(self), margins=0, spacing=2)
        described: tuple[tuple[Mode, str, str], ...] = (
            ("new", self.tr("New"), self.tr("What you draw is a region of interest of its own.")),
            ("add", self.tr("Add"), self.tr("What you draw is added to the selected one. (Shift held)")),
            (
                "subtract",
                self.tr("Cut out"),
                self.tr("What you draw is cut out of the selected one. (Alt held)"),
            ),
        )
        self._values: list[Mode] = []
        for value, text, tip in described:
            button = QToolButton()
            button.setText(text)
            named(button, f"mode_{value}", text, tip)
            button.setCheckable(True)
            button.setAutoRaise(True)
            self._group.addButton(button, len(self._values))
            self._values.append(value)
            layout.addWidget(button)
        self._group.idClicked.connect(self._clicked)
        mode.changed.connect(self._follow)
        self._follow()

    def _clicked(self, number: int) -> None:
        self._mode.set_value(self._values[number])

    def _follow(self) -> None:
        self._group.button(self._values.index(self._mode.value)).setChecked(True)
