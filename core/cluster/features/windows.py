"""Sums over windows in whole numbers: exact, so in any order and any part the same.

OpenCV adds float64, which is exact for whole numbers as long as no sum on the way reaches 2**53. None does:
own planes and brightness have at most MOST_RANGES · QUANTA = 2**17 steps, squares of them 2**34, two
responses of Laws 2 · 96 · 2**17 < 2**25, one of an eigenfilter 50 · 2**12 · 2**17 < 2**35; a window has at
most 101² pixels and its running sums a row and a column more, 102² < 2**14. So all stay below 2**49.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats
from core.base.opencv import opencv


def window_sums(values: NDArray[Any], radius: int) -> Floats:
    """(h, w) whole numbers: the sum of values (h, w) over the (2·radius + 1)² window, cut off at the border.

    values: whole numbers or bool, at most 2**38. By running sums (McDonnell 1981, "Box-filtering techniques",
    Computer Graphics and Image Processing 17): a few operations a pixel, whatever the radius.
    """
    cv2, side = opencv(), 2 * radius + 1
    sums: Floats = cv2.boxFilter(
        values.astype(np.float64), cv2.CV_64F, (side, side), normalize=False, borderType=cv2.BORDER_CONSTANT
    )
    return sums


def weighted_sums(values: NDArray[Any], down: Sequence[int], across: Sequence[int]) -> Floats:
    """(h, w) whole numbers: values (h, w) times down[i] · across[j] over the window around each, 0 outside.

    down, across: an odd number of whole weights, from top to bottom and from left to right.
    """
    cv2 = opencv()
    weights = np.array(across, np.float64), np.array(down, np.float64)
    sums: Floats = cv2.sepFilter2D(
        values.astype(np.float64), cv2.CV_64F, *weights, borderType=cv2.BORDER_CONSTANT
    )
    return sums
