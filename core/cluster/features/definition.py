"""What a feature is made of and what it has to say of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats, Mask
from core.base.sentences import N_
from core.image.image import BandValue, PixelArray

# Steps that the full range of the picture's own planes is counted in: whole numbers make sums exact.
QUANTA = 1 << 16
# Nothing is farther out than this many full ranges: sums of squares over a window fit 63 bits.
MOST_RANGES = 2
# Larger windows would not fit them either.
_MOST_RADIUS = 50

Options = Mapping[str, int]
Planes = NDArray[Any]


@dataclass(frozen=True)
class Option:
    """A whole number that a feature takes. low_text: what the lowest value is called, where it has a name."""

    name: str
    default: int
    low: int
    high: int
    meaning: str
    low_text: str = ""


RADIUS = Option("radius", 5, 1, _MOST_RADIUS, N_("pixels from the centre of the square window to its edge"))


@dataclass(frozen=True, eq=False)
class RowBlock:
    """Rows `top` … of a picture of `height` × `width`, with all pixels of these rows.

    own: (rows, width, d) int32, the bands or the colours in the chosen space, in QUANTA of the full range
        that Definition.gain speaks of, cut at ±MOST_RANGES ranges; own_names: of the d planes.
    brightness: (rows, width) int32 in the same steps: luma (ITU-R BT.601), or the mean of the own planes.
    valid: (rows, width) bool. Where it is False, own and brightness are 0.
    pixels: (rows, width, bands) as stored. bands: their names. band_values: what the stored numbers stand
    for, one a band; () for themselves.
    """

    own: NDArray[np.int32]
    own_names: tuple[str, ...]
    brightness: NDArray[np.int32]
    valid: Mask
    pixels: PixelArray
    bands: tuple[str, ...]
    top: int
    height: int
    width: int
    band_values: tuple[BandValue, ...] = ()

    def measured(self, band: int) -> Floats:
        """(rows, width) what is measured in a band, counted from 0."""
        stored = self.pixels[..., band]
        return self.band_values[band].of(stored) if self.band_values else stored.astype(np.float64)


@dataclass(frozen=True, eq=False)
class Definition:
    """One feature. A module of core.cluster.features.local that has one called FEATURE is found by itself.

    planes: a pure function of a RowBlock: (rows, width, m) floats; what it gives for a pixel may depend on
        valid pixels at most `reach` rows away alone, so that the picture can be taken in parts of any size.
    names: of the m planes, from the names of the picture's own planes.
    gain: planes · gain is 0…1 over what counts as their full range, and counts, at weight 1, as much as the
        full range of the picture's own planes (core.cluster.prepared.feature_stack).
    missing: a sentence why a picture with such bands has no such feature, else empty.
    """

    name: str
    title: str
    summary: str
    planes: Callable[[RowBlock, Options], Planes]
    names: Callable[[tuple[str, ...]], tuple[str, ...]]
    gain: float = 1.0
    options: tuple[Option, ...] = ()
    reach: Callable[[Options], int] = lambda _options: 0
    missing: Callable[[tuple[str, ...], Options], str] = lambda _bands, _options: ""
