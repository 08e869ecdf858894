"""The bands of an open rasterio dataset: which are colours, which is alpha, what their numbers stand for.

The same rules for whole pictures and for windows; what they depend on is looked up in the whole picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.base.arrays import Mask
from core.base.sentences import _, with_semicolons
from core.image.image import AS_STORED, BandValue, PixelArray
from core.io.alpha import AlphaUse, Opacity, alpha_use, transparency, unmultiplied
from core.io.colour_table import coloured, full_table, table_use
from core.io.finish import READABLE_TYPES
from core.io.source import Source

# Pixels that are looked at in one go.
_PART = 1 << 22


@dataclass(frozen=True)
class Roles:
    """What the bands of a file are for, counted from 1.

    colours: those that are measured, red first. alpha: the one that is a mask, and how. by_value: of a file
    with a colour table, whether the values are measured. open_choices: fields of core.image.reading.Reading
    that the file leaves open. sentences: what was decided where it does.
    """

    colours: tuple[int, ...]
    alpha: int | None = None
    alpha_use: AlphaUse | None = None
    has_table: bool = False
    by_value: bool = False
    open_choices: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()

    @property
    def is_expanded(self) -> bool:
        """Whether colours of a table stand for the values."""
        return self.has_table and not self.by_value

    @property
    def premultiplied(self) -> bool:
        return self.alpha is not None and self.alpha_use is not None and self.alpha_use.premultiplied


def roles(source: Source, file: Any, *, premultiplied: bool = False, declared: bool = False) -> Roles:
    """Which bands are what, as source.reading wants it.

    premultiplied: whether the file says that colours are multiplied by alpha; declared: whether its format
    leaves no doubt that a fourth band is alpha. Raises ReadError for numbers that Floe does not read.
    """
    names = [interpretation.name for interpretation in file.colorinterp]
    marked, use, sentences, open_choices = _alpha(source, file, names, premultiplied, declared)
    bands = [i for i in range(1, file.count + 1) if i != marked or (use is not None and use.kind == "band")]
    kinds = sorted({file.dtypes[i - 1] for i in bands})
    if len(kinds) != 1 or kinds[0] not in READABLE_TYPES:
        raise source.unsupported(len(bands), _(" and ").join(kinds) or _("nothing"))
    if len(bands) == 3 and {"red", "green", "blue"} <= set(names):
        bands = [names.index(name) + 1 for name in ("red", "green", "blue")]
    alpha = marked if use is not None and use.is_mask else None
    found = Roles(tuple(bands), alpha, use, open_choices=open_choices, sentences=sentences)
    if bands != [1] or names[0] != "palette":
        return found
    return _with_table(source, file, found)


def samples(
    file: Any, roles: Roles, window: Any = None, shape: tuple[int, int] | None = None
) -> tuple[PixelArray, Mask | None, int]:
    """Pixels (h, w, bands), valid (h, w) and how many are partly transparent; of a window, or all.

    shape: rows and columns to pick, where not all are wanted; of an overview that has these, its own.
    """
    if shape is None:
        shape = file.shape if window is None else (window.height, window.width)
    pixels = np.empty((*shape, len(roles.colours)), file.dtypes[roles.colours[0] - 1])
    # GDAL lays the bands beside each other itself, in a third of the time that moving them takes.
    file.read(list(roles.colours), window=window, out=np.moveaxis(pixels, -1, 0))
    valid, partly, alpha = _valid(file, roles, window, shape)
    if roles.is_expanded:
        pixels, in_table = coloured(full_table(file.colormap(1), pixels.dtype), pixels[..., 0])
        valid = in_table if valid is None else valid & in_table
    elif file.tags(ns="IMAGE_STRUCTURE").get("MINISWHITE") == "YES" and pixels.dtype.kind == "u":
        pixels = np.iinfo(pixels.dtype).max - pixels
    if alpha is not None and roles.alpha_use is not None and roles.premultiplied:
        pixels = unmultiplied(pixels, alpha, roles.alpha_use.full)
    return pixels, valid, partly


def band_values_of(file: Any, roles: Roles) -> tuple[BandValue, ...]:
    """What the numbers of the bands stand for, by the scale and offset of each; () for themselves.

    A band whose scale is 0, or none that is finite, counts as it is stored.
    """
    if roles.is_expanded:
        return ()
    found = tuple(_value_of(float(file.scales[i - 1]), float(file.offsets[i - 1])) for i in roles.colours)
    return found if any(each != AS_STORED for each in found) else ()


def _value_of(scale: float, offset: float) -> BandValue:
    is_usable = scale and math.isfinite(scale) and math.isfinite(offset)
    return BandValue(scale, offset) if is_usable else AS_STORED


def value_sentences(values: tuple[BandValue, ...]) -> tuple[str, ...]:
    """The sentence that says that the values are not the stored numbers; () where they are."""
    if not values:
        return ()
    texts = list(dict.fromkeys(each.text for each in values))
    if len(texts) == 1:
        sentence = _("Its values are {rule}, by the scale and offset that the file gives.")
        return (sentence.format(rule=texts[0]),)
    sentence = _("Its values are, band by band, by the scales and offsets that the file gives: {rules}.")
    return (sentence.format(rules=with_semicolons(each.text for each in values)),)


def names_of(file: Any, colours: tuple[int, ...]) -> tuple[str, ...]:
    """What the file calls its bands, where it names each one differently; else nothing."""
    names = tuple(file.descriptions[band - 1] or "" for band in colours)
    return names if all(names) and len(set(names)) == len(names) else ()


def parts_of(file: Any, band: int) -> Iterator[PixelArray]:
    """All values of a band, some rows at a time, in whole blocks of the file."""
    from rasterio.windows import Window

    block_rows = file.block_shapes[band - 1][0]
    rows = max(1, _PART // file.width // block_rows) * block_rows
    for top in range(0, file.height, rows):
        yield file.read(band, window=Window(0, top, file.width, min(rows, file.height - top)))


def _alpha(
    source: Source, file: Any, names: list[str], premultiplied: bool, declared: bool
) -> tuple[int | None, AlphaUse | None, tuple[str, ...], tuple[str, ...]]:
    """Number and use of the band that may be alpha, what is said, and what the file leaves open."""
    chosen = source.reading.alpha
    marked = names.index("alpha") + 1 if "alpha" in names else None
    if marked is None and chosen in ("mask", "ignore") and file.count in (2, 4):
        marked = file.count  # nobody marked it, but the user says what it is
    if marked is None:
        return None, None, (), ("alpha",) if file.count in (2, 4) else ()
    opacity, dtype = Opacity(), np.dtype(file.dtypes[marked - 1])
    if chosen in ("auto", "mask"):
        for part in parts_of(file, marked):
            opacity.add(part)
    use = alpha_use(chosen, opacity, dtype, band=marked, declared=declared, premultiplied=premultiplied)
    return marked, use, use.sentences, ("alpha",)


def _with_table(source: Source, file: Any, found: Roles) -> Roles:
    dtype = np.dtype(file.dtypes[0])
    table = full_table(file.colormap(1), dtype)
    used = np.zeros(len(table), np.bool_)
    if source.reading.table == "auto":
        for part in parts_of(file, 1):
            used[np.unique(part)] = True
        if file.nodata is not None and 0 <= file.nodata < len(used):
            used[int(file.nodata)] = False
    use = table_use(source.reading.table, table[:, :3], used)
    return Roles(
        found.colours,
        found.alpha,
        found.alpha_use,
        True,
        use.by_value,
        (*found.open_choices, "colour_table"),
        (*found.sentences, *use.sentences),
    )


def _valid(
    file: Any, roles: Roles, window: Any, shape: tuple[int, int]
) -> tuple[Mask | None, int, PixelArray | None]:
    """A pixel is valid where its bands hold data and it is not fully transparent; and the alpha band."""
    from rasterio.enums import MaskFlags

    valid: Mask | None = None
    alpha, partly = None, 0
    if roles.alpha is not None and roles.alpha_use is not None:
        alpha = file.read(roles.alpha, window=window, out_shape=shape)
        valid, partly = transparency(alpha, roles.alpha_use.full)
    for number in roles.colours:
        if MaskFlags.nodata in file.mask_flag_enums[number - 1]:
            masks = [file.read_masks(i, window=window, out_shape=shape) != 0 for i in roles.colours]
            # Black may be the no-data value of a picture and a level of one band; a measurement that
            # is missing in one band is missing.
            some = np.any(masks, axis=0) if _is_colour(file, roles) else np.all(masks, axis=0)
            return (some if valid is None else valid & some), partly, alpha
    flags = file.mask_flag_enums[roles.colours[0] - 1]
    if MaskFlags.per_dataset in flags and MaskFlags.alpha not in flags:
        some = file.read_masks(1, window=window, out_shape=shape) != 0
        valid = some if valid is None else valid & some
    return valid, partly, alpha


def _is_colour(file: Any, roles: Roles) -> bool:
    return len(roles.colours) in (1, 3) and file.dtypes[roles.colours[0] - 1] in ("uint8", "uint16")
