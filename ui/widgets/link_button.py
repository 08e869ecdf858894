"""LinkButton: a button that looks like a link, small, in light and dark."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ui.widgets.building import fill, named, without_mnemonic


def link_style(palette: QPalette) -> str:
    """A QToolButton as a link. A style sheet's own palette(link) stays as it was when light turns to dark."""
    link = palette.link().color().name()
    faint = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.PlaceholderText).name()
    return (
        f"QToolButton {{ color: {link}; border: none; padding: 3px; }}"
        "QToolButton:hover, QToolButton:focus { text-decoration: underline; }"
        f"QToolButton:disabled {{ color: {faint}; }}"
    )


class LinkButton(QWidget):
    """name: of the button in it, as an object. Its text may have a key, marked by "&"."""

    clicked = Signal()

    def __init__(self, name: str, text: str = "", tooltip: str = "") -> None:
        super().__init__()
        self.button = named(QToolButton(autoRaise=True), name, tooltip=tooltip)
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.clicked.connect(self.clicked)
        fill(QHBoxLayout(self), self.button, margins=0)
        self._take_colours()
        self.set_text(text)

    def set_text(self, text: str) -> None:
        self.button.setText(text)
        self.button.setAccessibleName(without_mnemonic(text))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._take_colours()

    def _take_colours(self) -> None:
        self.button.setStyleSheet(link_style(self.palette()))
