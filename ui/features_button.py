"""The button of the clustering panel that opens the features, with how many take part."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget


class FeaturesButton(QPushButton):
    """ "Features…", or "Features (2)…" where two take part."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("features_button")
        self.setFlat(True)
        self.setToolTip(
            self.tr(
                "What counts beside colour: position, surroundings, texture, vegetation and water indices."
            )
        )
        self.set_number(0)

    def set_number(self, number: int) -> None:
        text = self.tr("Feat&ures ({0})…").format(number) if number else self.tr("Feat&ures…")
        self.setText(text)
        self.setAccessibleName(text.replace("&", ""))
