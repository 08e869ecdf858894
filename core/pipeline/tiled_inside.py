"""Regions of interest in a picture that is read window by window: found where they are looked at, a window at
a time, so that no mask of the whole picture is needed. The pixels are those of the whole, one by one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from core.base.arrays import Bytes, Mask
from core.image.image import Image
from core.io.tiled_image import Window
from core.measure.area_sums import AreaSum
from core.measure.areas import ClusterAreas
from core.roi.regions_of_interest import Inside, RegionOfInterest, RegionsOfInterest, region_box, region_part
from core.roi.shape_masks import PixelBox
from core.scale.calibration import Calibration

Labels = Bytes


@dataclass(frozen=True)
class InsideTiles:
    """Where to look, and what is done there only (core.roi.regions_of_interest.Inside)."""

    regions: RegionsOfInterest
    use: Inside

    def clustered(self, window: Window, image: Image) -> Image:
        """The pixels of a window as k-means sees them; those outside are no data where only inside counts."""
        if self.use != "cluster":
            return image
        mask = self._mask(window)
        if image.valid is not None:
            mask &= image.valid
        return replace(image, valid=mask)

    def measured(self, window: Window, labels: Labels) -> Labels:
        """The labels of a window, 0 outside where only inside is measured."""
        return np.where(self._mask(window), labels, np.uint8(0)) if self.use == "measure" else labels

    def _mask(self, window: Window) -> Mask:
        place = window.row, window.row + window.height, window.column, window.column + window.width
        mask = np.zeros((window.height, window.width), np.bool_)
        for region in self.regions:
            mask |= region_part(region, place)
        return mask


@dataclass(frozen=True, eq=False)
class InsideAreas:
    """What the clusters measure inside each region of interest, in their order."""

    regions: RegionsOfInterest
    use: Inside
    areas: tuple[ClusterAreas, ...]


class InsideSums:
    """Takes the label rows of a picture of height × width pixels (tiled.LabelRows) and adds them
    up."""

    def __init__(
        self, inside: InsideTiles, k: int, calibration: Calibration, height: int, width: int
    ) -> None:
        self._inside = inside
        self._sums = [_Sum(region, k, calibration, height, width) for region in inside.regions]
        self._row = 0

    def begin(self, colours: Labels) -> None:
        """Nothing to prepare."""

    def add(self, rows: Labels) -> None:
        for each in self._sums:
            each.add(self._row, rows)
        self._row += len(rows)

    def result(self) -> InsideAreas:
        """Of all rows; ends the summing."""
        return InsideAreas(self._inside.regions, self._inside.use, tuple(each.areas() for each in self._sums))


class _Sum:
    """Of one region of interest; blocks and order are those of roi_areas, and so are the bits."""

    def __init__(
        self, region: RegionOfInterest, k: int, calibration: Calibration, height: int, width: int
    ) -> None:
        self._region = region
        self._box: PixelBox = region_box(region, height, width)
        top, _, left, right = self._box
        self._total = AreaSum(right - left, k, calibration, top=top, left=left, picture_width=width)
        self._areas: ClusterAreas | None = None

    def add(self, first: int, rows: Labels) -> None:
        top, bottom, left, right = self._box
        start, end = max(top, first), min(bottom, first + len(rows))
        if start < end:
            mask = region_part(self._region, (start, end, left, right))
            part = rows[start - first : end - first, left:right]
            self._total.add(np.where(mask, part, np.uint8(0)))
        if first + len(rows) >= bottom:
            self.areas()

    def areas(self) -> ClusterAreas:
        """Ends the summing: nothing is kept for rows that are past."""
        if self._areas is None:
            self._areas = self._total.result()
        return self._areas
