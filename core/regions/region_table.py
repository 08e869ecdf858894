"""The table of regions: a row a region, a column a measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Mask, freeze
from core.image.crop import Crop
from core.image.not_counted import NOTHING, NotCounted
from core.scale.calibration import Calibration
from core.scale.ground_area import length_unit

Column = NDArray[Any]

# The columns of every table and what they measure: "area", "length" and "angle" in the units of the table,
# "pixels" from the upper left corner of the picture, "map" in the units of its map, "" without a unit.
KINDS: dict[str, str] = {
    "region": "",
    "value": "",
    "class": "",
    "pixels": "",
    "area": "area",
    "unit": "",
    "perimeter": "length",
    "centroid_x": "pixels",
    "centroid_y": "pixels",
    "major_axis": "length",
    "minor_axis": "length",
    "orientation": "angle",
    "circularity": "",
    "solidity": "",
    "feret_max": "length",
    "feret_min": "length",
    "touches_edge": "",
    "touches_no_data": "",
    "length_unit": "",
    "planar_area": "area",
    "true_area": "area",
    "equivalent_diameter": "length",
    "mean_caliper_diameter": "length",
    "hole_perimeter": "length",
    "holes": "",
    "box_left": "pixels",
    "box_top": "pixels",
    "box_width": "pixels",
    "box_height": "pixels",
    "map_x": "map",
    "map_y": "map",
    "colour": "",
    "skeleton_length": "length",
    "longest_path": "length",
    "mean_width": "length",
    "max_width": "length",
}
# Those that are found where they are asked for, since they cost: core.regions.skeletons.
SKELETON_COLUMNS = ("skeleton_length", "longest_path", "mean_width", "max_width")


@dataclass(frozen=True, eq=False)
class RegionTable:
    """Regions and what they measure. Frozen: the arrays are read-only.

    measures: the columns of KINDS (without class, unit and length_unit; map_x, map_y, planar_area, true_area
        and colour only where there are such; value only of a label image; those of SKELETON_COLUMNS only
        where they were asked for), then mean_BAND for every band (not of a label image); (n,) each: region
        int32, rising, from 1; value, pixels, holes and box int64; touches_edge, touches_no_data bool; colour
        str; the others float64, NaN beyond the Earth or the projection.
    class_index: (n,) index into class_names. ids: (h, w) int32, region of each pixel, 0 of none; a filtered
        table keeps the ids of all. measured_area: of all pixels of any region and class, in the area unit.
    connectivity: 8 or 4. filter: the filters that it has passed, as texts of core.regions.region_filter.
    before_filter: how many regions there were before them; None for a table that has passed none.
    crop: of the picture in which they were found. not_counted: its pixels that are in no region.
    """

    measures: Mapping[str, Column]
    class_index: NDArray[np.intp]
    class_names: tuple[str, ...]
    ids: NDArray[np.int32]
    calibration: Calibration
    measured_area: float
    connectivity: int
    filter: tuple[str, ...] = ()
    before_filter: int | None = None
    crop: Crop | None = None
    not_counted: NotCounted = NOTHING

    def __post_init__(self) -> None:
        freeze(*self.measures.values(), self.class_index, self.ids)

    def __len__(self) -> int:
        return len(self.class_index)

    def __getitem__(self, name: str) -> Column:
        """One column of numbers, see `measures`. Raises KeyError."""
        return self.measures[name]

    @property
    def found(self) -> int:
        """How many regions there are, with those that a filter leaves out."""
        return len(self) if self.before_filter is None else self.before_filter

    @property
    def is_by_value(self) -> bool:
        """Whether they are the objects of a label image, not connected components."""
        return "value" in self.measures

    @property
    def has_skeletons(self) -> bool:
        """Whether lengths and widths along skeletons were asked for."""
        return SKELETON_COLUMNS[0] in self.measures

    @property
    def area_unit(self) -> str:
        return self.calibration.area_unit

    @property
    def length_unit(self) -> str:
        return length_unit(self.calibration)

    def columns(self) -> dict[str, Sequence[Any] | Column]:
        """Every column by its name, in the order of the files: class names and units too.

        Where a filter leaves regions out, every row says of how many it is one, and by which filter, of a
        cropped picture the crop, and how many pixels are in no region: a line of comment would be a row to
        most programs.
        """
        n, names = len(self), np.array(self.class_names, dtype=object)
        words = {
            "class": names[self.class_index] if n else names[:0],
            "unit": np.full(n, self.area_unit, dtype=object),
            "length_unit": np.full(n, self.length_unit, dtype=object),
        }
        if self.filter:
            words["regions_found"] = np.full(n, self.found, np.int64)
            words["filter"] = np.full(n, " ".join(self.filter), dtype=object)
        if self.crop is not None:
            words["crop"] = np.full(n, self.crop.text, dtype=object)
        for name, pixels in self.not_counted.columns.items():
            words[name] = np.full(n, pixels, np.int64)
        known = {**self.measures, **words}
        ordered = [name for name in KINDS if name in known]
        return {name: known[name] for name in (*ordered, *(name for name in known if name not in KINDS))}

    def unit_of(self, name: str) -> str:
        """The unit of a column: "km²", "km", "°", "px"; empty where it has none or that of the map."""
        units = {"area": self.area_unit, "length": self.length_unit, "angle": "°", "pixels": "px"}
        return units.get(KINDS.get(name, ""), "")

    def rows(self, chosen: Mask | NDArray[np.intp]) -> RegionTable:
        """The table of some rows: by a mask or by indices, in that order."""
        measures = {name: column[chosen] for name, column in self.measures.items()}
        return replace(self, measures=measures, class_index=self.class_index[chosen])

    def order(self, name: str, *, descending: bool = False) -> NDArray[np.intp]:
        """The rows sorted by a column ("class": by the order of the classes), equal ones as they stand, those
        without a number last.
        """
        values = self.class_index if name == "class" else self.measures[name]
        if descending:
            # Sorted backwards: reversed rows, so that equal ones keep their order.
            rows = np.argsort(values[::-1], kind="stable")[::-1]
            rows = len(values) - 1 - rows
            if values.dtype.kind == "f":
                missing = int(np.isnan(values).sum())
                rows = np.roll(rows, -missing)
            return rows
        return np.argsort(values, kind="stable")

    def renamed(self, class_names: tuple[str, ...]) -> RegionTable:
        """The same with other names of the classes, in the same order."""
        return replace(self, class_names=class_names)

    def has_rows_of(self, other: RegionTable | None) -> bool:
        """Whether both are the same regions in the same order, by whatever name of their class."""
        return other is not None and other.measures is self.measures and other.class_index is self.class_index

    def row_of(self, region: int) -> int | None:
        """The row of a region by its number, None where it is not in this table (of rising numbers)."""
        numbers = self.measures["region"]
        row = int(np.searchsorted(numbers, region))
        return row if row < len(numbers) and numbers[row] == region else None

    def rows_of(self, regions: NDArray[np.int32]) -> NDArray[np.intp]:
        """The rows of those of these numbers that are in this table (of rising numbers)."""
        return np.flatnonzero(np.isin(self.measures["region"], regions))

    def region_at(self, column: int, row: int) -> int:
        """The number of the region at a pixel; 0 where there is none or the pixel lies outside."""
        height, width = self.ids.shape
        return int(self.ids[row, column]) if 0 <= row < height and 0 <= column < width else 0

    def counts(self) -> dict[str, int]:
        """Regions of each class, classes without any too."""
        numbers = np.bincount(self.class_index, minlength=len(self.class_names))
        return {name: int(number) for name, number in zip(self.class_names, numbers, strict=True)}
