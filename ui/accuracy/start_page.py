"""What the panel *Accuracy* shows before points are drawn: what it is for, and how many there are to be."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.accuracy.more_points import MOST_AT_ONCE
from ui.widgets.building import fill, named
from ui.widgets.number_boxes import WholeNumberBox

POINTS = 100
_MOST_SEED = 2**31 - 1


class StartPage(QWidget):
    """draw_asked(points, seed): begin. file_asked: points that somebody has looked at already."""

    draw_asked = Signal(int, int)
    file_asked = Signal()

    def __init__(self, parent: QWidget | None = None, *, of_series: bool = False) -> None:
        """of_series: points lie in many pictures."""
        super().__init__(parent)
        self.setObjectName("accuracy_start")
        purpose = QLabel(
            (
                self.tr(
                    "Say what is really there at {0} random points over all pictures, and the area of each "
                    "class in all of them together gets an error that holds. So does that of each picture "
                    "with twenty points or more."
                )
                if of_series
                else self.tr(
                    "Say what is really there at {0} random points, and each area gets an error that holds. "
                    "It also tells how much of the map is right."
                )
            ).format(POINTS),
            wordWrap=True,
        )
        self._advice = named(QLabel(wordWrap=True), "accuracy_advice")
        self._advice.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.points = named(
            WholeNumberBox(),
            "accuracy_points",
            self.tr("Number of points"),
            self.tr("How many points are looked at. Four times as many make the error half as large."),
        )
        self.points.setRange(10, MOST_AT_ONCE)
        self.points.setValue(POINTS)
        self.seed = named(
            WholeNumberBox(),
            "accuracy_seed",
            self.tr("Seed of the points"),
            self.tr("The same seed draws the same points of the same result."),
        )
        self.seed.setRange(0, _MOST_SEED)
        self.draw = named(
            QPushButton(self.tr("Draw points")),
            "accuracy_draw",
            tooltip=self.tr("Draw random points, some of each cluster, and begin to look at them."),
        )
        self.file = named(
            QPushButton(self.tr("Points from a file…")),
            "accuracy_file",
            tooltip=self.tr(
                "Points that somebody has looked at already, for example on the ground: CSV with picture, x, "
                "y and class."
            )
            if of_series
            else self.tr(
                "Points that somebody has looked at already, for example on the ground: CSV with x, y and "
                "class, or GeoJSON."
            ),
        )
        seed = fill(QHBoxLayout(), QLabel(self.tr("Seed")), self.seed, 1, spacing=6)
        numbers = fill(QHBoxLayout(), QLabel(self.tr("Points")), self.points, spacing=6)
        # The panels of a series are narrower: there the seed has a row of its own.
        rows = (numbers, seed) if of_series else (numbers,)
        fill(numbers, *((1,) if of_series else ((seed, 1),)), self.draw)
        other = fill(QHBoxLayout(), 1, self.file)
        fill(QVBoxLayout(self), purpose, *rows, other, self._advice, 1, margins=(8, 8, 8, 8), spacing=8)
        self.draw.clicked.connect(self._ask)
        self.file.clicked.connect(self.file_asked)

    def show_state(self, advice: str, *, can_draw: bool) -> None:
        """advice: what is better done first."""
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self.draw.setEnabled(can_draw)
        self.file.setEnabled(can_draw)

    def _ask(self) -> None:
        self.draw_asked.emit(self.points.value(), self.seed.value())
