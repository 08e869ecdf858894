"""Which pixels an alpha band leaves out, whether a band that is marked as alpha is one, and colours that were
multiplied by it.

A TIFF of four bands written without a word about the fourth has it marked as alpha by GDAL's default: near
infrared, as often as not, whose zeros are water.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Mask
from core.base.sentences import _
from core.image.image import PixelArray
from core.image.reading import Alpha
from core.writing.number_words import grouped

# Of the pixels that are not 0, this share of a mask is fully opaque: borders are soft, not the whole.
_OPAQUE_SHARE = 0.75
# Fully opaque is one of these, whatever the type: masks of 0 and 1, and of 8 bits in wider bands.
_FULL = (1.0, 255.0, 65535.0)


@dataclass
class Opacity:
    """How opaque a band is, added up part by part in any order.

    total: pixels seen; zeros: of value 0 (or none: NaN); greatest: value, at_greatest: pixels that have it.
    """

    total: int = 0
    zeros: int = 0
    greatest: float = 0.0
    at_greatest: int = 0

    def add(self, band: PixelArray) -> None:
        there = band > 0
        self.total += band.size
        self.zeros += band.size - int(np.count_nonzero(there))
        greatest = float(np.fmax.reduce(band, axis=None)) if band.size else 0.0
        if greatest > self.greatest:
            self.greatest, self.at_greatest = greatest, 0
        if greatest == self.greatest and greatest > 0:
            self.at_greatest += int(np.count_nonzero(band == band.dtype.type(greatest)))

    def is_of_a_mask(self, dtype: np.dtype[Any]) -> bool:
        """Whether these are the values of a mask: nothing else than 0 and fully opaque, but for soft borders.

        A band with one value says nothing about anything, and so is none that could be measured.
        """
        some = self.total - self.zeros
        if not some or self.at_greatest == self.total:
            return True
        full = self.greatest in _FULL or self.greatest == _largest(dtype)
        return full and self.at_greatest >= _OPAQUE_SHARE * some

    def full(self, dtype: np.dtype[Any]) -> float:
        """The value of a fully opaque pixel."""
        if dtype.kind == "f":
            return next((full for full in _FULL if self.greatest <= full), self.greatest)
        return self.greatest if self.greatest == 1 else _largest(dtype)


@dataclass(frozen=True)
class AlphaUse:
    """What becomes of the band that may be alpha. kind: never "auto". full: the value of an opaque pixel.

    premultiplied: the colours are stored times alpha. sentences: what was decided and why, where somebody
    may wonder.
    """

    kind: Alpha
    full: float = 0.0
    premultiplied: bool = False
    sentences: tuple[str, ...] = ()

    @property
    def is_mask(self) -> bool:
        return self.kind == "mask"


def alpha_use(
    chosen: Alpha, opacity: Opacity, dtype: np.dtype[Any], *, band: int, declared: bool, premultiplied: bool
) -> AlphaUse:
    """What a band that is marked as alpha is used for.

    chosen: by the user. opacity: of the whole band. band: its number, for the sentence. declared: whether the
    format leaves no doubt that it is alpha. premultiplied: whether the file says that colours are.
    """
    full = opacity.full(dtype)
    if chosen != "auto":
        return AlphaUse(chosen, full, premultiplied and chosen == "mask")
    if declared or premultiplied or opacity.is_of_a_mask(dtype):
        return AlphaUse("mask", full, premultiplied, () if declared else _as_mask(opacity, band))
    some = opacity.total - opacity.zeros
    sentence = _(
        "Band {band} is marked as alpha, but its values are not those of a mask (only {share:.3g} % of those "
        "above 0 are fully opaque): it is measured as a band, and its zeros count. "
        "Choose Alpha: mask (--alpha mask) where they are no data."
    )
    full_share = 100 * opacity.at_greatest / some if opacity.greatest == full else 0.0
    return AlphaUse("band", full, sentences=(sentence.format(band=band, share=full_share),))


def _as_mask(opacity: Opacity, band: int) -> tuple[str, ...]:
    if not opacity.zeros:
        return ()
    sentence = _(
        "Band {band} is marked as alpha and has the values of a mask: where it is 0 there is no data. "
        "Choose Alpha: band (--alpha band) where it is measured."
    )
    return (sentence.format(band=band),)


def transparency(alpha: PixelArray, full: float | None = None) -> tuple[Mask | None, int]:
    """The valid mask of an alpha band, None where nothing is transparent, and how many pixels partly are.

    full: the value of an opaque pixel, that of the type unless given. Fully transparent pixels (alpha 0) hold
    no data; partially transparent ones do.
    """
    full = _largest(alpha.dtype) if full is None else full
    there: Mask = np.asarray(alpha > 0)
    partly = int(np.count_nonzero(there & (alpha < full)))
    return (None if there.all() else there), partly


def unmultiplied(colours: PixelArray, alpha: PixelArray, full: float) -> PixelArray:
    """Colours (h, w, bands) that are stored times alpha (h, w) / full, divided by it: to the nearest level.

    Where alpha is 0 nothing is known: the pixel is no data, whatever it holds. Source: TIFF 6.0,
    ExtraSamples 1 (associated alpha).
    """
    known = np.where(alpha > 0, alpha, 1)[..., np.newaxis]
    if colours.dtype.kind == "f":
        divided: NDArray[Any] = colours * (full / known)
        return divided.astype(colours.dtype)
    wide = known.astype(np.int64)
    levels = (colours.astype(np.int64) * int(full) + wide // 2) // wide
    kept: PixelArray = levels.clip(0, np.iinfo(colours.dtype).max).astype(colours.dtype)
    return kept


def partial_of(count: int, *, premultiplied: bool = False) -> tuple[str, ...]:
    """The warning on partly transparent pixels; none where there are none."""
    if not count:
        return ()
    if premultiplied:
        sentence = _(
            "Partially transparent pixels ({count}) are stored with their colour multiplied by alpha: "
            "it is divided by alpha again."
        )
    else:
        sentence = _("Partially transparent pixels ({count}) are measured with the colour stored.")
    return (sentence.format(count=grouped(count)),)


def _largest(dtype: np.dtype[Any]) -> float:
    return 1.0 if dtype.kind == "f" else float(np.iinfo(dtype).max)
