"""Rasters as classes: a mask of one class, which its file names, or a label raster of a class a value."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Mask
from core.base.errors import ReadError
from core.base.sentences import _
from core.classes.classes import checked_name
from core.elsewhere.class_labels import MOST_CLASSES, NOT_KNOWN, ClassLabels
from core.image.image import Image, PixelGrid
from core.image.reading import Reading
from core.reference.same_map import check_map
from core.writing.number_words import grouped

_BETWEEN = " _-.()[]"
# As Floe itself ends the names of masks.
_MASK = "_mask"


def raster_labels(path: Path, grid: PixelGrid, picture: str, sha256: str) -> ClassLabels:
    """A raster of one value above 0 is a mask: 0 is none of its class. Of several values each is a class, and
    0 is nothing known. Below 0 and without data nothing is known either. Values of a palette are its numbers.

    picture: the name of the picture's file, which a mask's own begins with or not. Raises ReadError.
    """
    from core.io.reader import read

    image = read(path, Reading(colour_table="value"))
    check_map(path, image, grid)
    values, known = _values(path, image)
    there = np.unique(values[known & (values > 0)])
    if not len(there):
        raise ReadError(path, _("as labels it is empty: no pixel in it has a value above 0."))
    if len(there) > MOST_CLASSES:
        sentence = _(
            "it has {n} values, and {most} classes can be told apart: where each is an object, open it as "
            "labels instead."
        )
        raise ReadError(path, sentence.format(n=grouped(len(there)), most=MOST_CLASSES))
    ids = np.zeros(values.shape, np.uint8)
    positive = known & (values > 0)
    ids[positive] = np.searchsorted(there, values[positive]) + 1
    ids[~known | (values < 0)] = NOT_KNOWN
    is_mask = len(there) == 1
    names = (_named_by(path, picture),) if is_mask else tuple(str(value) for value in there.tolist())
    return ClassLabels(ids, names, is_mask and bool((ids == 0).any()), path.name, sha256)


def _values(path: Path, image: Image) -> tuple[NDArray[np.int64], Mask]:
    """(height, width) each: whole numbers, and where there are some."""
    pixels = image.pixels
    if pixels.shape[2] > 1 and not (pixels == pixels[:, :, :1]).all():
        raise ReadError(path, _("it is a picture in colours: labels have one band of values."))
    band = pixels[:, :, 0]
    known = np.ones(band.shape, np.bool_) if image.valid is None else image.valid
    if band.dtype.kind == "f":
        finite = known & np.isfinite(band)
        if not (band[finite] == np.trunc(band[finite])).all():
            raise ReadError(path, _("it has values that are no whole numbers: those of labels are."))
        if np.abs(band[finite]).max(initial=0) > 2**53:
            raise ReadError(path, _("a value in it is too large for a label."))
        return np.where(finite, band, 0).astype(np.int64), finite
    return band.astype(np.int64), known


def _named_by(path: Path, picture: str) -> str:
    """The class of a mask: what its name adds to that of the picture."""
    name, stem = path.stem, Path(picture).stem
    if stem and name.casefold().startswith(stem.casefold()) and name[len(stem) :].strip(_BETWEEN):
        name = name[len(stem) :]
    if name.casefold().endswith(_MASK) and name[: -len(_MASK)].strip(_BETWEEN):
        name = name[: -len(_MASK)]
    return checked_name(name.strip(_BETWEEN) or path.stem, "class")
