"""The button of the clustering panel that opens the features, with how many take part."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ui.segment.classes.class_footer import link_style


class FeaturesButton(QWidget):
    """ "Features…", or "Features (2)…" where two take part; it looks like the link to the scale."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = QToolButton()
        self.button.setObjectName("features_button")
        self.button.setAutoRaise(True)
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.setToolTip(
            self.tr("What counts beside colour: position, surroundings, texture, indices of vegetation …")
        )
        self.button.clicked.connect(self._clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.button)
        self._take_colours()
        self.set_number(0)

    def set_number(self, number: int) -> None:
        text = self.tr("Feat&ures ({0})…").format(number) if number else self.tr("Feat&ures…")
        self.button.setText(text)
        self.button.setAccessibleName(text.replace("&", ""))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._take_colours()

    def _take_colours(self) -> None:
        self.button.setStyleSheet(link_style(self.palette()))

    def _clicked(self) -> None:
        self.clicked.emit()
