"""The button of the clustering panel that opens the features, with how many take part."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from ui.class_footer import LINK


class FeaturesButton(QToolButton):
    """ "Features…", or "Features (2)…" where two take part; it looks like the link to the scale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("features_button")
        self.setAutoRaise(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(
            self.tr("What counts beside colour: position, surroundings, texture, indices of vegetation …")
        )
        self._take_colour()
        self.set_number(0)

    def set_number(self, number: int) -> None:
        text = self.tr("Feat&ures ({0})…").format(number) if number else self.tr("Feat&ures…")
        self.setText(text)
        self.setAccessibleName(text.replace("&", ""))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._take_colour()

    def _take_colour(self) -> None:
        palette = QApplication.palette()  # its own one follows the style sheet
        sheet = LINK % palette.link().color().name()
        sheet += f"QToolButton:disabled {{ color: {palette.placeholderText().color().name()}; }}"
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
