"""The criteria for choosing k as small multiples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from core.base.sentences import with_commas
from ui.segment.choosing.criterion_plot import MARK, SIDE, SMALLER, CriterionPlot, Curve
from ui.widgets.theme import plot_colours

if TYPE_CHECKING:
    from core.cluster.choose_k.k_choice import KChoice, KRow

# The name of a criterion among the votes of a KChoice.
VOTES = {
    "inertia": "elbow",
    "silhouette": "silhouette",
    "davies_bouldin": "Davies–Bouldin",
    "calinski_harabasz": "Calinski–Harabasz",
    "bic": "BIC",
    "gap": "gap",
}
NARROW = 420
# The last column has the longest title.
STRETCH = (10, 10, 10, 12)


SIGN = 14


class CriteriaView(QWidget):
    """One small plot a criterion; a click on one chooses the k under it."""

    k_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("criteria")
        self.plots = {name: CriterionPlot(name, *words) for name, words in self._words().items()}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self._columns = 0
        self._cells = [*self.plots.values(), CriteriaLegend(self)]
        for plot in self.plots.values():
            plot.k_chosen.connect(self.k_chosen)
        self._arrange(4)

    def set_rows(self, rows: Sequence[KRow], last: int, choice: KChoice | None) -> None:
        """Show what is there; `choice` once it is."""
        votes = {} if choice is None else choice.votes
        recommended = None if choice is None else choice.recommended
        for name, plot in self.plots.items():
            curve = Curve(
                ks=tuple(row.k for row in rows),
                values=tuple(getattr(row, name) for row in rows),
                second=tuple(row.weakest for row in rows) if name == "silhouette" else (),
                errors=tuple(row.gap_error for row in rows) if name == "gap" else (),
                named=votes.get(VOTES.get(name, "")),
            )
            plot.set_curve(curve, last, recommended)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._arrange(4 if self.width() >= NARROW else 2)

    def _arrange(self, columns: int) -> None:
        if columns != self._columns:
            self._columns = columns
            for column in range(4):
                self._grid.setColumnStretch(column, STRETCH[column] if column < columns else 0)
            for i, cell in enumerate(self._cells):
                self._grid.addWidget(cell, i // columns, i % columns)

    def _words(self) -> dict[str, tuple[str, str]]:
        """Title and explanation, in the order shown."""
        return {
            "silhouette": (
                self.tr("Silhouette ↑"),
                self.tr(
                    "How much nearer the pixels are to their own centroid than to the next: 1 is best.\n"
                    "The second line is the cluster that stands apart least; from 0.7 on it is clear."
                ),
            ),
            "stability": (
                self.tr("Stability ↑"),
                self.tr(
                    "Whether other seeds find the same clusters (adjusted Rand index): 1 is the same.\n"
                    "It names no k; below 0.8 a k is not trusted."
                ),
            ),
            "davies_bouldin": (
                self.tr("Davies–Bouldin ↓"),
                self.tr("How alike each cluster is to the one most like it: less is better."),
            ),
            "calinski_harabasz": (
                self.tr("Calinski–Harabasz ↑"),
                self.tr("Variance between the clusters by variance within them: more is better."),
            ),
            "inertia": (
                self.tr("Inertia, elbow"),
                self.tr(
                    "Squared distances to the nearest centroid: falls with every k.\n"
                    "The ring is the elbow (Kneedle); it never decides alone."
                ),
            ),
            "bic": (
                self.tr("BIC ↑"),
                self.tr(
                    "Likelihood less the price of more clusters: more is better. Millions of pixels\n"
                    "make the price small, so that it often still rises at the end and names no k."
                ),
            ),
            "gap": (
                self.tr("Gap ↑"),
                self.tr(
                    "How much tighter than colours without any groups. It names the first k that the\n"
                    "next one does not exceed by more than its error."
                ),
            ),
        }


class CriteriaLegend(QWidget):
    """Three lines: the ring, the dotted line, the second curve."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("criteria_legend")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(96, 56)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * SMALLER)
        self.setFont(font)
        self._words = (self.tr("the k it names"), self.tr("recommended"), self.tr("weakest cluster"))
        self.setAccessibleName(self.tr("Legend"))
        self.setAccessibleDescription(with_commas(self._words))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = plot_colours(self.palette())
        line = painter.fontMetrics().height() + 2
        top = (self.height() - 3 * line) / 2
        for i, words in enumerate(self._words):
            middle = QPointF(SIDE + SIGN / 2, top + (i + 0.5) * line)
            if i == 0:
                painter.setPen(QPen(colours.line, 2))
                painter.drawEllipse(middle, MARK, MARK)
            elif i == 1:
                painter.setPen(QPen(colours.foreground, 1, Qt.PenStyle.DotLine))
                painter.drawLine(middle - QPointF(0, line / 2), middle + QPointF(0, line / 2))
            else:
                painter.setPen(QPen(colours.second_line, 1.6))
                painter.drawLine(middle - QPointF(SIGN / 2, 0), middle + QPointF(SIGN / 2, 0))
            painter.setPen(colours.muted)
            place = QRectF(SIDE + SIGN + 6, top + i * line, self.width(), line)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
