"""A small PNG of an image, and the whole of it as a file where it came from none."""

from __future__ import annotations

import io
import warnings

import numpy as np

from core.base.parallel import Cancel, never_cancelled, row_blocks
from core.image.display import to_rgb
from core.image.image import Image

LONGEST_SIDE = 256
# Pixels deflated between two looks at `cancelled`.
_AT_ONCE = 1 << 18


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


def image_tif(image: Image, cancelled: Cancel = never_cancelled) -> bytes:
    """A TIFF of the pixels as they are, with CRS and transform; no data is transparent. Raises Cancelled."""
    from rasterio.crs import CRS
    from rasterio.enums import ColorInterp
    from rasterio.errors import NotGeoreferencedWarning
    from rasterio.io import MemoryFile
    from rasterio.transform import Affine
    from rasterio.windows import Window

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
            if alpha:
                raster.colorinterp = (*raster.colorinterp[: image.band_count], ColorInterp.alpha)
            for first, last in row_blocks(image.height, image.width, cancelled, pixels=_AT_ONCE):
                planes = np.moveaxis(image.pixels[first:last], -1, 0)
                if image.valid is not None:
                    most = np.iinfo(image.dtype).max if image.dtype.kind in "ui" else 1
                    opaque = np.where(image.valid[first:last], most, 0).astype(image.dtype)
                    planes = np.concatenate([planes, opaque[None]])
                raster.write(planes, window=Window(0, first, image.width, last - first))
        return bytes(memory.getbuffer())
