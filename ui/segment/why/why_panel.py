"""The panel “Why here?”: one pixel, its colour, and how far it is from every centroid."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.building import fill, named
from ui.widgets.distance_bars import Bar, DistanceBars
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.icons import set_icon
from ui.widgets.theme import plot_colours

_SWATCH = 40
_LEAST_BARS = 40


class WhyPanel(QWidget):
    """Shows what it is told; `follow_requested` asks to let go of the pixel that is held."""

    follow_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "why_panel", self.tr("Why is this pixel here?"))
        self.swatch = _Swatch()
        self.place = ElidedLabel()
        self.values = ElidedLabel()
        self.headline = QLabel()
        self.margin = QLabel()
        self.count = ElidedLabel()
        self.iteration = ElidedLabel()
        self.unit = ElidedLabel()
        self.bars = DistanceBars()
        self.hint = QLabel()
        self.follow = QToolButton()
        self._name()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.hint)
        self._stack.addWidget(self._content())
        self.show_held(False)
        self.show_hint(self.tr("The reason appears here once a picture is clustered."))

    def show_hint(self, text: str) -> None:
        """Nothing to explain; say why."""
        self.hint.setText(text)
        self._stack.setCurrentIndex(0)

    @property
    def hint_text(self) -> str:
        """What is said in place of a reason; empty where there is one."""
        return self.hint.text() if self._stack.currentIndex() == 0 else ""

    def show_pixel(self, colour: QColor | None, place: str, values: str) -> None:
        """Which pixel; colour: None where it holds no data."""
        self.swatch.set_colour(colour)
        self.place.setText(place)
        self.values.setText(values)
        self._stack.setCurrentIndex(1)

    def show_reason(self, headline: str, margin: str, count: str, unit: str, bars: Sequence[Bar]) -> None:
        """Why it is in its cluster."""
        self.headline.setText(headline)
        self.margin.setText(margin)
        self.margin.setVisible(bool(margin))
        self.count.setText(count)
        self.unit.setText(unit)
        self.bars.set_bars(bars)

    def show_iteration(self, text: str) -> None:
        """Which iteration the centroids are of; empty at the result."""
        self.iteration.setText(text)
        self.iteration.setVisible(bool(text))

    def show_held(self, held: bool) -> None:
        """Whether the pixel stays although the cursor moves on."""
        self.follow.setVisible(held)

    def _name(self) -> None:
        labels = {
            "why_place": self.place,
            "why_values": self.values,
            "why_headline": self.headline,
            "why_margin": self.margin,
            "why_count": self.count,
            "why_iteration": self.iteration,
            "why_unit": self.unit,
            "why_hint": self.hint,
        }
        for name, each in labels.items():
            each.setObjectName(name)  # their texts are their names
        named(self.swatch, "why_swatch", self.tr("Colour of the pixel"))
        for label in (self.headline, self.margin, self.hint):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        font = self.headline.font()
        font.setWeight(font.Weight.DemiBold)
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self.headline.setFont(font)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.hint.setMargin(16)
        self.count.explain(self.tr("How many pixels of the whole picture have exactly this stored value."))
        for muted in (self.values, self.unit, self.iteration):
            muted.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        named(self.follow, "why_follow", self.tr("Let go of the pixel"))
        self.follow.setText(self.tr("Let go"))
        self.follow.setToolTip(self.tr("Let go of this pixel: the panel follows the cursor again."))
        self.follow.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        set_icon(self.follow, "pin")
        self.follow.clicked.connect(self.follow_requested)
        self.bars.setObjectName("why_bars")
        self.bars.setAccessibleName(self.tr("Distance to every centroid"))
        self.bars.setToolTip(
            self.tr("The shorter the bar, the nearer the centroid; the nearest has the pixel.")
        )

    def _content(self) -> QWidget:
        words = fill(QVBoxLayout(), self.place, self.values, spacing=1)
        top = fill(QHBoxLayout(), self.swatch, (words, 1), spacing=10)
        top.addWidget(self.follow, 0, Qt.AlignmentFlag.AlignTop)
        scroll = named(QScrollArea(), "why_scroll", self.tr("Distances"))
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.viewport().setAutoFillBackground(False)
        # Two bars of them: in a small window the panel may not ask for more.
        scroll.setMinimumHeight(_LEAST_BARS)
        inside = QWidget(autoFillBackground=False)
        fill(QVBoxLayout(inside), self.bars, 1, margins=(0, 0, 2, 0))
        scroll.setWidget(inside)
        content = QWidget()
        layout = fill(QVBoxLayout(content), top, margins=(8, 8, 8, 6), spacing=3)
        layout.addSpacing(5)
        fill(layout, self.headline, self.margin, self.count, self.iteration)
        layout.addSpacing(5)
        fill(layout, self.unit, (scroll, 1))
        return content


class _Swatch(QWidget):
    """A square of the pixel's colour; a checkerboard where it holds no data."""

    def __init__(self) -> None:
        super().__init__()
        self.colour: QColor | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_colour(self, colour: QColor | None) -> None:
        self.colour = colour
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(_SWATCH, _SWATCH)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        colours = plot_colours(self.palette())
        edge = QColor(self.palette().color(QPalette.ColorRole.WindowText))
        edge.setAlpha(110)
        painter.setPen(edge)
        painter.setBrush(self.colour or colours.surround)
        painter.drawRoundedRect(room, 4, 4)
        if self.colour is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.checker)
            half = _SWATCH // 2 - 2
            painter.drawRect(2, 2, half, half)
            painter.drawRect(_SWATCH // 2, _SWATCH // 2, half, half)
