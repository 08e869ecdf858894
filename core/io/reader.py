"""Read a picture: the family of formats is chosen by the content of the file, not by its name.

A module of core.io that reads a family (core.io.source.Family) is found by itself.
"""

from __future__ import annotations

import math
import warnings
from dataclasses import replace
from pathlib import Path
from typing import cast

from core.base.errors import ReadError
from core.base.modules import modules_in
from core.base.sentences import _
from core.image.image import Image
from core.image.reading import Reading
from core.io.finish import data_share, without_fillings
from core.io.label_image import as_labels, may_be_labels
from core.io.own_files import own_file
from core.io.source import Family, Source, damaged, load


def _families() -> tuple[Family, ...]:
    modules = modules_in(__package__)
    return tuple(cast("Family", module) for module in modules if hasattr(module, "recognises"))


_FAMILIES = _families()

# Family name → suffixes, for file dialogs.
PICTURE_FILES: dict[str, tuple[str, ...]] = {family.NAME: family.SUFFIXES for family in _FAMILIES}


def read(path: str | Path, reading: Reading | None = None) -> Image:
    """The picture in a file, upright, with its transparency and no-data as `valid`.

    reading: what the user chose of what the file leaves open.
    This runs in the calling process: for files of unknown origin use core.guarded.process.ReadingProcess.
    Raises ReadError where the file is none, damaged, too large, or of a kind that Floe does not read.
    """
    source = load(Path(path), reading)
    family = _family(source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # What decoders mumble; what matters is in Image.warnings.
            image = family.read(source)
            _check_planes(source, image)
    except MemoryError:
        raise ReadError(source.path, _("reading it takes more memory than it may.")) from None
    except Exception as error:
        raise damaged(source.path, error) from error
    image = without_fillings(image)
    if source.reading.labels:
        return as_labels(image, source.path)
    image = _with_data_share(image)
    if not may_be_labels(image):
        return image
    return replace(image, open_choices=(*image.open_choices, "labels"))


def _family(source: Source) -> Family:
    family = max(_FAMILIES, key=lambda f: f.recognises(source))
    if not family.recognises(source):
        raise ReadError(
            source.path,
            own_file(source.data)
            or _(
                "its content is no picture that Floe reads (PNG, JPEG, TIFF, GeoTIFF, BMP, WebP, GIF, AVIF, "
                "PGM, PPM, JPEG 2000, ENVI, VRT, netCDF, HDF5, NumPy arrays)."
            ),
        )
    return family


def _check_planes(source: Source, image: Image) -> None:
    """Raise ReadError where a plane was chosen that there is not: no format leaves a choice unheard."""
    reading, sizes = source.reading, {axis.name: axis.size for axis in image.planes}
    source.check_plane("page", reading.page, math.prod(sizes.values()))
    chosen = {"channel": max(reading.channels, default=0), "slice": reading.slice, "time": reading.time}
    for name, number in chosen.items():
        source.check_plane(name, number, sizes.get(name, 1))


def _with_data_share(image: Image) -> Image:
    """The image with its no-data pixels said; a mask that leaves nothing out is dropped."""
    if image.valid is None:
        return image
    total = image.width * image.height
    without = total - image.valid_pixels
    if not without:
        return replace(image, valid=None)
    return replace(image, warnings=(*image.warnings, *data_share(total, without)))
