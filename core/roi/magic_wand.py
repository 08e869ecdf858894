"""The magic wand: the pixels whose colour is like that of one pixel."""

from __future__ import annotations

from typing import Any

import numpy as np

from core.base.arrays import Mask
from core.base.errors import ParameterError
from core.base.opencv import opencv
from core.base.parallel import Cancel, chunks, never_cancelled, raise_if_cancelled
from core.base.sentences import _
from core.image.image import Image
from core.roi.shape_masks import polygon_of_mask
from core.roi.shapes import Polygon

_ROWS = 256
_FILLED = 2


def like_pixel(
    image: Image,
    column: int,
    row: int,
    tolerance: float,
    *,
    connected: bool = True,
    cancelled: Cancel = never_cancelled,
) -> Mask:
    """(height, width) bool: valid pixels of which every band differs by `tolerance` at most from that of the
    pixel at (column, row), in the units of the file; connected: only those joined with it by pixels that
    share an edge. Nothing where that pixel is no data or beside the picture. Raises Cancelled.
    """
    like = np.zeros((image.height, image.width), np.uint8)
    inside = 0 <= column < image.width and 0 <= row < image.height
    if not inside or (image.valid is not None and not image.valid[row, column]):
        return like.view(np.bool_)
    wanted = image.pixels[row, column].astype(np.float64)
    low, high = _range(wanted - tolerance, wanted + tolerance, image.pixels.dtype)
    for rows in chunks(image.height, _ROWS, cancelled):
        pixels, part = image.pixels[rows], like[rows].view(np.bool_)
        part[:] = True if image.valid is None else image.valid[rows]
        for band in range(image.band_count):
            values = pixels[:, :, band]
            part &= (values >= low[band]) & (values <= high[band])
    if connected:
        opencv().floodFill(like, None, (column, row), _FILLED, flags=4)
        raise_if_cancelled(cancelled)
        np.equal(like, _FILLED, out=like.view(np.bool_))
    return like.view(np.bool_)


def wand(
    image: Image,
    column: int,
    row: int,
    tolerance: float,
    *,
    connected: bool = True,
    cancelled: Cancel = never_cancelled,
) -> Polygon:
    """`like_pixel` as a Polygon along the edges of the pixels.

    Raises ParameterError where there is nothing, or where the outline is too ragged; Cancelled.
    """
    like = like_pixel(image, column, row, tolerance, connected=connected, cancelled=cancelled)
    found = polygon_of_mask(like, cancelled=cancelled)
    if found is None:
        raise ParameterError(_("There is no data at this pixel: click on one that has a colour."))
    return found


def _range(low: np.ndarray, high: np.ndarray, dtype: np.dtype[Any]) -> tuple[np.ndarray, np.ndarray]:
    """The bounds in the type of the pixels, so that comparing converts none of them."""
    if dtype.kind == "f":
        return low.astype(dtype), high.astype(dtype)
    limits = np.iinfo(dtype)
    return (
        np.clip(np.ceil(low), limits.min, limits.max).astype(dtype),
        np.clip(np.floor(high), limits.min, limits.max).astype(dtype),
    )
