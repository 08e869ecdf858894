"""What the clusters measure inside each region of interest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.calibration import Calibration
from core.errors import Cancelled
from core.measure import ClusterAreas
from core.parallel import Cancel, never
from core.regions_of_interest import Regions, region_window
from core.shape_masks import Window

_PIXELS_A_BLOCK = 1 << 21


def areas_inside(
    labels: NDArray[np.uint8],
    k: int,
    calibration: Calibration,
    regions: Regions,
    *,
    cancelled: Cancel = never,
) -> tuple[ClusterAreas, ...]:
    """Pixels and area of the clusters 1…k inside each region of interest, in their order.

    labels: (height, width) uint8, 0 is not measured. A pixel in several regions of interest counts in each.
    Geodesic areas are summed by blocks of rows, in a fixed order. Raises Cancelled.
    """
    return tuple(
        _inside(labels, k, calibration, region_window(region, *labels.shape, cancelled=cancelled), cancelled)
        for region in regions
    )


def _inside(
    labels: NDArray[np.uint8], k: int, calibration: Calibration, window: Window, cancelled: Cancel
) -> ClusterAreas:
    pixels, square_metres = np.zeros(k + 1, np.int64), np.zeros(k + 1)
    ground = None
    if calibration.method != "planar" and calibration.georeference is not None:
        from core.ground_area import GroundArea

        ground = GroundArea(calibration.georeference)
    height, width = window.mask.shape
    rows = max(1, _PIXELS_A_BLOCK // max(1, width))
    for start in range(0, height, rows):
        if cancelled():
            raise Cancelled
        end, top = min(height, start + rows), window.top + start
        here = labels[top : top + end - start, window.slices[1]]
        ids = np.where(window.mask[start:end], here, 0).ravel()
        pixels += np.bincount(ids, minlength=k + 1)
        if ground is not None:
            weights = ground.rows(top, top + end - start, labels.shape[1])
            weights = weights if weights.shape[1] == 1 else weights[:, window.slices[1]]
            spread = np.broadcast_to(weights, here.shape).ravel()
            square_metres += np.bincount(ids, spread, minlength=k + 1)
    planar = pixels[1:].astype(np.float64) * calibration.pixel_area
    if ground is None:
        return ClusterAreas(pixels[1:], planar, None, calibration)
    area = square_metres[1:] / calibration.square_metres
    return ClusterAreas(pixels[1:], area, None if calibration.unit == "°" else planar, calibration)
