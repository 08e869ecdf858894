"""Label images: what another program has found, as integers that are objects; and pictures that may be one.

0 is background, every other value is one object, in one piece or several: so write them ImageJ, CellProfiler,
Cellpose, StarDist, scikit-image, OpenCV and QGIS.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Mask
from core.base.errors import ReadError
from core.base.parallel import row_blocks
from core.base.sentences import _, ngettext
from core.image.image import Image, PixelArray
from core.io.finish import data_share
from core.writing.number_words import grouped

# Of the value of an object: what int32 holds, as every program reads it.
MOST_VALUE = 2**31 - 1
# Values up to here are counted in a table; larger ones are sorted.
_TABLE = 1 << 24
# What looks like labels is told from so many rows, evenly spread.
_ROWS = 512
# In a label image so many pixels are as their neighbour, and of most values a run has so many pixels.
_ALIKE, _RUN = 0.75, 3.0
# A picture of 8 bits with more values than these has levels.
_MOST_OF_8_BITS = 64


def as_labels(image: Image, path: Path) -> Image:
    """The picture as a label image, valid where there is an object, with what is to be said of it.

    One band of int32: above 0 the objects, 0 the background, −1 no data. Values below 0 are background too:
    OpenCV's watershed marks its lines so. Raises ReadError for several bands, values that are too large or no
    whole numbers, and where there is no object.
    """
    if image.band_count != 1:
        sentence = ngettext(
            "it has {n} band; a label image has one, whose whole numbers are the objects: open it as a "
            "picture, or choose one channel.",
            "it has {n} bands; a label image has one, whose whole numbers are the objects: open it as a "
            "picture, or choose one channel.",
            image.band_count,
        )
        raise ReadError(path, sentence.format(n=image.band_count))
    values, below = _whole(image, path)
    objects = number_of_values(values)
    if not objects:
        raise ReadError(
            path, _("it has no value above 0, so there is no object in it: open it as a picture.")
        )
    return replace(
        image,
        pixels=values[..., np.newaxis],
        valid=values > 0,
        bands=("label",),
        warnings=(*image.warnings, *_sentences(values, objects, below)),
        band_values=(),
        open_choices=(*(each for each in image.open_choices if each != "colour_table"), "labels"),
    )


def may_be_labels(image: Image) -> bool:
    """Whether a picture looks like a label image: three values or more, in flat pieces.

    Pictures of two values are masks. Of a palette the colours tell as much as the values. Only a guess, for a
    question: a land cover is one too, and so is a drawing without shades.
    """
    if image.band_values or image.reading.labels or image.level is not None or not _has_one_value(image):
        return False
    rows = np.unique(np.linspace(0, image.height - 1, _ROWS).astype(np.intp))
    band = _values(image, rows)
    known = None if image.valid is None else image.valid[rows]
    if band.dtype.kind == "f" and not _are_whole(band, known):
        return False
    ends = np.ones(band.shape, np.bool_)
    ends[:, :-1] = band[:, 1:] != band[:, :-1]
    if known is not None:
        ends[:, :-1] |= known[:, 1:] != known[:, :-1]
    beneath = _values(image, np.minimum(rows + 1, image.height - 1))
    if max(np.count_nonzero(ends) - len(rows), np.count_nonzero(band != beneath)) > (1 - _ALIKE) * ends.size:
        return False
    lengths = np.diff(np.flatnonzero(ends.ravel()), prepend=-1)
    of_run, valid = band[ends], slice(None) if known is None else known[ends]
    values, which = np.unique(of_run[valid], return_inverse=True)
    if len(values) < 3 or (image.dtype.itemsize == 1 and len(values) > _MOST_OF_8_BITS):
        return False
    return bool(np.median(np.bincount(which, lengths[valid]) / np.bincount(which)) >= _RUN)


def _has_one_value(image: Image) -> bool:
    """Whether a pixel is one number, or one of the colours of a palette."""
    return image.band_count == 1 or ("colour_table" in image.open_choices and image.band_count == 3)


def _values(image: Image, rows: NDArray[np.intp]) -> PixelArray:
    """(rows, width): of a palette a number for each colour."""
    part = image.pixels[rows]
    if image.band_count == 1:
        return part[..., 0]
    packed: PixelArray = part.astype(np.int32) @ np.array([1 << 16, 1 << 8, 1], np.int32)
    return packed


def number_of_values(values: PixelArray, valid: Mask | None = None) -> int:
    """How many distinct values above 0 an array of whole numbers has. valid: where they count."""
    known = values if valid is None else values[valid]
    greatest = int(known.max(initial=0))
    if greatest > _TABLE:
        return int(np.count_nonzero(np.unique(known) > 0))
    seen = np.zeros(greatest + 1, np.bool_)
    for block in np.array_split(known.reshape(-1), max(1, known.size >> 22)):
        seen[block[block > 0].astype(np.intp)] = True
    return int(np.count_nonzero(seen))


def _whole(image: Image, path: Path) -> tuple[NDArray[np.int32], int]:
    """The values as int32, 0 for all below and −1 without data, and how many pixels are below 0."""
    band, valid = image.pixels[..., 0], image.valid
    values, below = np.zeros(band.shape, np.int32), 0
    if valid is not None:
        values[~valid] = -1
    for first, last in row_blocks(image.height, image.width):
        part = band[first:last]
        known = None if valid is None else valid[first:last]
        if part.dtype.kind == "f" and not _are_whole(part, known):
            raise ReadError(path, _no_whole_number(part, known))
        inside = part > 0
        if known is not None:
            inside &= known
            below += int(np.count_nonzero(known & (part < 0)))
        else:
            below += int(np.count_nonzero(part < 0))
        greatest = part.max(initial=0, where=inside)
        if greatest > MOST_VALUE:
            sentence = _("its value {value} is too large for a label: they go up to {most}.")
            raise ReadError(path, sentence.format(value=f"{greatest:.0f}", most=grouped(MOST_VALUE)))
        np.copyto(values[first:last], part, where=inside, casting="unsafe")
    return values, below


def _are_whole(values: PixelArray, valid: Mask | None) -> bool:
    """Whether all that count are whole numbers."""
    with np.errstate(invalid="ignore"):
        whole = values == np.trunc(values)
    return bool(whole.all() if valid is None else whole[valid].all())


def _no_whole_number(values: PixelArray, valid: Mask | None) -> str:
    known = values.reshape(-1) if valid is None else values[valid]
    some = known[known != np.trunc(known)][0]
    return _(
        "it has the value {value:g}, which is no whole number: labels are; open it as a picture."
    ).format(value=float(some))


def _sentences(values: NDArray[np.int32], objects: int, below: int) -> tuple[str, ...]:
    covered, nothing = int(np.count_nonzero(values > 0)), int(np.count_nonzero(values < 0))
    known = values.size - nothing
    said = ngettext(
        "Read as labels: its value above 0 is one object, in one piece or several, and covers "
        "{percent:.3g} % of the picture; the rest is background. Nothing was clustered.",
        "Read as labels: each of its {n} values above 0 is one object, in one piece or several; they cover "
        "{percent:.3g} % of the picture, the rest is background. Nothing was clustered.",
        objects,
    ).format(n=grouped(objects), percent=100 * covered / known)
    if not below:
        return (said, *data_share(values.size, nothing))
    negative = ngettext(
        "{n} pixel has a value below 0: it belongs to no object.",
        "{n} pixels have values below 0: they belong to no object.",
        below,
    ).format(n=grouped(below))
    return (said, negative, *data_share(values.size, nothing))
