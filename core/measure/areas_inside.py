"""What is counted inside regions of interest; of those that nothing has changed in, nothing again."""

from __future__ import annotations

import numpy as np

from core.base.arrays import Bytes, Mask
from core.base.parallel import Cancel, chunks
from core.measure.area_sums import AreaSum
from core.measure.areas import ClusterAreas
from core.measure.class_map import ClassMaps
from core.roi.regions_of_interest import RegionOfInterest, RegionsOfInterest, region_box, region_window
from core.roi.shape_masks import PixelWindow
from core.scale.calibration import Calibration

# Rows that are compared between two looks at `cancelled`.
_ROWS = 256


def only_inside(labels: Bytes, inside: Mask, regions: RegionsOfInterest) -> Bytes:
    """The labels inside, 0 elsewhere; what lies in the box of no region of interest is not touched.

    labels, inside: (height, width); inside: the pixels of these regions of interest.
    """
    found = np.zeros_like(labels)
    for region in regions:
        top, bottom, left, right = region_box(region, *labels.shape)
        box = slice(top, bottom), slice(left, right)
        np.multiply(labels[box], inside[box], out=found[box])
    return found


def areas_inside(
    labels: Bytes,
    k: int,
    calibration: Calibration,
    regions: RegionsOfInterest,
    *,
    before: tuple[Bytes, RegionsOfInterest, tuple[ClusterAreas, ...]] | None = None,
    cancelled: Cancel,
) -> tuple[ClusterAreas, ...]:
    """Pixels and area of the clusters 1…k inside each region of interest, in their order.

    labels: (height, width) uint8, 0 is not measured. A pixel in several regions of interest counts in each.
    before: other labels, and what was found inside regions of interest; one of the same parts, around which
    the labels are the same, has the same areas. Raises Cancelled.
    """
    older, their_regions, their_areas = before or (labels, (), ())
    known = {region.parts: areas for region, areas in zip(their_regions, their_areas, strict=True)}
    found = []
    for region in regions:
        areas = known.get(region.parts)
        of_it = areas is not None and areas.calibration == calibration and len(areas.pixels) == k
        if areas is None or not of_it or not _same_around(region, older, labels, cancelled):
            window = region_window(region, *labels.shape, cancelled=cancelled)
            areas = _inside(labels, k, calibration, window, cancelled)
        found.append(areas)
    return tuple(found)


def _same_around(region: RegionOfInterest, one: Bytes, other: Bytes, cancelled: Cancel) -> bool:
    """Whether two label images are the same in the box of a region of interest. Raises Cancelled."""
    if one is other or one.shape != other.shape:
        return one is other
    top, bottom, left, right = region_box(region, *one.shape)
    mine, theirs = one[top:bottom, left:right], other[top:bottom, left:right]
    parts = chunks(bottom - top, _ROWS, cancelled)
    return all(np.array_equal(mine[rows], theirs[rows]) for rows in parts)


def gained_inside(
    before: Bytes, after: Bytes, maps: ClassMaps, regions: RegionsOfInterest, *, cancelled: Cancel
) -> tuple[tuple[int, ...], ...]:
    """Pixels that each class gained between two labels inside each region of interest, in the order of both.

    before, after: (height, width) uint8 cluster ids. Raises Cancelled.
    """
    found = []
    for region in regions:
        if _same_around(region, before, after, cancelled):
            found.append((0,) * len(maps.classes))
            continue
        window = region_window(region, *after.shape, cancelled=cancelled)
        was, now = maps.places(before[window.slices]), maps.places(after[window.slices])
        gained = np.bincount(now[window.mask & (was != now)], minlength=len(maps.classes) + 1)
        found.append(tuple(gained[1:].tolist()))
    return tuple(found)


def _inside(
    labels: Bytes, k: int, calibration: Calibration, window: PixelWindow, cancelled: Cancel
) -> ClusterAreas:
    height, width = window.mask.shape
    total = AreaSum(width, k, calibration, top=window.top, left=window.left, picture_width=labels.shape[1])
    part = labels[window.slices]
    for rows in chunks(height, total.rows_a_block, cancelled):
        total.add(part[rows] * window.mask[rows])
    return total.result()
