"""A first look at a large picture: a small copy that is there long before all pixels are read.

Only what a file holds for that is used: an overview of a TIFF, and of a JPEG the means of its blocks of 8 × 8
pixels, with which it stores them. It is shown and never measured.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from core.image.image import Image
from core.image.reading import Reading
from core.io.finish import upright
from core.io.picture import orientation_of
from core.io.source import MAX_BYTES, damaged
from core.io.tiff_directories import layout_of_file
from core.io.tile_file import OpenFile, open_tiles

# One of fewer pixels is read about as soon as a look at it.
LARGE = 30_000_000
# More than screens show, and little enough to be there at once.
_MOST_PIXELS = 4_000_000
_JPEG = b"\xff\xd8\xff"
_BLOCK = 8


def first_look(path: Path, reading: Reading, least: int | None = None) -> Image | None:
    """A small copy, upright; None of a picture of fewer pixels, and where the file holds none.

    reading: what the user chose of what the file leaves open. least: pixels of which it is worth a look
    (default LARGE). Runs in the guarded process.
    Raises ReadError; the reader of all pixels says better what is wrong.
    """
    least = LARGE if least is None else least
    try:
        found = layout_of_file(path)
        if found is not None:
            return _overview(path, reading) if found.main.area >= least else None
        with path.open("rb") as file:
            is_jpeg = file.read(len(_JPEG)) == _JPEG
        return _means(path, least) if is_jpeg else None
    except Exception as error:  # as in core.io.reader.read
        raise damaged(path, error) from error


def _overview(path: Path, reading: Reading) -> Image | None:
    """Without the pass over all pixels that judges an alpha band or a colour table."""
    shown = replace(
        reading, alpha="band" if reading.alpha == "band" else "ignore", colour_table="colour", labels=False
    )
    tiled = open_tiles(path, reading=shown)
    if tiled is None:
        return None
    with tiled:
        found = tiled.source.overview(_MOST_PIXELS) if isinstance(tiled.source, OpenFile) else None
    return found and replace(found, bands=tiled.bands, band_values=tiled.band_values)


def _means(path: Path, least: int) -> Image | None:
    """Each block of a JPEG as one pixel (libjpeg's scale of 1/8): no block is transformed back."""
    from PIL import Image as Pillow

    Pillow.MAX_IMAGE_PIXELS = None  # MAX_BYTES is the limit, as of all pictures
    with Pillow.open(path, formats=("JPEG",)) as picture:
        width, height = picture.size
        if not least <= width * height <= MAX_BYTES // 3:
            return None
        # Rounded down: of a size that needs a little less than 1/8 Pillow takes 1/4.
        picture.draft("RGB", (max(1, width // _BLOCK), max(1, height // _BLOCK)))
        turn, _doubts = orientation_of(picture)
        pixels = np.asarray(picture.convert("RGB"))
    return Image(np.ascontiguousarray(upright(pixels, turn)))
