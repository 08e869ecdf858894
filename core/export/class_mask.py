"""The masks of classes: 255 where a class is, 0 elsewhere; PNG, or GeoTIFF on a map."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np

from core.base.arrays import Bytes
from core.base.errors import WriteError
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _
from core.classes.classes import Class
from core.export.formats import Format
from core.export.geotiff import write_geotiff
from core.export.pictures import write_pixels
from core.image.image import Georeference
from core.pipeline.result import Result

# No name on any of the three systems may hold these.
FORBIDDEN = '<>:"/\\|?*'


def class_mask(labels: Bytes, item: Class) -> Bytes:
    """(height, width) uint8: 255 where the pixel belongs to a cluster of the class, else 0."""
    table = np.zeros(256, np.uint8)
    table[list(item.clusters)] = 255
    return table[labels]


def write_class_mask(
    path: Path,
    labels: Bytes,
    item: Class,
    georeference: Georeference | None = None,
    cancelled: Cancel = never_cancelled,
) -> None:
    """A .png, or a .tif with the CRS and transform of the image.

    Raises WriteError, also for another ending and for a GeoTIFF of an image without georeference; Cancelled.
    """
    mask, suffix = class_mask(labels, item), path.suffix.lower()
    if suffix in (".tif", ".tiff"):
        if georeference is None:
            raise WriteError(
                path, _("the picture has no georeference for a GeoTIFF; choose a name ending in .png.")
            )
        write_geotiff(path, mask, georeference, nodata=None, cancelled=cancelled)
    elif suffix == ".png":
        write_pixels(path, mask, cancelled, flat=True)
    else:
        raise WriteError(path, _("a mask is written as .png or .tif; choose a name with such an ending."))


def mask_formats(classes: Sequence[Class], *, georeferenced: bool) -> tuple[Format, ...]:
    """A format a class, "mask:NAME"; GeoTIFF where the picture is georeferenced.

    Names of classes that would give one file name get a number.
    """
    ending = ".tif" if georeferenced else ".png"
    formats, taken = [], set()
    for item in classes:
        safe = base = "".join("_" if letter in FORBIDDEN else letter for letter in item.name)
        number = 1
        while safe.casefold() in taken:  # some file systems do not tell capitals from small letters
            number += 1
            safe = f"{base}_{number}"
        taken.add(safe.casefold())
        write = partial(_write, item=item)
        formats.append(
            Format(
                f"mask:{item.name}",
                f"_{safe}_mask{ending}",
                write,
                "pictures",
                _("mask of {name}").format(name=item.name),
            )
        )
    return tuple(formats)


def _write(path: Path, result: Result, cancelled: Cancel, *, item: Class) -> None:
    write_class_mask(path, result.labels, item, result.image.georeference, cancelled)
