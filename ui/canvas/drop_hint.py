"""DropHint: what stands in the middle while no picture is open."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.canvas.drop_zone import DropZone
from ui.widgets.building import fill
from ui.widgets.icons import line_drawing
from ui.widgets.theme import plot_colours

PICTURE_SIZE = 56
_MARGIN = 24


@dataclass(frozen=True)
class HintWords:
    """What a hint says: a title, a sentence, and what its buttons do. name: that theirs begin with."""

    title: str
    detail: str
    open_tooltip: str
    open_spoken: str
    sample_tooltip: str
    sample_spoken: str
    name: str


class DropHint(DropZone):
    """Asks for a picture: drop one, open one, or try the sample."""

    open_requested = Signal()
    sample_requested = Signal()

    def __init__(self, words: HintWords, parent: QWidget | None = None) -> None:
        super().__init__(_MARGIN, parent)
        self._words = words
        self._drawing = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        title = QLabel(self._words.title, alignment=Qt.AlignmentFlag.AlignCenter)
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        font.setWeight(QFont.Weight.DemiBold)
        title.setFont(font)
        self._detail = QLabel(self._words.detail, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        layout = fill(QVBoxLayout(self), 1, self._drawing, spacing=0)
        layout.addSpacing(12)
        layout.addWidget(title)
        layout.addSpacing(6)
        layout.addWidget(self._detail)
        layout.addSpacing(20)
        fill(layout, self._buttons(), 1)
        self._take_colours()

    def _buttons(self) -> QHBoxLayout:
        open_button = QPushButton(self.tr("Open…"))
        open_button.setObjectName(f"{self._words.name}OpenButton")
        open_button.setToolTip(self._words.open_tooltip)
        open_button.setAccessibleName(self._words.open_spoken)
        open_button.setDefault(True)
        open_button.clicked.connect(self.open_requested)
        sample_button = QPushButton(self.tr("Try the sample"))
        sample_button.setObjectName(f"{self._words.name}SampleButton")
        sample_button.setToolTip(self._words.sample_tooltip)
        sample_button.setAccessibleName(self._words.sample_spoken)
        sample_button.clicked.connect(self.sample_requested)
        row = fill(QHBoxLayout(), 1, spacing=8)
        for button in (open_button, sample_button):
            button.setMinimumSize(QSize(124, 32))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._take_colours()

    def _take_colours(self) -> None:
        colours = plot_colours(self.palette())
        self._drawing.setPixmap(line_drawing("picture", PICTURE_SIZE, colours.line, self.devicePixelRatioF()))
        palette = self._detail.palette()
        palette.setColor(self._detail.foregroundRole(), colours.muted)
        self._detail.setPalette(palette)
