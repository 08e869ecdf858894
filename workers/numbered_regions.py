"""The job that draws the outlines of all regions that are counted, and finds where their numbers go."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, frozen
from core.base.parallel import Cancel, raise_if_cancelled
from core.cluster.superpixels.border_picture import border_picture
from core.regions.region_table import RegionTable


@dataclass(frozen=True, eq=False)
class NumberedRegions:
    """levels: a picture of the outlines. ids: (height, width) int32, that of each pixel, 0 for none.
    numbers: (n,) of the regions, the largest first. places: (n, 2) float64, their centroids in pixels from
    the corner; widths: (n,) of the boxes around them; digits: (n,) how many a number has.
    """

    levels: tuple[Bytes, ...]
    ids: NDArray[np.int32]
    numbers: NDArray[np.int32]
    places: Floats
    widths: Floats
    digits: NDArray[np.intp]


def number_regions(table: RegionTable, cancelled: Cancel) -> NumberedRegions:
    """Of those that the table lists. Raises Cancelled."""
    numbers = np.asarray(table["region"], np.int32)
    kept = np.zeros(int(table.ids.max(initial=0)) + 1, np.int32)
    kept[numbers] = numbers
    ids = frozen(kept[table.ids])
    raise_if_cancelled(cancelled)
    order = np.argsort(-np.asarray(table["pixels"]), kind="stable")
    places = np.column_stack((table["centroid_x"], table["centroid_y"])).astype(np.float64)
    shown = numbers[order]
    return NumberedRegions(
        border_picture(ids, cancelled),
        ids,
        shown,
        places[order],
        np.asarray(table["box_width"], np.float64)[order],
        np.char.str_len(shown.astype(str)).astype(np.intp),
    )
