"""TIFF without georeference, decoded by tifffile, which keeps every bit depth."""

from __future__ import annotations

import io
import logging
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes
from core.base.errors import ReadError
from core.base.sentences import _
from core.image.image import PIXEL_TYPES, Image
from core.io.finish import cmyk_to_rgb, first_of, stretched_bits, transparency, upright
from core.io.source import Source
from core.io.tiff_tags import first_tags, scales_of_page

NAME = "TIFF"
SUFFIXES = (".tif", ".tiff")

_HEADS = (b"II\x2a\x00", b"MM\x00\x2a", b"II\x2b\x00", b"MM\x00\x2b")
_WHITE_IS_ZERO, _BLACK_IS_ZERO, _RGB, _PALETTE, _CMYK, _YCBCR = 0, 1, 2, 3, 5, 6
_JPEG = 7
_ORIENTATION, _ICC = 274, 34675
# Without one of these that the file has, the pixels would be guessed: size, bits, compression, colours,
# orientation, strips, samples, planes, predictor, palette, tiles, alpha, sample format.
_NEEDED = {*range(256, 260), 262, 266, 273, 274, *range(277, 280), 284, 317, 320, *range(322, 326), 338, 339}
# Above this many pages the small ones (thumbnails, masks) are not told apart: it would take too long.
_MANY = 64


def recognises(source: Source) -> int:
    return 1 if source.data.startswith(_HEADS) else 0


def read(source: Source) -> Image:
    """Grey, RGB, palette, CMYK of 8 bits, with alpha; any bands of PIXEL_TYPES. Source: TIFF 6.0."""
    import tifffile

    # What it logs about damaged tags either ends in an error here or does not touch the pixels.
    logging.getLogger("tifffile").setLevel(logging.CRITICAL)
    with tifffile.TiffFile(io.BytesIO(source.data)) as file:
        if not len(file.pages):
            raise ReadError(source.path, _("the file is damaged: it has no page."))
        page = file.pages[0]
        _check(source, page)
        array = _samples(source, page)
        warnings = _pages(file)
        colours, alpha, sentence = _colours(page, array)
        turn = page.tags.valueof(_ORIENTATION, 1)
        scales = scales_of_page(page).turned(turn)
    valid, partial = (None, ()) if alpha is None else transparency(upright(alpha, turn))
    return Image(
        upright(colours, turn),
        valid,
        provenance=source.provenance("TIFF"),
        warnings=(*sentence, *warnings, *partial, *scales.warnings),
        scale=scales.scale,
        printed=scales.printed,
    )


def _check(source: Source, page: Any) -> None:
    """Raise ReadError before anything is decoded."""
    if page.dtype is None or not page.axes:
        raise ReadError(
            source.path, _("the file is damaged: its first page does not say what its pixels are.")
        )
    if any(tag not in page.tags for tag in _NEEDED & first_tags(source.data)):
        raise ReadError(source.path, _("the file is damaged: what it says of its pixels cannot be read."))
    if page.ndim not in (2, 3) or page.axes not in ("YX", "YXS", "SYX"):
        raise ReadError(
            source.path, _("its first page is no flat picture (axes {axes}).").format(axes=page.axes)
        )
    source.check_size(page.imagewidth, page.imagelength, page.samplesperpixel, page.dtype.itemsize)
    if page.dtype != bool and page.dtype.name not in PIXEL_TYPES:
        raise source.unsupported(page.samplesperpixel - _alphas(page), str(page.dtype))
    photometric = int(page.photometric)
    known = photometric in (_WHITE_IS_ZERO, _BLACK_IS_ZERO, _RGB, _PALETTE)
    known |= photometric == _CMYK and page.dtype == np.uint8
    known |= photometric == _YCBCR and int(page.compression) == _JPEG
    if not known:
        kind = getattr(page.photometric, "name", str(page.photometric))
        raise ReadError(
            source.path,
            _(
                "its colours are stored as {kind} ({dtype}); Floe reads grey, RGB, palette, CMYK of 8 "
                "bits and YCbCr in JPEG."
            ).format(kind=kind, dtype=page.dtype),
        )
    if not page.databytecounts or 0 in page.databytecounts:
        raise ReadError(source.path, _("the file is damaged: a part of the picture is missing."))
    end = max(o + n for o, n in zip(page.dataoffsets, page.databytecounts, strict=True))
    if end > len(source.data):
        raise ReadError(source.path, _("the file is cut short."))


def _alphas(page: Any) -> int:
    """1 where the last sample is alpha (associated or not), else 0."""
    return int(bool(page.extrasamples) and int(page.extrasamples[-1]) in (1, 2))


def _samples(source: Source, page: Any) -> NDArray[Any]:
    """(height, width, samples), white as the greatest value."""
    array: NDArray[Any] = page.asarray(maxworkers=4)
    array = np.moveaxis(array, 0, -1) if page.axes == "SYX" else np.atleast_3d(array)
    if array.shape[:2] != (page.imagelength, page.imagewidth):
        raise ReadError(source.path, _("the file is damaged: its size is not what it announces."))
    return array


def _colours(page: Any, array: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any] | None, tuple[str, ...]]:
    """Grey, RGB or other bands (height, width, bands), the alpha band if there is one, and a warning."""
    alpha = array[..., -1] if _alphas(page) else None
    array = array[..., : array.shape[2] - _alphas(page)]
    if int(page.photometric) == _CMYK and array.shape[2] == 4:
        colours, sentence = cmyk_to_rgb(array, page.tags.valueof(_ICC))
        return colours, alpha, (sentence,)
    if int(page.photometric) == _PALETTE and array.shape[2] == 1:
        return _expanded(page.colormap, array[..., 0]), alpha, ()
    bits = page.bitspersample
    if array.dtype.kind in "if" or bits > 16:
        return array, alpha, ()
    if int(page.photometric) == _WHITE_IS_ZERO:
        array = ~array if array.dtype == bool else ((1 << bits) - 1 - array).astype(array.dtype)
    return stretched_bits(array, bits), alpha, ()


def _expanded(colormap: NDArray[np.uint16], indices: NDArray[Any]) -> Bytes:
    """Palette indices to colours; some writers store 8-bit colours where 16 bits are due."""
    table = colormap.T if colormap.max() < 256 else colormap.T >> 8
    return table.astype(np.uint8)[indices.astype(np.intp)]


def _pages(file: Any) -> tuple[str, ...]:
    """Thumbnails, overviews and masks are no pages; ImageJ may keep a whole stack behind one page."""
    count = len(file.pages)
    if 1 < count <= _MANY:
        count = sum(not (page.subfiletype & 0b101) for page in file.pages)
    if file.is_imagej and file.imagej_metadata:
        count = max(count, int(file.imagej_metadata.get("images", 1)))
    return first_of(count)
