"""The panel of the chart of a series: above it what is said, and what helps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.series.chart_view import ChartView
from ui.series.multiples_view import MultiplesView
from ui.widgets.building import fill, named
from ui.widgets.elided_label import ElidedLabel


class ChartPanel(QWidget):
    """The chart, which one it is, and what helps pictures that have drifted.

    shown_changed: another chart is wanted. rescale, own_legend, leave_out: buttons for the picture that is
    chosen; rescale_all: for all that it helps.
    """

    shown_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = ChartView()
        self.which = named(QComboBox(), "series_which", self.tr("What the chart shows"))
        self.which.addItems([self.tr("Areas"), self.tr("Ratios")])
        self.which.setToolTip(self.tr("Areas of the classes, or ratios of areas."))
        self.which.currentIndexChanged.connect(self.shown_changed)
        self.said = named(ElidedLabel(), "series_said")
        self.rescale = named(QPushButton(self.tr("Rescale colours")), "series_rescale_button")
        self.rescale.setToolTip(
            self.tr(
                "Measure this picture as the legend would have seen it in its own light; undo takes it back."
            )
        )
        self.own_legend = named(QPushButton(self.tr("Own legend")), "series_own_legend_button")
        self.own_legend.setToolTip(
            self.tr(
                "Cluster this picture by itself, and carry the classes over; what is unclear is said. Undo "
                "takes it back."
            )
        )
        self.leave_out = named(QPushButton(self.tr("Leave out")), "series_leave_out_button")
        self.leave_out.setToolTip(
            self.tr("Leave this picture out of the series; its file stays. Undo takes it back.")
        )
        self.rescale_all = named(QPushButton(), "series_rescale_all_button")
        self.rescale_all.setToolTip(
            self.tr(
                "Rescale the colours of every picture that fits the legend only then; undo takes it back."
            )
        )
        row = fill(
            QHBoxLayout(),
            (self.said, 1),
            self.rescale,
            self.own_legend,
            self.leave_out,
            self.rescale_all,
            self.which,
            margins=0,
            spacing=8,
        )
        self.offer(one=False, flagged=False, number=0)
        self.multiples = MultiplesView()
        self.multiples.hide()
        fill(QVBoxLayout(self), row, (self.chart, 1), self.multiples, margins=(8, 4, 8, 4), spacing=2)

    def offer(self, *, one: bool, flagged: bool, number: int) -> None:
        """What helps. one: whether rescaled colours help the picture that is chosen; flagged: whether it does
        not fit the legend; number: of those that rescaled colours help.
        """
        self.rescale.setVisible(one)
        self.own_legend.setVisible(flagged)
        self.leave_out.setVisible(flagged)
        self.rescale_all.setVisible(number > 0 and not flagged)
        self.rescale_all.setText(self.tr("Rescale colours of {0}").format(number))

    @property
    def ratios(self) -> bool:
        return self.which.currentIndex() == 1
