"""Whether a picture has fewer colours than clusters are wanted of it: masks, drawings, false colours."""

from __future__ import annotations

import numpy as np

from core.image.image import Image, PixelArray, flat

# Pixels that are looked at together: of a photograph the first ones have colours enough.
_AT_ONCE = 1 << 16


def few_colours(image: Image, most: int) -> int | None:
    """How many distinct colours the valid pixels have, where fewer than `most`; None for all others.

    A colour is the values of all bands; what has a NaN among them is no colour.
    """
    pixels, valid = flat(image)
    known: list[PixelArray] = []
    for begin in range(0, len(pixels), _AT_ONCE):
        part = pixels[begin : begin + _AT_ONCE]
        if len(valid):
            part = part[valid[begin : begin + _AT_ONCE]]
        if part.dtype.kind == "f":
            part = part[~np.isnan(part).any(axis=1)]
        part = _packed(part)
        for colour in known:
            part = _others(part, colour)
        while len(part):
            if len(known) + 1 >= most:
                return None
            known.append(part[0].copy())
            part = _others(part, known[-1])
    return len(known)


def _packed(pixels: PixelArray) -> PixelArray:
    """Whole numbers that fit into 64 bits together as one, (n, 1): several times faster to compare."""
    bits = 8 * pixels.dtype.itemsize
    if pixels.dtype.kind not in "ui" or pixels.shape[1] == 1 or bits * pixels.shape[1] > 64:
        return pixels
    unsigned = pixels.view(f"u{bits // 8}")
    packed = unsigned[:, 0].astype(np.uint64)
    for band in range(1, pixels.shape[1]):
        packed = (packed << np.uint64(bits)) | unsigned[:, band]
    return packed[:, None]


def _others(pixels: PixelArray, colour: PixelArray) -> PixelArray:
    """Those of another colour."""
    alike = pixels[:, 0] == colour[0]
    for band in range(1, len(colour)):
        alike &= pixels[:, band] == colour[band]
    others: PixelArray = pixels[~alike]
    return others
