"""The job that draws the borders of superpixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes
from core.base.parallel import Cancel
from core.cluster.superpixels.border_picture import border_picture
from core.cluster.superpixels.superpixels import Cut


@dataclass(frozen=True, eq=False)
class ShownBorders:
    """levels: a picture to be laid over both pictures. ids: (height, width), what lies between."""

    levels: tuple[Bytes, ...]
    ids: NDArray[np.int32]


def borders_of(cut: Cut, cancelled: Cancel) -> ShownBorders:
    """Raises Cancelled."""
    ids = cut.ids(cancelled)
    return ShownBorders(border_picture(ids, cancelled), ids)
