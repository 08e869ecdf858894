"""The colours of classes from elsewhere: those that the picture has there."""

from __future__ import annotations

import numpy as np

from core.base.arrays import Bytes, frozen
from core.base.parallel import Cancel, row_blocks
from core.image.display import to_rgb
from core.image.image import Image


def mean_colours(image: Image, labels: Bytes, colours: Bytes, cancelled: Cancel) -> Bytes:
    """(k, 3) uint8, as the picture is shown where each label lies; `colours` where there is no pixel of it.

    labels: (height, width) uint8, 0 is left out. Raises Cancelled.
    """
    rgb, k = to_rgb(image, cancelled), len(colours)
    sums, counts = np.zeros((3, k + 1)), np.zeros(k + 1)
    for first, last in row_blocks(image.height, image.width, cancelled):
        part = labels[first:last].reshape(-1)
        counts += np.bincount(part, minlength=k + 1)
        for band in range(3):
            weights = rgb[first:last, :, band].reshape(-1)
            sums[band] += np.bincount(part, weights, k + 1)
    with np.errstate(invalid="ignore"):
        means = np.rint(sums / counts).T[1:]
    return frozen(np.where(counts[1:, None] > 0, np.nan_to_num(means), colours).astype(np.uint8))
