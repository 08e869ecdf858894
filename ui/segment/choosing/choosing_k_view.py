"""The tab “Choosing k”: what speaks for each number of clusters, and what each looks like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.cluster.choose_k.k_choice import DEFAULT_RANGE
from core.cluster.parameters import MAX_K
from ui.segment.choosing.criteria_view import CriteriaView
from ui.segment.choosing.k_pictures import KPictures
from ui.segment.choosing.named_plot import NamedPlot
from ui.widgets.building import fill, named, splitter
from ui.widgets.number_boxes import WholeNumberBox
from ui.widgets.progress_bar import ProgressBar

if TYPE_CHECKING:
    from core.cluster.choose_k.k_choice import KChoice
    from workers.choosing_k import KSample


class ChoosingKView(QWidget):
    """shown: the tab has come into sight. k_chosen: the user takes a k.

    said: the reason, or what stands in its place.
    """

    shown = Signal()
    k_chosen = Signal(int)
    range_changed = Signal()
    compare_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("choosing_k")
        self._samples: Sequence[KSample] = ()
        self._total = 0
        self.choice: KChoice | None = None
        self._current: int | None = None
        self._comparing = False
        self.said = ""
        self.criteria, self.named, self.pictures = CriteriaView(), NamedPlot(), KPictures()
        self._colours: Mapping[str, str] = {}
        self.reason = QLabel()
        self.low, self.high = (
            self._bound("k_lowest", DEFAULT_RANGE[0]),
            self._bound("k_highest", DEFAULT_RANGE[1]),
        )
        self.progress, self.button = ProgressBar(), QPushButton()
        self._name_parts()
        self._arrange()
        self.criteria.k_chosen.connect(self.k_chosen)
        self.named.k_chosen.connect(self.k_chosen)
        self.pictures.k_chosen.connect(self.k_chosen)
        self.low.valueChanged.connect(self._bound_changed)
        self.high.valueChanged.connect(self._bound_changed)
        self.button.clicked.connect(self._pressed)
        self.set_comparing(False)

    def k_range(self) -> tuple[int, int]:
        return self.low.value(), self.high.value()

    def set_samples(self, samples: Sequence[KSample], total: int) -> None:
        """The k that are ready, rising, of how many."""
        self._samples, self._total = samples, total
        self._refresh()

    def set_choice(self, choice: KChoice, colours: Mapping[str, str] | None = None) -> None:
        """All are ready: mark the recommended one and say why. colours: of the named classes, by name."""
        self.choice, self._colours = choice, colours or {}
        self.set_reason(choice.reason)
        self._refresh()

    def set_current(self, k: int) -> None:
        """The k that the document has."""
        self._current = k
        self._mark()

    def set_reason(self, text: str) -> None:
        """What stands before the colon is what to see first."""
        self.said = text
        first, colon, rest = text.partition(":")
        self.reason.setText(f"<b>{escape(first)}</b>{colon}{escape(rest)}" if colon else escape(text))
        self.reason.setToolTip(text)

    def set_progress(self, done: int, total: int) -> None:
        """total: 0 while it is not known."""
        self.progress.set_progress(done, total)

    def set_comparing(self, comparing: bool, *, ready: bool = False) -> None:
        """ready: whether there is something to compare that has not been compared."""
        self._comparing = comparing
        self.button.setEnabled(comparing or ready)
        self.progress.setVisible(comparing)
        self.button.setText(self.tr("Cancel") if comparing else self.tr("Compare"))
        self.button.setToolTip(
            self.tr("Stop comparing; what has been found stays.")
            if comparing
            else self.tr("Compare the numbers of clusters.")
        )
        self.button.setAccessibleName(self.button.text())

    def clear(self, message: str = "") -> None:
        """Nothing to show, or not yet."""
        self._samples, self._total, self.choice = (), 0, None
        self.set_reason(message)
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.shown.emit()

    def _refresh(self) -> None:
        rows = [sample.row for sample in self._samples]
        last = rows[0].k + self._total - 1 if rows else self.high.value()
        self.criteria.set_rows(rows, last, self.choice)
        self.named.set_choice(self.choice, last, self._colours)
        self.pictures.set_samples(self._samples, self._total)
        self._mark()

    def _mark(self) -> None:
        choice = self.choice
        recommended, offered = (None, None) if choice is None else (choice.recommended, choice.offered)
        self.pictures.mark(recommended, self._current, offered)

    def _pressed(self) -> None:
        (self.cancel_requested if self._comparing else self.compare_requested).emit()

    def _bound_changed(self) -> None:
        """Keep them in order, and tell once."""
        blockers = [QSignalBlocker(self.low), QSignalBlocker(self.high)]
        if self.low.value() > self.high.value():
            if self.sender() is self.low:
                self.high.setValue(self.low.value())
            else:
                self.low.setValue(self.high.value())
        for blocker in blockers:
            blocker.unblock()
        self.range_changed.emit()

    def _bound(self, name: str, value: int) -> WholeNumberBox:
        spin = named(WholeNumberBox(), name)
        spin.setRange(2, MAX_K)
        spin.setValue(value)
        return spin

    def _name_parts(self) -> None:
        self.reason.setObjectName("k_reason")
        self.reason.setWordWrap(True)
        self.reason.setTextFormat(Qt.TextFormat.RichText)
        self.reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.reason.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.low.setAccessibleName(self.tr("Lowest k compared"))
        self.high.setAccessibleName(self.tr("Highest k compared"))
        for spin in (self.low, self.high):
            spin.setToolTip(self.tr("Which numbers of clusters are compared; the result stays."))
        named(self.progress, "k_progress", self.tr("Progress of the comparison"))
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(90)
        self.progress.setMaximumHeight(12)
        self.button.setObjectName("k_compare")

    def _arrange(self) -> None:
        top = fill(QHBoxLayout(), (self.reason, 1), self.progress, spacing=6)
        fill(top, QLabel(self.tr("k from")), self.low, QLabel(self.tr("to")), self.high, self.button)
        plots = splitter("choosing_k_parts", (self.named, 340), (self.criteria, 1120), (self.pictures, 880))
        self.named.hide()
        fill(QVBoxLayout(self), top, (plots, 1), margins=(8, 4, 8, 4), spacing=4)
