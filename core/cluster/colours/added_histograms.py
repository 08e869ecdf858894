"""Colour histograms of many pictures added up: counts are whole numbers, so the sum is exact in any order."""

from __future__ import annotations

from typing import Any

import numpy as np

from core.base.arrays import Ints
from core.cluster.colours.histogram import ColourHistogram

# Dtype and number of bands.
_Kind = tuple[np.dtype[Any], int]


class AddedHistograms:
    """The sum of histograms of one kind: 8-bit RGB, or grey of 8 or 16 bits.

    Memory: 8 bytes for each colour that there can be, 134 MB of 8-bit RGB, however many pictures are added.
    """

    def __init__(self) -> None:
        self._added: tuple[_Kind, Ints] | None = None

    @staticmethod
    def fits(dtype: np.dtype[np.generic], bands: int) -> bool:
        """Whether the colours of pictures of this kind can be added up."""
        grey = bands == 1 and dtype in (np.uint8, np.uint16)
        return grey or (bands == 3 and dtype == np.uint8)

    def add(self, histogram: ColourHistogram) -> None:
        """Raises ValueError for one of another kind."""
        kind = histogram.colours.dtype, histogram.colours.shape[1]
        if self._added is None:
            size = 1 << 24 if histogram.is_rgb8 else np.iinfo(histogram.colours.dtype).max + 1
            self._added = kind, np.zeros(size, np.int64)
        own, counts = self._added
        if kind != own:
            raise ValueError("histograms of different bands or dtypes cannot be added")
        counts[histogram.keys] += histogram.counts

    def total(self) -> ColourHistogram:
        """Of all that was added. Raises ValueError where nothing was."""
        if self._added is None:
            raise ValueError("no histogram was added")
        (dtype, bands), counts = self._added
        keys = np.flatnonzero(counts)
        return ColourHistogram.of_keys(keys, counts[keys], grey=dtype if bands == 1 else None)
