"""A small picture of a segmentation, made without labelling every pixel of the large one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.histogram import pack
from core.image import PixelArray
from core.kmeans import assign_colours
from core.opencv import opencv
from core.segmentation import PreparedImage, mean_colours

# Pixels looked at for each pixel of the longest side, then averaged.
OVERSAMPLING = 3


class Miniature:
    """Every n-th pixel of an image, ready to be shown in the mean colours of any centroids."""

    def __init__(self, prepared: PreparedImage, size: int = 224) -> None:
        """size: pixels of the longest side at most."""
        image, histogram = prepared.image, prepared.histogram
        step = max(1, -(-max(image.height, image.width) // (size * OVERSAMPLING)))
        every: PixelArray = image.pixels[::step, ::step]
        self._shape = every.shape[:2]
        keys = pack(every.reshape(-1, image.band_count))
        # No data need not be in the histogram: any colour will do, it is made transparent.
        self._colour_of = np.minimum(np.searchsorted(histogram.keys, keys), len(histogram) - 1)
        self._hidden = None if image.valid is None else ~image.valid[::step, ::step].reshape(-1)
        self._prepared, self._size = prepared, size

    def segmented(self, centroids: NDArray[np.float64]) -> NDArray[np.uint8]:
        """(height, width, 4) uint8, blue, green, red, alpha, premultiplied; read-only, C-contiguous.

        centroids: (k, dimensions) in units of the space. No data is (0, 0, 0, 0).
        """
        labels = assign_colours(self._prepared.cells, centroids, 1)
        colours = mean_colours(self._prepared, labels, len(centroids))
        table = np.concatenate([colours[:, ::-1], np.full((len(colours), 1), 255, np.uint8)], axis=1)
        found = table[labels[self._colour_of]]
        if self._hidden is not None:
            found[self._hidden] = 0
        picture = found.reshape(*self._shape, 4)
        height, width = self._shape
        scale = self._size / max(height, width)
        if scale < 1:
            small = (max(1, round(width * scale)), max(1, round(height * scale)))
            cv2 = opencv()
            picture = cv2.resize(picture, small, interpolation=cv2.INTER_AREA)
        result: NDArray[np.uint8] = np.ascontiguousarray(picture)
        result.flags.writeable = False
        return result
