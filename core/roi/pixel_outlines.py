"""A set of pixels as a Polygon along the edges of its pixels: exact, and far smaller than a mask."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled
from core.regions.outlines import outlines
from core.roi.shape_masks import Mask
from core.roi.shapes import MOST_POINTS, Polygon, Ring


def outlined(mask: Mask, *, cancelled: Cancel = never_cancelled) -> Polygon | None:
    """The Polygon that holds exactly the pixels of `mask` (height, width) bool; None for none.

    Raises ParameterError for outlines of more than a million corners, which no one can look at; Cancelled.
    """
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return None
    top, left = int(rows[0]), int(columns[0])
    part = mask[top : rows[-1] + 1, left : columns[-1] + 1]
    found = outlines(part.astype(np.int32), 1, cancelled)
    if len(found.points) > MOST_POINTS:
        raise ParameterError(
            f"The outline of these pixels has {len(found.points):,} corners, more than {MOST_POINTS:,}: "
            "it is too ragged to be a region of interest."
        )
    points = found.points + np.array((left, top))
    # There a ring ends with its first point.
    ends = pairwise(found.rings.tolist())
    return Polygon(tuple(Ring(points[start : end - 1]) for start, end in ends))
