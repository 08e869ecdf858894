"""A picture cropped: its pixels keep their places, and what lies outside is no data."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from core.base.errors import ParameterError
from core.base.sentences import N_, _
from core.image.crop import Crop, crop_of
from core.image.image import Described, Image
from core.io.finish import data_share
from core.io.tiled_image import TiledImage

NOTHING_CROPPED = N_("No pixel with data lies in the crop: move it, or remove it.")


def whole_size(image: Described) -> tuple[int, int]:
    """Width and height of the picture, of a level those of all of it: what a crop has to fit into."""
    level = image.level if isinstance(image, Image) else None
    return (image.width, image.height) if level is None else (level.width, level.height)


def cropped(image: Image, crop: Crop | None) -> Image:
    """The image with all pixels outside the crop as no data; the pixels are not copied.

    crop: of a level too in pixels of the whole picture.
    What it says of no data is said of the crop. Raises ParameterError where no valid pixel is left, or the
    crop does not fit.
    """
    crop = crop and crop_of(crop, *whole_size(image))
    if crop is None:
        return image
    if image.level is not None:
        crop = crop.of_level(image.level.step)
    place = crop.part
    valid = np.zeros((image.height, image.width), np.bool_)
    valid[place] = True if image.valid is None else image.valid[place]
    left = int(np.count_nonzero(valid))
    if not left:
        raise ParameterError(_(NOTHING_CROPPED))
    whole = image.height * image.width
    before = data_share(whole, whole - image.valid_pixels)
    said = tuple(sentence for sentence in image.warnings if sentence not in before)
    if before:
        said = (*said, *data_share(valid[place].size, valid[place].size - left))
    # The colours of the whole picture are not those inside: of a level, its own are counted.
    return replace(image, valid=valid, crop=crop, warnings=said, level=None)


def cropped_tiles(tiled: TiledImage, crop: Crop | None) -> TiledImage:
    """The same of a picture in tiles, of which what is no data is known once it has been read.

    Raises ParameterError as `cropped`.
    """
    crop = crop and crop_of(crop, tiled.width, tiled.height)
    if crop is None:
        return tiled
    if not isinstance(tiled.source, Image):
        return replace(tiled, crop=crop)
    source = cropped(tiled.source, crop)
    return replace(
        tiled, source=source, crop=crop, warnings=source.warnings, valid_pixels=source.valid_pixels
    )
