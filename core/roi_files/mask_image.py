"""A picture as a region of interest: what is not 0 is inside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from core.base.errors import ParameterError, ReadError
from core.image.image import Described, Image
from core.roi.regions_of_interest import RegionOfInterest, RegionPart, RegionsOfInterest
from core.roi.shape_masks import outlined


def read_mask_image(path: Path, image: Described, read: Callable[[Path], Image]) -> RegionsOfInterest:
    """One region of interest: the pixels with a value other than 0 in any band, and with data.

    Raises ReadError where the mask is of another size, empty, or no picture.
    """
    mask = read(path)
    if (mask.height, mask.width) != (image.height, image.width):
        raise ReadError(
            path,
            f"as a mask it has {mask.width} × {mask.height} pixels, the picture has "
            f"{image.width} × {image.height}: both must have the same size.",
        )
    inside = np.zeros((mask.height, mask.width), np.bool_)
    for band in range(mask.band_count):
        inside |= mask.pixels[:, :, band] != 0
    if mask.valid is not None:
        inside &= mask.valid
    try:
        shape = outlined(inside)
    except ParameterError as error:
        raise ReadError(path, str(error)) from None
    if shape is None:
        raise ReadError(path, "as a mask it is empty: all its pixels are 0.")
    return (RegionOfInterest(path.stem, (RegionPart(shape),)),)
