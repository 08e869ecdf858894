"""What the clusters measure inside each region of interest."""

from __future__ import annotations

import numpy as np

from core.base.arrays import Bytes
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.measure.areas import AreaSum, ClusterAreas
from core.measure.class_map import ClassMaps
from core.roi.regions_of_interest import RegionsOfInterest, region_window
from core.roi.shape_masks import PixelWindow
from core.scale.calibration import Calibration


def areas_inside(
    labels: Bytes,
    k: int,
    calibration: Calibration,
    regions: RegionsOfInterest,
    *,
    cancelled: Cancel = never_cancelled,
) -> tuple[ClusterAreas, ...]:
    """Pixels and area of the clusters 1…k inside each region of interest, in their order.

    labels: (height, width) uint8, 0 is not measured. A pixel in several regions of interest counts in each.
    Raises Cancelled.
    """
    return tuple(
        _inside(labels, k, calibration, region_window(region, *labels.shape, cancelled=cancelled), cancelled)
        for region in regions
    )


def gained_inside(
    before: Bytes,
    after: Bytes,
    maps: ClassMaps,
    regions: RegionsOfInterest,
    *,
    cancelled: Cancel = never_cancelled,
) -> tuple[tuple[int, ...], ...]:
    """Pixels that each class gained between two labels inside each region of interest, in the order of both.

    before, after: (height, width) uint8 cluster ids. Raises Cancelled.
    """
    found = []
    for region in regions:
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
    for start in range(0, height, total.rows_a_block):
        raise_if_cancelled(cancelled)
        rows = slice(start, start + total.rows_a_block)
        total.add(np.where(window.mask[rows], part[rows], np.uint8(0)))
    return total.result()
