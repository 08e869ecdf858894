"""The tool that sets a centroid to the colour of a pixel."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from ui.canvas.tool import Pointer, Tool, ToolEntry
from ui.shell.actions import QT_TRANSLATE_NOOP
from ui.widgets.building import fill, label_of, named


class CentroidTool(Tool):
    """picked: column and row of a pixel, and which centroid goes to its colour, from 1; 0: the nearest."""

    id = "centroid"
    entry = ToolEntry("D", "centroid", "has_segmentation").says(
        QT_TRANSLATE_NOOP("Actions", "Move a centroid"),
        QT_TRANSLATE_NOOP(
            "Actions", "Click on a colour: a centroid goes there, and the clustering goes on from there."
        ),
    )
    picked = Signal(int, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = self.tr("Move a centroid")
        self.hint = self.tr("Click on a colour: the centroid goes there, and the clustering goes on.")
        self.options = QWidget()
        words = self.tr("The centroid that goes to the colour that is clicked on")
        self.choice = named(QComboBox(), "centroid_choice", self.tr("Centroid"), words)
        self.set_number(0)
        fill(
            QHBoxLayout(self.options),
            label_of(self.choice, self.tr("Centroid")),
            self.choice,
            margins=0,
            spacing=6,
        )

    def set_number(self, k: int) -> None:
        """So many there are to choose from."""
        if self.choice.count() == k + 1:
            return
        kept = self.choice.currentIndex()
        self.choice.clear()
        self.choice.addItem(self.tr("nearest"), 0)
        for number in range(1, k + 1):
            self.choice.addItem(str(number), number)
        self.choice.setCurrentIndex(kept if 0 < kept <= k else 0)

    def press(self, pointer: Pointer) -> None:
        self.picked.emit(*pointer.pixel, self.choice.currentData())
