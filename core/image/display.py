"""Pixels as they are shown: 8-bit colours, and smaller and smaller copies for zooming out.

Showing never changes what is measured. The work is done by OpenCV, which does not hold the GIL.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Mask, frozen
from core.base.opencv import opencv
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled, row_blocks
from core.base.sentences import _, in_a_row
from core.image.image import Image
from core.image.label_colours import label_colours

Pixels8 = Bytes

# The longest side of the smallest copy, in pixels.
_SMALLEST = 512


def to_rgb(image: Image, cancelled: Cancel = never_cancelled) -> Pixels8:
    """(height, width, 3) uint8, read-only: grey three times; all but 8 bits stretched, see `note`.

    Raises Cancelled.
    """
    if (values := image.label_values) is not None:
        return frozen(label_colours(values, cancelled))
    if not image.is_colour:
        rgb = np.empty((image.height, image.width, 3), np.uint8)
        for place, band in enumerate(shown_bands(image)):
            stretched(image, band, rgb[..., place], cancelled)
        return frozen(rgb)
    pixels: NDArray[Any] = image.pixels
    if pixels.dtype != np.uint8:
        low, high = _range(image)
        scale = 255.0 / max(high - low, 1)
        table = np.rint((np.arange(65536) - low).clip(0, high - low) * scale).astype(np.uint8)
        raise_if_cancelled(cancelled)
        shown = np.empty(pixels.shape, np.uint8)
        for first, last in row_blocks(image.height, image.width, cancelled):
            shown[first:last] = table[pixels[first:last]]
        pixels = shown
    if image.band_count == 1:
        cv2 = opencv()
        pixels = cv2.cvtColor(pixels, cv2.COLOR_GRAY2RGB)
    return frozen(np.ascontiguousarray(pixels))


def note(image: Image) -> str:
    """The sentence that belongs under a picture that is not shown as stored; else empty."""
    if image.reading.labels:
        return _("Shown: each object in a colour of its own, beside which its neighbours stand out.")
    if not image.is_colour:
        bands = [image.bands[band] for band in dict.fromkeys(shown_bands(image))]
        sentence = (
            _("Shown: {bands} in grey, stretched from its 2nd to its 98th percentile.")
            if len(bands) == 1
            else _("Shown: {bands} as red, green, blue, each stretched from its 2nd to its 98th percentile.")
        )
        return in_a_row((sentence.format(bands=", ".join(bands)), _measured(image)))
    if image.pixels.dtype == np.uint8:
        return ""
    low, high = _range(image)
    return _(
        "Shown stretched: {low} is black and {high} is white. The 16-bit values are measured as stored."
    ).format(low=low, high=high)


def _measured(image: Image) -> str:
    if image.band_values:
        return _("What the stored numbers stand for is measured.")
    return _("The values are measured as stored.")


def pyramid(rgb: Pixels8, valid: Mask | None = None) -> tuple[Pixels8, ...]:
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
    levels = [frozen(np.ascontiguousarray(level))]
    while max(level.shape[:2]) > _SMALLEST:
        height, width = level.shape[:2]
        half = ((width + 1) // 2, (height + 1) // 2)
        level = cv2.resize(level, half, interpolation=cv2.INTER_AREA)
        levels.append(frozen(np.ascontiguousarray(level)))
    return tuple(levels)


def shown_bands(image: Image) -> tuple[int, int, int]:
    """Which bands (from 0) are shown as red, green and blue: by name, else in Sentinel-2's order of 12 or 13.

    Else the first three; of fewer bands the first, three times.
    """
    names = [name.lower() for name in image.bands]
    if {"red", "green", "blue"} <= set(names):
        return names.index("red"), names.index("green"), names.index("blue")
    if image.band_count in (12, 13):
        return 3, 2, 1
    return (0, 1, 2) if image.band_count >= 3 else (0, 0, 0)


def stretched(
    image: Image,
    band: int,
    out: Pixels8,
    cancelled: Cancel = never_cancelled,
    *,
    shares: tuple[float, float] = (0.02, 0.98),
) -> None:
    """A band into out (height, width): 0 and 255 at these shares of its valid pixels, in order of value.

    Raises Cancelled.
    """
    raise_if_cancelled(cancelled)
    values = image.pixels[..., band]
    known = values.reshape(-1) if image.valid is None else values[image.valid]
    if not known.size:
        out[:] = 0
        return
    raise_if_cancelled(cancelled)
    last = known.size - 1
    low_at, high_at = int(shares[0] * last), int(shares[1] * last)
    ordered = np.partition(known, (low_at, high_at))
    low, high = float(ordered[low_at]), float(ordered[high_at])
    scale = 255.0 / ((high - low) or 1.0)
    for first, last in row_blocks(image.height, image.width, cancelled):
        with np.errstate(invalid="ignore", over="ignore"):
            levels = np.floor((values[first:last].astype(np.float64) - low) * scale + 0.5)
        out[first:last] = np.nan_to_num(levels, nan=0.0).clip(0, 255).astype(np.uint8)


def _range(image: Image) -> tuple[int, int]:
    """Least and greatest stored value of the valid pixels; 0 and 0 where there are none."""
    pixels = image.pixels if image.valid is None else image.pixels[image.valid]
    return (int(pixels.min()), int(pixels.max())) if pixels.size else (0, 0)
