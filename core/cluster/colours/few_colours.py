"""Whether a picture has fewer colours than clusters are wanted of it: masks, drawings, false colours."""

from __future__ import annotations

import numpy as np

from core.image.image import Image, flat

# Pixels that are looked at together: of a photograph the first ones have colours enough.
_AT_ONCE = 1 << 16


def few_colours(image: Image, most: int) -> int | None:
    """How many distinct colours the valid pixels have, where fewer than `most`; None for all others.

    Of grey and RGB of 8 and 16 bits; None for other pictures.
    """
    if image.dtype.kind != "u" or image.dtype.itemsize > 2 or image.band_count not in (1, 3):
        return None
    pixels, valid = flat(image)
    known = np.empty(0, np.int64)
    for begin in range(0, len(pixels), _AT_ONCE):
        part = pixels[begin : begin + _AT_ONCE]
        if len(valid):
            part = part[valid[begin : begin + _AT_ONCE]]
        packed = np.zeros(len(part), np.int64)
        for band in range(image.band_count):
            packed = (packed << 16) | part[:, band]
        for colour in known:
            packed = packed[packed != colour]
        while len(packed):
            if len(known) + 1 >= most:
                return None
            known = np.append(known, packed[0])
            packed = packed[packed != packed[0]]
    return len(known)
