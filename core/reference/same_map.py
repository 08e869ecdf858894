"""Rasters that are to lie on a picture, pixel on pixel: of its size, its map and its place."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from core.base.errors import ReadError
from core.base.sentences import _
from core.image.image import PixelGrid, Placed
from core.scale.crs_names import same_crs


def check_map(path: Path, image: Placed, grid: PixelGrid) -> None:
    """Raises ReadError for a raster of another size, on another map, or at another place of it."""
    if (image.height, image.width) != (grid.height, grid.width):
        sentence = _(
            "as a label raster it has {width} × {height} pixels, the picture has {image_width} × "
            "{image_height}: both must have the same size."
        )
        raise ReadError(
            path,
            sentence.format(
                width=image.width, height=image.height, image_width=grid.width, image_height=grid.height
            ),
        )
    there, here = image.georeference, grid.georeference
    if there is None or here is None:
        return
    if not same_crs(there.crs, here.crs):
        raise ReadError(
            path,
            _(
                "it is on another map (another coordinate reference system) than the picture: warp it to the "
                "picture's, for example with gdalwarp."
            ),
        )
    step = max(abs(value) for value in (here.transform[0], here.transform[1], here.transform[4]))
    if not np.allclose(there.transform, here.transform, rtol=0, atol=0.01 * step):
        raise ReadError(
            path, _("it lies at another place of the map than the picture: cut it to the picture's pixels.")
        )
