"""The mask of one class: 255 where it is, 0 elsewhere; PNG, or GeoTIFF by the name's ending."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage

from core.classes import Class
from core.errors import WriteError
from core.exporters.geotiff import write_geotiff
from core.exporters.replace import replacing
from core.image import Georeference


def class_mask(labels: NDArray[np.uint8], item: Class) -> NDArray[np.uint8]:
    """(height, width) uint8: 255 where the pixel belongs to a cluster of the class, else 0."""
    table = np.zeros(256, np.uint8)
    table[list(item.clusters)] = 255
    return table[labels]


def write_class_mask(
    path: Path, labels: NDArray[np.uint8], item: Class, georeference: Georeference | None = None
) -> None:
    """A .png, or a .tif with the CRS and transform of the image.

    Raises WriteError, also for another ending and for a GeoTIFF of an image without georeference.
    """
    mask, suffix = class_mask(labels, item), path.suffix.lower()
    if suffix in (".tif", ".tiff"):
        if georeference is None:
            raise WriteError(
                path, "the picture has no georeference for a GeoTIFF; choose a name ending in .png."
            )
        write_geotiff(path, mask, georeference, nodata=None)
    elif suffix == ".png":
        with replacing(path) as part:
            PillowImage.fromarray(mask).save(part, format="PNG")
    else:
        raise WriteError(path, "a mask is written as .png or .tif; choose a name with such an ending.")
