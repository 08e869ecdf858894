"""Colour histograms of many pictures added up: counts are whole numbers, so the sum is exact in any order."""

from __future__ import annotations

import numpy as np

from core.base.arrays import Ints
from core.cluster.colours.histogram import ColourHistogram
from core.image.image import PixelArray


class AddedHistograms:
    """The sum of histograms of one kind: 8-bit RGB, or grey of 8 or 16 bits.

    Memory: 8 bytes for each colour that there can be, 134 MB of 8-bit RGB, however many pictures are added.
    """

    def __init__(self) -> None:
        self._counts: Ints | None = None
        self._colours: PixelArray = np.empty((0, 0), np.uint8)

    @staticmethod
    def fits(dtype: np.dtype[np.generic], bands: int) -> bool:
        """Whether the colours of pictures of this kind can be added up."""
        grey = bands == 1 and dtype in (np.uint8, np.uint16)
        return grey or (bands == 3 and dtype == np.uint8)

    def add(self, histogram: ColourHistogram) -> None:
        """Raises ValueError for one of another kind."""
        colours = histogram.colours
        if self._counts is None:
            self._colours = colours[:0]
            size = 1 << 24 if histogram.is_rgb8 else np.iinfo(colours.dtype).max + 1
            self._counts = np.zeros(size, np.int64)
        if (colours.dtype, colours.shape[1]) != (self._colours.dtype, self._colours.shape[1]):
            raise ValueError("histograms of different bands or dtypes cannot be added")
        self._counts[histogram.keys] += histogram.counts

    def total(self) -> ColourHistogram:
        """Of all that was added. Raises ValueError where nothing was."""
        if self._counts is None:
            raise ValueError("no histogram was added")
        keys = np.flatnonzero(self._counts)
        grey = self._colours.dtype if self._colours.shape[1] == 1 else None
        return ColourHistogram.of_keys(keys, self._counts[keys], grey=grey)
