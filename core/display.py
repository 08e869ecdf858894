"""Pixels as they are shown: 8-bit colours, and smaller and smaller copies for zooming out.

Showing never changes what is measured. The work is done by OpenCV, which does not hold the GIL.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.image import Image
from core.opencv import opencv

Pixels8 = NDArray[np.uint8]

# The longest side of the smallest copy, in pixels.
SMALLEST = 512


def to_rgb(image: Image) -> Pixels8:
    """(height, width, 3) uint8, read-only: grey three times; 16 bits stretched, see `note`.

    Raises ValueError for other than 1 or 3 bands.
    """
    if image.band_count not in (1, 3):
        raise ValueError(f"1 or 3 bands can be shown, not {image.band_count}.")
    pixels: NDArray[Any] = image.pixels
    if pixels.dtype != np.uint8:
        low, high = _range(image)
        scale = 255.0 / max(high - low, 1)
        table = np.rint((np.arange(65536) - low).clip(0, high - low) * scale).astype(np.uint8)
        pixels = table.take(pixels)
    if image.band_count == 1:
        cv2 = opencv()
        pixels = cv2.cvtColor(pixels, cv2.COLOR_GRAY2RGB)
    return _frozen(pixels)


def note(image: Image) -> str:
    """The sentence that belongs under a picture that is not shown as stored; else empty."""
    if image.pixels.dtype == np.uint8:
        return ""
    low, high = _range(image)
    return f"Shown stretched: {low} is black and {high} is white. The 16-bit values are measured as stored."


def pyramid(rgb: Pixels8, valid: NDArray[np.bool_] | None = None) -> tuple[Pixels8, ...]:
    """Copies of (height, width, 3) for every zoom: (h, w, 4) uint8 in the order blue, green, red, alpha.

    The first has full size, each further one half the sides of the one before (rounded up, area average),
    down to 512 pixels or less. Colours are premultiplied: no data is (0, 0, 0, 0) and does not bleed into
    the average of its neighbours' colour. Read-only, C-contiguous: the memory of a QImage of
    Format_ARGB32_Premultiplied.
    """
    cv2 = opencv()
    level = cv2.cvtColor(np.ascontiguousarray(rgb), cv2.COLOR_RGB2BGRA)
    if valid is not None:
        mask = np.ascontiguousarray(valid).view(np.uint8)
        level = cv2.copyTo(level, mask)
    levels = [_frozen(level)]
    while max(level.shape[:2]) > SMALLEST:
        height, width = level.shape[:2]
        half = ((width + 1) // 2, (height + 1) // 2)
        level = cv2.resize(level, half, interpolation=cv2.INTER_AREA)
        levels.append(_frozen(level))
    return tuple(levels)


def _range(image: Image) -> tuple[int, int]:
    """Least and greatest stored value of the valid pixels; 0 and 0 where there are none."""
    pixels = image.pixels if image.valid is None else image.pixels[image.valid]
    return (int(pixels.min()), int(pixels.max())) if pixels.size else (0, 0)


def _frozen(array: NDArray[Any]) -> Pixels8:
    result = np.ascontiguousarray(array)
    result.flags.writeable = False
    return result
