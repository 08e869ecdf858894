"""The row of filters above the table of regions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QWidget

from core.regions.region_filter import EDGES, Edge, Range, RegionFilter
from core.regions.regions import CONNECTIVITIES
from core.scale.calibration import UNCALIBRATED, Calibration
from core.scale.lengths import parse_area_in
from core.writing.typed_numbers import parse_number
from ui.widgets.building import fill, named
from ui.widgets.number_fields import NumberField

FIELD = 50


@dataclass(frozen=True)
class FilterState:
    """What belongs to one picture: the texts of the fields, the class by its name, the rows of the boxes."""

    class_name: str = ""
    least: str = ""
    most: str = ""
    circularity: str = ""
    edge: int = 0
    joined: int = 0
    unit: str = ""
    skeleton: bool = False


class RegionFilters(QWidget):
    """changed: `wanted()` is another one. connectivity_changed: so is `connectivity`. skeleton_changed: so
    is `skeleton`.
    """

    changed = Signal()
    connectivity_changed = Signal()
    skeleton_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("region_filters")
        self.class_box, self.edge_box, self.joined_box = QComboBox(), QComboBox(), QComboBox()
        self.least, self.most = (self._field(f"region_area_{end}", self._area) for end in ("from", "to"))
        self.circularity = self._field("region_circularity_from", parse_number)
        self.unit, self.skeleton_box = QLabel(), QCheckBox(self.tr("Skeleton"))
        self._calibration = UNCALIBRATED
        self._class_name = ""
        self._wanted = RegionFilter()
        self._name_parts()
        layout = fill(QHBoxLayout(self), self.class_box, margins=0, spacing=5)
        for label, field in ((self.tr("Area"), self.least), (self.tr("to"), self.most)):
            fill(layout, QLabel(label), field)
        fill(layout, self.unit, QLabel(self.tr("Circularity ≥")), self.circularity)
        fill(layout, self.edge_box, self.joined_box, self.skeleton_box)
        self.set_classes((), UNCALIBRATED)
        self.class_box.activated.connect(self._class_chosen)
        self.edge_box.activated.connect(self._tell)
        self.joined_box.activated.connect(self.connectivity_changed)
        self.skeleton_box.clicked.connect(self.skeleton_changed)
        for field in (self.least, self.most, self.circularity):
            field.editingFinished.connect(self._tell)

    def wanted(self) -> RegionFilter:
        """What was chosen and typed last; what is refused changes nothing."""
        return self._wanted

    def state(self) -> FilterState:
        """What is chosen and typed."""
        return FilterState(
            self._class_name,
            self.least.text(),
            self.most.text(),
            self.circularity.text(),
            self.edge_box.currentIndex(),
            self.joined_box.currentIndex(),
            self.unit.text(),
            self.skeleton,
        )

    def show_state(self, state: FilterState) -> None:
        """Show what belongs to another picture; announces nothing."""
        self._class_name = state.class_name
        fields = (self.least, self.most, self.circularity)
        for field, text in zip(fields, (state.least, state.most, state.circularity), strict=True):
            field.setText(text)
        self.edge_box.setCurrentIndex(state.edge)
        self.joined_box.setCurrentIndex(state.joined)
        self.unit.setText(state.unit)
        self.skeleton_box.setChecked(state.skeleton)
        self.set_classes((), UNCALIBRATED)

    def _typed(self) -> RegionFilter:
        ranges = []
        low, high = self.least.value(), self.most.value()
        if low is not None or high is not None:
            ranges.append(
                Range("area", -float("inf") if low is None else low, float("inf") if high is None else high)
            )
        round_from = self.circularity.value()
        if round_from is not None:
            ranges.append(Range("circularity", round_from))
        name = self.class_box.currentData() or ""
        edge: Edge = EDGES[self.edge_box.currentIndex()]
        return RegionFilter((name,) if name else (), tuple(ranges), edge)

    @property
    def connectivity(self) -> int:
        """8 or 4."""
        return int(self.joined_box.currentData())

    @property
    def skeleton(self) -> bool:
        """Whether lengths and widths along skeletons are wanted."""
        return self.skeleton_box.isChecked()

    def set_classes(self, names: Sequence[str], calibration: Calibration) -> None:
        """What may be chosen; the class that is chosen stays where there is one of its name, and areas typed
        stay what they are in another unit. Without names: nothing is known of the picture yet.
        """
        blocker = QSignalBlocker(self.class_box)
        self.class_box.clear()
        self.class_box.addItem(self.tr("All classes"), "")
        for name in names:
            self.class_box.addItem(name, name)
        self.class_box.setCurrentIndex(max(0, self.class_box.findData(self._class_name)))
        blocker.unblock()
        if names:
            self._carry_areas(calibration)
            self.unit.setText(calibration.area_unit)
        self._wanted = self._typed()

    def _carry_areas(self, calibration: Calibration) -> None:
        """What was typed in one unit, in another one: by the area of a pixel in both."""
        before, self._calibration = self._calibration, calibration
        if self.unit.text() != before.area_unit or before.area_unit == calibration.area_unit:
            return
        for field in (self.least, self.most):
            if (area := field.value()) is not None:
                field.setText(f"{area / before.pixel_area * calibration.pixel_area:.9g}")

    def _class_chosen(self) -> None:
        self._class_name = self.class_box.currentData()
        self._tell()

    def _tell(self) -> None:
        if any(field.problem() for field in (self.least, self.most, self.circularity)):
            return
        if self._typed() != self._wanted:
            self._wanted = self._typed()
            self.changed.emit()

    def _area(self, text: str) -> float:
        return parse_area_in(text, self.unit.text() or "px²")

    @staticmethod
    def _field(name: str, read: Callable[[str], float]) -> NumberField[float]:
        field = named(NumberField(read), name)
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
        self.skeleton_box.setObjectName("region_skeleton")
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
            (
                self.skeleton_box,
                self.tr("Skeletons"),
                self.tr(
                    "Length of each region along its middle line, the longest path on it, mean and largest "
                    "width, here and in exports: for leads, cracks, roads, fibres. Takes time."
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
