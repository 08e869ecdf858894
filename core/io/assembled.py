"""A picture whose windows fit in memory together, as the Image that the reader of whole pictures gives."""

from __future__ import annotations

import numpy as np

from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.image.image import Image
from core.io.finish import data_share, partial_of
from core.io.tiled_image import TiledImage
from core.io.tiles import with_digest


def assembled(tiled: TiledImage, cancelled: Cancel = never_cancelled) -> Image:
    """All windows put together. Raises ReadError, Cancelled."""
    if isinstance(tiled.source, Image):
        return tiled.source
    pixels = np.empty((tiled.height, tiled.width, tiled.band_count), tiled.dtype)
    valid = np.ones((tiled.height, tiled.width), np.bool_)
    partly = 0
    for window, image, some in tiled.images(tiled.windows()):
        raise_if_cancelled(cancelled)
        place = (
            slice(window.row, window.row + window.height),
            slice(window.column, window.column + window.width),
        )
        pixels[place] = image.pixels
        if image.valid is not None:
            valid[place] = image.valid
        partly += some
    without = valid.size - int(np.count_nonzero(valid))
    described = with_digest(tiled)
    return Image(
        pixels,
        valid if without else None,
        tiled.bands,
        tiled.georeference,
        described.provenance,
        (*tiled.warnings, *partial_of(partly), *data_share(valid.size, without)),
        tiled.scale,
        tiled.printed,
    )
