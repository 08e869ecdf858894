"""Beside the table of regions: how many there are of each size, and the power law that fits."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from core.regions.size_distribution import LEAST_TAIL, SAFE_TAIL, SIZES, PowerLaw, SizeDistribution
from ui.segment.regions.size_plot import Kind, SizePlot
from ui.widgets.action_spec import QT_TRANSLATE_NOOP
from ui.widgets.number_text import short_text
from ui.widgets.theme import plot_colours

_SIZE_WORDS = {
    "equivalent_diameter": QT_TRANSLATE_NOOP("SizePanel", "Diameter"),
    "mean_caliper_diameter": QT_TRANSLATE_NOOP("SizePanel", "Mean caliper diameter"),
    "feret_max": QT_TRANSLATE_NOOP("SizePanel", "Feret max"),
    "feret_min": QT_TRANSLATE_NOOP("SizePanel", "Feret min"),
    "major_axis": QT_TRANSLATE_NOOP("SizePanel", "Major axis"),
}


class SizePanel(QWidget):
    """measure_changed: sizes of another kind are wanted."""

    measure_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("size_panel")
        self._found: SizeDistribution | None = None
        self.kind_box, self.measure_box = QComboBox(), QComboBox()
        self.axes, self.law, self.plot = QLabel(), QLabel(), SizePlot()
        self._fill_boxes()
        for label, name in ((self.axes, "size_axes"), (self.law, "size_law")):
            label.setObjectName(name)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.law.setWordWrap(True)
        self.law.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.law.setAccessibleName(self.tr("Power law"))
        self.axes.setAccessibleName(self.tr("What the axes measure"))
        top = QHBoxLayout()
        top.setSpacing(5)
        top.addWidget(self.kind_box)
        top.addWidget(self.measure_box)
        top.addWidget(self.axes, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self.law)
        self.kind_box.activated.connect(self._show)
        self.measure_box.activated.connect(self._tell)
        self.clear("")

    @property
    def measure(self) -> str:
        return str(self.measure_box.currentData())

    @property
    def found(self) -> SizeDistribution | None:
        """What is shown."""
        return self._found

    def set_distribution(self, found: SizeDistribution) -> None:
        self._found = found
        self._show()

    def clear(self, message: str) -> None:
        """No distribution, or not yet."""
        self._found = None
        self._show()
        self.law.setText(message)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.plot.take_colours(plot_colours(self.palette()))

    def _tell(self) -> None:
        self.measure_changed.emit()

    def _show(self) -> None:
        found, kind = self._found, cast("Kind", self.kind_box.currentData())
        self.plot.show_distribution(found, kind)
        if found is None:
            self.axes.setText("")
            self.law.setText("")
            self.law.setToolTip("")
            return
        counted = self.tr("regions") if kind == "histogram" else self.tr("regions of a size or larger")
        what = self.tr("{what} per {area} measured, by size in {unit}")
        self.axes.setToolTip(what.format(what=counted, area=found.per, unit=found.unit))
        self.axes.setText(f"{'N' if kind == 'histogram' else 'N(≥ d)'} / {found.per}")
        for i, name in enumerate(SIZES):
            words = QCoreApplication.translate("SizePanel", _SIZE_WORDS[name])
            self.measure_box.setItemText(i, f"{words} ({found.unit})")
        self.law.setText(self._law_text(found))
        self.law.setToolTip(self._law_tip(found.law))

    def _law_text(self, found: SizeDistribution) -> str:
        law = found.law
        if law is None:
            return self.tr("No power law: it needs {0} regions of unlike size.").format(LEAST_TAIL)
        number = QLocale().toString
        text = self.tr("α = {0} ± {1} ({2} to {3}), d ≥ {4} {5}, n = {6}").format(
            number(law.exponent, "f", 2),
            number(law.standard_error, "f", 2),
            number(law.low, "f", 2),
            number(law.high, "f", 2),
            short_text(law.lower),
            found.unit,
            number(law.tail),
        )
        return text if law.tail >= SAFE_TAIL else text + " " + self.tr("(few)")

    def _law_tip(self, law: PowerLaw | None) -> str:
        if law is None:
            return ""
        return self.tr(
            "Power law p(d) ∝ d^−α, so N(≥ d) ∝ d^−{0}, fitted by maximum likelihood from the lower cut on,\n"
            "which is the size from where law and data are closest (Clauset, Shalizi and Newman 2009).\n"
            "±: standard error with this cut. In brackets: the middle 95 % of 200 resamples, the cut\n"
            "searched anew in each. n: regions from the cut on.\n"
            "Below {1} regions the exponent is uncertain in itself. A fit is no proof of a power law."
        ).format(QLocale().toString(law.exponent - 1, "f", 2), SAFE_TAIL)

    def _fill_boxes(self) -> None:
        self.kind_box.setObjectName("size_kind")
        self.kind_box.addItem(self.tr("By size"), "histogram")
        self.kind_box.addItem(self.tr("Cumulative"), "cumulative")
        self.kind_box.setAccessibleName(self.tr("Kind of distribution"))
        self.kind_box.setToolTip(self.tr("Regions in each bin of size, or all from a size on."))
        self.measure_box.setObjectName("size_measure")
        for name in SIZES:
            self.measure_box.addItem(QCoreApplication.translate("SizePanel", _SIZE_WORDS[name]), name)
        self.measure_box.setAccessibleName(self.tr("Size"))
        for box, letters in ((self.kind_box, 8), (self.measure_box, 10)):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(letters)
            box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.measure_box.setToolTip(self.tr("What counts as the size of a region."))
