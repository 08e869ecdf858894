"""The tab “Learning”: what features learn from the picture, while they learn and afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from core.base.sentences import _
from ui.segment.learning.look import Look
from ui.segment.learning.term_plot import TermPlot
from ui.widgets.building import fill, label_of, named, splitter

_LOOKS = 2


class LearningView(QWidget):
    """shown: the tab has come into sight. plane_chosen: of `planes`, another one is to be looked at."""

    shown = Signal()
    plane_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("learning")
        self.said = named(QLabel(), "learning_said")
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.planes = named(
            QComboBox(),
            "learning_planes",
            self.tr("What to look at"),
            self.tr("All that the network says, as three colours, or one component of it."),
        )
        self.planes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.planes.currentIndexChanged.connect(self.plane_chosen)
        self.planes_label = label_of(self.planes, self.tr("Look at"))
        self.terms = TermPlot()
        self.looks = [Look(f"learning_look_{i}") for i in range(_LOOKS)]
        self.plane = Look("learning_plane")
        top = fill(QHBoxLayout(), (self.said, 1), self.planes_label, self.planes, spacing=6)
        pictures = QWidget()
        parts = ((each, 1) for each in (*self.looks, self.plane))
        fill(QHBoxLayout(pictures), *parts, margins=0, spacing=4)
        self._parts = splitter("learning_parts", (self.terms, 900), (pictures, 1100))
        fill(QVBoxLayout(self), top, (self._parts, 1), margins=(8, 4, 8, 4), spacing=4)
        self.set_planes(())
        self.clear("")

    def set_said(self, text: str) -> None:
        """What is being learned, and how far it is."""
        self.said.setText(text)
        self.said.setToolTip(text)

    def set_pictures(self, pictures: Mapping[str, NDArray[np.uint8]]) -> None:
        """By N_() title, at most as many as there is room for."""
        found = [*pictures.items()][:_LOOKS]
        for i, look in enumerate(self.looks):
            look.setVisible(i < len(found))
            if i < len(found):
                look.set_picture(_(found[i][0]), found[i][1])

    def set_planes(self, titles: Sequence[str]) -> None:
        """What can be looked at; the first is chosen. None: nothing has learned."""
        blocker = QSignalBlocker(self.planes)
        self.planes.clear()
        self.planes.addItems(list(titles))
        blocker.unblock()
        for widget in (self.planes, self.planes_label, self.plane):
            widget.setVisible(bool(titles))

    def set_plane(self, picture: NDArray[np.uint8] | None) -> None:
        """The picture of what is chosen."""
        self.plane.set_picture(self.planes.currentText(), picture)

    def clear(self, message: str) -> None:
        """Nothing is learned, or has been."""
        self.set_said(message)
        self.terms.set_terms({})
        self.set_pictures({})
        self.set_planes(())
        self.set_empty(True)

    def set_empty(self, empty: bool) -> None:
        """Without plot and pictures."""
        self._parts.setVisible(not empty)
        top = Qt.AlignmentFlag.AlignTop if empty else Qt.AlignmentFlag.AlignVCenter
        self.said.setAlignment(Qt.AlignmentFlag.AlignLeft | top)
        self.said.setWordWrap(empty)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.shown.emit()
