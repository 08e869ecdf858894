"""Pictures smoothed before they are clustered, as `core.cluster.treatment` says.

No data takes no part and stays as it is. What comes out has the type of what went in, rounded where that is
of whole numbers; beyond the edge of the picture lies what is on it (Gauss), or nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats, Mask, for_kernel, frozen
from core.base.errors import ParameterError
from core.base.opencv import opencv
from core.base.parallel import Cancel, Workers, never_cancelled, raise_if_cancelled, row_blocks
from core.base.sentences import _
from core.cluster.superpixels.planes import Effort, blurred
from core.cluster.treated import smoothing_kernels as kernels
from core.cluster.treatment import Smoothing
from core.image.image import Image, PixelArray

_AT_ONCE = 1 << 16
# What OpenCV's non-local means compares, and where it looks for what is alike: in pixels.
_PATCH, _SEARCH = 7, 21
_LEVELS = 65535


def smoothed(
    image: Image, smoothing: Smoothing, *, threads: int | None = None, cancelled: Cancel = never_cancelled
) -> Image:
    """The image with its pixels smoothed; all else is as it was. The same on any number of threads.

    Raises ParameterError for a picture of which a level is in memory only, Cancelled.
    """
    if image.level is not None:
        raise ParameterError(
            _("Smoothing needs the whole picture in memory, and this one is larger: leave it out.")
        )
    valid = np.ones(image.pixels.shape[:2], np.bool_) if image.valid is None else image.valid
    effort = Effort(threads, cancelled)
    found = _METHODS[smoothing.name](image.pixels, valid, smoothing, effort)
    raise_if_cancelled(cancelled)
    return replace(image, pixels=frozen(np.where(valid[..., None], found, image.pixels)))


def _gauss(pixels: PixelArray, valid: Mask, smoothing: Smoothing, effort: Effort) -> PixelArray:
    known = np.broadcast_to(valid[..., None], pixels.shape)
    # Values of any size lose nothing to float32 but beside their mean.
    middle = _middle(pixels, valid)
    values = np.where(known, pixels - middle, 0.0).astype(np.float32)
    found = blurred(values, smoothing["sigma"], effort)
    if not valid.all():
        weights = blurred(valid[..., None].astype(np.float32), smoothing["sigma"], effort)
        found /= np.maximum(weights, np.float32(1e-6))
    return as_before(found + np.float64(middle) if middle else found, pixels.dtype)


def _middle(pixels: PixelArray, valid: Mask) -> float:
    """A value among those of the picture."""
    first = np.argmax(valid)
    return float(pixels.reshape(-1, pixels.shape[2])[first, 0]) if pixels.dtype.kind == "f" else 0.0


def _median(pixels: PixelArray, valid: Mask, smoothing: Smoothing, effort: Effort) -> PixelArray:
    radius, out = int(smoothing["radius"]), np.empty_like(pixels)
    side = 2 * radius + 1

    def rows(first: int, last: int) -> None:
        around = np.empty(side * side, pixels.dtype)
        kernels.median_rows(for_kernel(pixels), for_kernel(valid), radius, first, last, around, out)

    effort.each_rows(rows, pixels.shape[0], pixels.shape[1] * pixels.shape[2] * side)
    return out


def _lee(pixels: PixelArray, valid: Mask, smoothing: Smoothing, effort: Effort) -> PixelArray:
    radius, side = int(smoothing["radius"]), 2 * int(smoothing["radius"]) + 1
    values = np.where(valid[..., None], pixels, 0).astype(np.float64)
    decibels = bool((values < 0).any())
    intensities: Floats = 10.0 ** (values / 10.0) if decibels else values
    raise_if_cancelled(effort.cancelled)
    out = np.empty_like(intensities)

    def rows(first: int, last: int) -> None:
        speckle = 1.0 / smoothing["looks"]
        kernels.lee_rows(for_kernel(intensities), for_kernel(valid), radius, speckle, first, last, out)

    effort.each_rows(rows, pixels.shape[0], pixels.shape[1] * pixels.shape[2] * side * side // 8)
    return as_before(10.0 * np.log10(out) if decibels else out, pixels.dtype)


def _log(pixels: PixelArray, valid: Mask, _smoothing: Smoothing, effort: Effort) -> PixelArray:
    """Of floats log10, what is 0 as the least above it; whole numbers keep their 0 and their largest."""
    known = pixels[valid]
    if known.size and known.min() < 0:
        raise ParameterError(
            _(
                "The picture has values below 0, which have no logarithm: leave “log” out; decibels are "
                "logarithms already."
            )
        )
    raise_if_cancelled(effort.cancelled)
    values = np.where(valid[..., None], pixels, 0).astype(np.float64)
    if pixels.dtype.kind == "f":
        positive = known[known > 0]
        least = float(positive.min()) if positive.size else 1.0
        return as_before(np.log10(np.maximum(values, least)), pixels.dtype)
    # 8 and 16 bits have a range of their own, longer numbers that of the picture.
    short = pixels.dtype.itemsize <= 2
    top = float(np.iinfo(pixels.dtype).max if short or not known.size else known.max())
    return as_before(np.log1p(values) / np.log1p(max(top, 1.0)) * top, pixels.dtype)


def _nlm(pixels: PixelArray, valid: Mask, smoothing: Smoothing, effort: Effort) -> PixelArray:
    """Buades, Coll & Morel, A Non-Local Algorithm for Image Denoising, CVPR 2005: OpenCV's, in blocks of rows
    that overlap by what it looks at.
    """
    cv2 = opencv()
    values, back = _in_levels(pixels, valid)
    full = 255 if values.dtype == np.uint8 else _LEVELS
    strength = smoothing["strength"] * full / 255
    norm = cv2.NORM_L2 if values.dtype == np.uint8 else cv2.NORM_L1
    out, reach, height = np.empty_like(values), _SEARCH // 2 + _PATCH, len(values)

    def rows(first: int, last: int) -> None:
        top, bottom = max(0, first - reach), min(height, last + reach)
        for band in range(values.shape[2]):
            part = np.ascontiguousarray(values[top:bottom, :, band])
            found = cv2.fastNlMeansDenoising(
                part, [strength], templateWindowSize=_PATCH, searchWindowSize=_SEARCH, normType=norm
            )
            out[first:last, :, band] = found[first - top : last - top]

    blocks = list(row_blocks(height, pixels.shape[1], pixels=_AT_ONCE))
    with Workers(effort.threads, effort.cancelled) as workers:
        workers.each(lambda i: rows(*blocks[i]), range(len(blocks)))
    return back(out)


def _in_levels(pixels: PixelArray, valid: Mask) -> tuple[NDArray[Any], Callable[[NDArray[Any]], PixelArray]]:
    """Pixels of 8 bits as they are, others as levels of 16; and what makes the same type of them again."""
    if pixels.dtype in (np.uint8, np.uint16):
        return np.where(valid[..., None], pixels, 0).astype(pixels.dtype), lambda found: found
    known = pixels[valid].astype(np.float64)
    low = float(known.min()) if known.size else 0.0
    step = (float(known.max()) - low) / _LEVELS if known.size else 0.0
    step = step or 1.0
    scaled = np.rint((np.where(valid[..., None], pixels, low).astype(np.float64) - low) / step)
    return scaled.astype(np.uint16), lambda found: as_before(found * step + low, pixels.dtype)


def as_before(values: NDArray[Any], dtype: np.dtype[Any]) -> PixelArray:
    """In the type of the picture, rounded and within it."""
    if dtype.kind == "f":
        found: PixelArray = values.astype(dtype)
        return found
    info = np.iinfo(dtype)
    whole: PixelArray = np.rint(values).clip(info.min, info.max).astype(dtype)
    return whole


_METHODS: dict[str, Callable[[PixelArray, Mask, Smoothing, Effort], PixelArray]] = {
    "gauss": _gauss,
    "median": _median,
    "nlm": _nlm,
    "lee": _lee,
    "log": _log,
}
