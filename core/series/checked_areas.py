"""The area of each class in single pictures as points or label rasters have it, beside the mapped one."""

from __future__ import annotations

from dataclasses import dataclass

from core.measure.areas import significant
from core.measure.checked_map import Checked
from core.series.entry import Entry, classes_of
from core.series.series import Found


@dataclass(frozen=True)
class KnownArea:
    """In the unit of the picture. low, high: of its interval. points: that say what is there in the picture;
    of label rasters pixels.
    """

    area: float
    low: float
    high: float
    points: int


def checked_areas(found: Found) -> dict[str, dict[str, KnownArea]]:
    """By the path of each picture of which enough is known, and the names of the classes that it has. Of a
    label raster enough is what is at every pixel that is measured.
    """
    if found.check is None:
        return {}
    parts, partly = found.check.pictures, found.check.partly
    known = (each for each in found.entries if each.path in parts and each.path not in partly)
    return {each.path: _of(each, parts[each.path]) for each in known}


def _of(entry: Entry, part: Checked) -> dict[str, KnownArea]:
    classes = classes_of(entry)
    # What all pictures together are found in may be another unit: of shares, each is as it is in any.
    factor = 1.0
    if part.unit != classes[0]["unit"]:
        factor = sum(each["area"] for each in classes) / sum(each.mapped_area for each in part.classes)
    found = {}
    for each in classes:
        if (by_points := part.of(each["name"])) is not None:
            area, low, high = by_points.area, by_points.low, by_points.high
            ends = significant(factor * low), significant(factor * high)
            found[str(each["name"])] = KnownArea(significant(factor * area), *ends, part.points)
    return found
