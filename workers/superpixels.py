"""The job that draws the borders of superpixels and of what is split."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, frozen
from core.base.parallel import Cancel
from core.cluster.superpixels.border_picture import border_picture
from core.cluster.superpixels.superpixels import Cut


@dataclass(frozen=True, eq=False)
class ShownBorders:
    """levels: a picture to be laid over both pictures. ids: (height, width), what lies between."""

    levels: tuple[Bytes, ...]
    ids: NDArray[np.integer]


def borders_of(cut: Cut | None, apart: NDArray[np.int32] | None, cancelled: Cancel) -> ShownBorders:
    """Of superpixels, of what a step has split (Measurement.apart), or of both. Raises Cancelled."""
    maps = [] if cut is None else [cut.ids(cancelled)]
    maps += [] if apart is None else [apart]
    ids: NDArray[np.integer] = maps[0]
    if len(maps) == 2:
        # Only whether two pixels have the same number matters.
        ids = frozen((ids.astype(np.int64) << 31) | maps[1])
    return ShownBorders(border_picture(ids, cancelled), ids)
