"""From the decoded samples of a TIFF page to measured bands and valid mask, as the user wants it read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Mask
from core.io.alpha import Opacity, alpha_use, partial_of, transparency, unmultiplied
from core.io.colour_table import table_use
from core.io.finish import cmyk_to_rgb, stretched_bits
from core.io.source import Source
from core.io.tiff_directories import ASSOCIATED

_WHITE_IS_ZERO, _PALETTE, _CMYK = 0, 3, 5
_UNASSOCIATED = 2
_ICC = 34675


@dataclass(frozen=True)
class Measured:
    """bands: (h, w, bands). valid: (h, w), None where nothing is left out. open_choices: of Reading."""

    bands: NDArray[Any]
    valid: Mask | None = None
    open_choices: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()


def marked_alpha(page: Any) -> bool:
    """Whether the last sample of a page is marked as alpha, associated or not."""
    return bool(page.extrasamples) and int(page.extrasamples[-1]) in (ASSOCIATED, _UNASSOCIATED)


def measured(source: Source, page: Any, array: NDArray[Any]) -> Measured:
    """What of the samples (h, w, samples) of a tifffile page is measured."""
    reading, samples = source.reading, array.shape[2]
    marked = marked_alpha(page)
    may_be_alpha = samples in (2, 4) and int(page.photometric) != _CMYK
    chosen = reading.alpha if marked else "mask" if reading.alpha == "mask" else "ignore"
    if not (marked or (may_be_alpha and reading.alpha in ("mask", "ignore"))):
        return _coloured(source, page, array, ("alpha",) if may_be_alpha else ())
    alpha, opacity = array[..., -1], Opacity()
    opacity.add(alpha)
    premultiplied = marked and int(page.extrasamples[-1]) == ASSOCIATED
    use = alpha_use(chosen, opacity, alpha.dtype, band=samples, declared=False, premultiplied=premultiplied)
    if use.kind == "band":
        return _with(_coloured(source, page, array, ("alpha",)), None, use.sentences)
    colours = _coloured(source, page, array[..., :-1], ("alpha",))
    if use.kind == "ignore":
        return _with(colours, None, use.sentences)
    valid, partly = transparency(alpha, use.full)
    if use.premultiplied:
        colours = Measured(
            unmultiplied(colours.bands, alpha, use.full), None, colours.open_choices, colours.sentences
        )
    partial = partial_of(partly, premultiplied=use.premultiplied)
    return _with(colours, valid, (*use.sentences, *partial))


def _with(found: Measured, valid: Mask | None, sentences: tuple[str, ...]) -> Measured:
    return Measured(found.bands, valid, found.open_choices, (*found.sentences, *sentences))


def _coloured(source: Source, page: Any, array: NDArray[Any], choices: tuple[str, ...]) -> Measured:
    """Grey, RGB or other bands, white as the greatest value; of a table its colours or the values."""
    photometric = int(page.photometric)
    if photometric == _CMYK and array.shape[2] == 4:
        colours, sentence = cmyk_to_rgb(array, page.tags.valueof(_ICC))
        return Measured(colours, None, choices, (sentence,))
    if photometric == _PALETTE and array.shape[2] == 1:
        return _of_table(source, page, array, choices)
    bits = page.bitspersample
    if source.reading.labels:
        return Measured(array.astype(np.uint8) if array.dtype == bool else array, None, choices)
    if array.dtype.kind in "if" or bits > 16:
        return Measured(array, None, choices)
    if photometric == _WHITE_IS_ZERO:
        array = ~array if array.dtype == bool else ((1 << bits) - 1 - array).astype(array.dtype)
    return Measured(stretched_bits(array, bits), None, choices)


def _of_table(source: Source, page: Any, array: NDArray[Any], choices: tuple[str, ...]) -> Measured:
    # Some writers store 8-bit colours where 16 bits are due.
    colormap = page.colormap
    table = (colormap.T if colormap.max() < 256 else colormap.T >> 8).astype(np.uint8)
    used = np.zeros(len(table), np.bool_)
    used[np.unique(array).astype(np.intp)] = True
    use = table_use(source.reading.table, table, used)
    choices = (*choices, "colour_table")
    if use.by_value:
        return Measured(array, None, choices, use.sentences)
    return Measured(table[array[..., 0].astype(np.intp)], None, choices, use.sentences)
