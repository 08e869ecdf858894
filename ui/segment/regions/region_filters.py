"""The row of filters above the table of regions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from core.regions.region_filter import EDGES, Edge, Range, RegionFilter
from core.regions.regions import CONNECTIVITIES
from ui.widgets.building import fill, named
from ui.widgets.number_text import parse_number

FIELD = 50


class RegionFilters(QWidget):
    """changed: `wanted()` is another one. connectivity_changed: so is `connectivity`."""

    changed = Signal()
    connectivity_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("region_filters")
        self.class_box, self.edge_box, self.joined_box = QComboBox(), QComboBox(), QComboBox()
        self.least, self.most = self._field("region_area_from"), self._field("region_area_to")
        self.circularity = self._field("region_circularity_from")
        self.unit = QLabel()
        self._wanted = RegionFilter()
        self._name_parts()
        layout = fill(QHBoxLayout(self), self.class_box, margins=0, spacing=5)
        for label, field in ((self.tr("Area"), self.least), (self.tr("to"), self.most)):
            fill(layout, QLabel(label), field)
        fill(layout, self.unit, QLabel(self.tr("Circularity ≥")), self.circularity)
        fill(layout, self.edge_box, self.joined_box)
        self.set_classes((), "")
        for box in (self.class_box, self.edge_box):
            box.activated.connect(self._tell)
        self.joined_box.activated.connect(self.connectivity_changed)
        for field in (self.least, self.most, self.circularity):
            field.editingFinished.connect(self._tell)

    def wanted(self) -> RegionFilter:
        """What is typed that is a number counts; an empty field is no bound."""
        ranges = []
        low, high = parse_number(self.least.text()), parse_number(self.most.text())
        if low is not None or high is not None:
            ranges.append(
                Range("area", -float("inf") if low is None else low, float("inf") if high is None else high)
            )
        round_from = parse_number(self.circularity.text())
        if round_from is not None:
            ranges.append(Range("circularity", round_from))
        name = self.class_box.currentData()
        edge: Edge = EDGES[self.edge_box.currentIndex()]
        return RegionFilter((name,) if name else (), tuple(ranges), edge)

    @property
    def connectivity(self) -> int:
        """8 or 4."""
        return int(self.joined_box.currentData())

    def set_classes(self, names: Sequence[str], unit: str) -> None:
        """What may be chosen; the class that is chosen stays where there is one of its name."""
        blocker = QSignalBlocker(self.class_box)
        present = self.class_box.currentData()
        self.class_box.clear()
        self.class_box.addItem(self.tr("All classes"), "")
        for name in names:
            self.class_box.addItem(name, name)
        self.class_box.setCurrentIndex(max(0, self.class_box.findData(present)))
        blocker.unblock()
        self.unit.setText(unit)
        self._wanted = self.wanted()

    def _tell(self) -> None:
        for field in (self.least, self.most, self.circularity):
            if field.text().strip() and parse_number(field.text()) is None:
                field.clear()  # what is no number is no bound, and does not look like one
        if self.wanted() != self._wanted:
            self._wanted = self.wanted()
            self.changed.emit()

    @staticmethod
    def _field(name: str) -> QLineEdit:
        field = named(QLineEdit(), name)
        field.setFixedWidth(FIELD)
        return field

    def _name_parts(self) -> None:
        self.class_box.setObjectName("region_class")
        self.class_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.class_box.setMinimumContentsLength(8)
        self.edge_box.setObjectName("region_edge")
        for text, tip in (
            (self.tr("Edge regions too"), self.tr("All regions count.")),
            (self.tr("Not at the edge"), self.tr("Without regions that the edge of the picture cuts off.")),
            (
                self.tr("Whole ones only"),
                self.tr("Without regions that the edge of the picture or missing data cut off."),
            ),
        ):
            self.edge_box.addItem(text)
            self.edge_box.setItemData(self.edge_box.count() - 1, tip, 3)  # the role of tool tips
        self.joined_box.setObjectName("region_connectivity")
        for number in CONNECTIVITIES:
            self.joined_box.addItem(self.tr("{0}-connected").format(number), number)
        for widget, name, tip in (
            (
                self.joined_box,
                self.tr("Connectivity"),
                self.tr(
                    "What joins pixels to a region: a side or a corner (8-connected), or a side only (4). "
                    "The regions are found anew."
                ),
            ),
            (self.class_box, self.tr("Class"), self.tr("Whose regions are listed and counted.")),
            (
                self.edge_box,
                self.tr("Regions that are cut off"),
                self.tr(
                    "Whether regions count of which a part is missing. A size distribution is of whole ones."
                ),
            ),
            (
                self.least,
                self.tr("Least area"),
                self.tr("Smaller regions are left out, here and in exports."),
            ),
            (
                self.most,
                self.tr("Largest area"),
                self.tr("Larger regions are left out, here and in exports."),
            ),
            (
                self.circularity,
                self.tr("Least circularity"),
                self.tr("Regions less round are left out; 1 is a circle. For example 0.6."),
            ),
        ):
            named(widget, spoken=name, tooltip=tip)
