"""A set of pixels as a Polygon along the edges of its pixels: exact, and far smaller than a mask."""

from __future__ import annotations

import numpy as np

from core import outline_kernels
from core.errors import ParameterError
from core.shape_masks import Mask
from core.shapes import MOST_POINTS, Polygon, Ring


def outlined(mask: Mask) -> Polygon | None:
    """The Polygon that holds exactly the pixels of `mask` (height, width) bool; None for none.

    Source: boundary following with the inside to the right; pixels that only touch at a corner are walked
    round apart. Time in proportion to the pixels. Raises ParameterError for outlines of more than a million
    corners, which no one can look at.
    """
    mask = np.ascontiguousarray(mask)
    corners = outline_kernels.count_corners(mask)
    if not corners:
        return None
    if corners > MOST_POINTS:
        raise ParameterError(
            f"The outline of these pixels has {corners:,} corners, more than {MOST_POINTS:,}: "
            "it is too ragged to be a region of interest."
        )
    points, ends = np.empty((corners, 2), np.int32), np.empty(corners // 4 + 1, np.int64)
    rings = outline_kernels.trace(mask, points, ends)
    starts = (0, *ends[: rings - 1].tolist())
    return Polygon(
        tuple(Ring(points[start:end]) for start, end in zip(starts, ends[:rings].tolist(), strict=True))
    )
