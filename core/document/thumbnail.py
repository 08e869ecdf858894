"""A small PNG of an image, and the whole of it as a file where it came from none."""

from __future__ import annotations

import io
import warnings

import numpy as np

from core.image.display import to_rgb
from core.image.image import Image

LONGEST_SIDE = 256


def thumbnail_png(image: Image) -> bytes:
    """At most LONGEST_SIDE pixels wide and high, of every n-th pixel; no data is transparent."""
    from PIL import Image as PillowImage

    step = max(1, -(-max(image.height, image.width) // LONGEST_SIDE))
    valid = None if image.valid is None else image.valid[::step, ::step]
    pixels = to_rgb(Image(image.pixels[::step, ::step], valid, image.bands))
    if valid is not None:
        pixels = np.dstack([pixels, np.where(valid, 255, 0).astype(np.uint8)])
    out = io.BytesIO()
    PillowImage.fromarray(pixels).save(out, format="PNG")
    return out.getvalue()


def image_tif(image: Image) -> bytes:
    """A TIFF of the pixels as they are, with CRS and transform; no data is transparent."""
    from rasterio.crs import CRS
    from rasterio.enums import ColorInterp
    from rasterio.errors import NotGeoreferencedWarning
    from rasterio.io import MemoryFile
    from rasterio.transform import Affine

    alpha = image.valid is not None
    profile = {
        "driver": "GTiff",
        "height": image.height,
        "width": image.width,
        "count": image.band_count + alpha,
        "dtype": image.dtype.name,
        "compress": "deflate",
    }
    if image.band_count == 3:
        profile["photometric"] = "RGB"
    if image.georeference is not None:
        profile |= {
            "crs": CRS.from_user_input(image.georeference.crs),
            "transform": Affine(*image.georeference.transform),
        }
    with MemoryFile() as memory, warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with memory.open(**profile) as raster:
            for band in range(image.band_count):
                raster.write(image.pixels[:, :, band], band + 1)
            if image.valid is not None:
                most = np.iinfo(image.dtype).max if image.dtype.kind in "ui" else 1
                raster.write(np.where(image.valid, most, 0).astype(image.dtype), image.band_count + 1)
                raster.colorinterp = (*raster.colorinterp[: image.band_count], ColorInterp.alpha)
        return bytes(memory.getbuffer())
