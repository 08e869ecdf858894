"""TIFF without georeference, decoded by tifffile, which keeps every bit depth."""

from __future__ import annotations

import io
import logging
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.errors import ReadError
from core.base.sentences import N_, _
from core.image.image import Image
from core.io.finish import READABLE_TYPES, interleaved, upright, whole_types
from core.io.source import Source
from core.io.tiff_colours import marked_alpha, measured
from core.io.tiff_directories import Layout, layout, which_directory
from core.io.tiff_planes import (
    Planes,
    chosen_planes,
    first_with_something,
    main_pages,
    planes_of,
    read_plane,
    sentences,
)
from core.io.tiff_tags import page_of, scales_of_page

NAME = "TIFF"
SUFFIXES = (".tif", ".tiff", ".stk", ".lsm", ".svs")

_HEADS = (b"II\x2a\x00", b"MM\x00\x2a", b"II\x2b\x00", b"MM\x00\x2b")
_WHITE_IS_ZERO, _BLACK_IS_ZERO, _RGB, _PALETTE, _CMYK, _YCBCR = 0, 1, 2, 3, 5, 6
_JPEG = 7
_ORIENTATION = 274
# Without one of these that the file has, the pixels would be guessed: size, bits, compression, colours,
# orientation, strips, samples, planes, predictor, palette, tiles, alpha, sample format.
_NEEDED = {*range(256, 260), 262, 266, 273, 274, *range(277, 280), 284, 317, 320, *range(322, 326), 338, 339}
_RAW = N_(
    "it holds what a camera measured (DNG, NEF and other raw files), of which only a small preview is a "
    "picture: develop it, and give the TIFF or JPEG that comes out."
)


def recognises(source: Source) -> int:
    return 2 if source.data.startswith(_HEADS) else 0


def read(source: Source) -> Image:
    """Grey, RGB, palette, CMYK of 8 bits, with alpha; any bands of PIXEL_TYPES. Source: TIFF 6.0."""
    import tifffile

    # What it logs about damaged tags either ends in an error here or does not touch the pixels.
    logging.getLogger("tifffile").setLevel(logging.CRITICAL)
    found = layout(source.data)
    if found is not None and found.is_raw:
        raise ReadError(source.path, _(_RAW))
    with tifffile.TiffFile(io.BytesIO(source.data)) as file:
        if not len(file.pages) or found is None:
            raise ReadError(source.path, _("the file is damaged: it has no page."))
        page = page_of(file, found.main)
        _check(source, page, found)
        planes = planes_of(file, page, found)
        page, array, indices = _chosen(source, file, planes, page)
        picture = measured(source, page, array)
        turn = page.tags.valueof(_ORIENTATION, 1)
        scales = scales_of_page(page).turned(turn)
    said = sentences(planes, indices, source.reading)
    which = which_directory(found, indices[0] if planes.series is None else 0)
    return Image(
        whole_types(source, upright(picture.bands, turn)),
        None if picture.valid is None else upright(picture.valid, turn),
        tuple(f"channel {number}" for number in source.reading.channels) if len(indices) > 1 else (),
        provenance=source.provenance("TIFF"),
        warnings=(*which, *picture.sentences, *said, *scales.warnings),
        scale=scales.scale,
        printed=scales.printed,
        reading=source.reading,
        open_choices=picture.open_choices,
        planes=planes.axes,
    )


def _check(source: Source, page: Any, found: Layout) -> None:
    """Raise ReadError before anything is decoded."""
    _check_page(source, page)
    if any(tag not in page.tags for tag in _NEEDED & set(found.main.tags)):
        raise ReadError(source.path, _("the file is damaged: what it says of its pixels cannot be read."))


def _check_page(source: Source, page: Any) -> None:
    import tifffile

    if page.dtype is None or not page.axes:
        raise ReadError(
            source.path, _("the file is damaged: its first page does not say what its pixels are.")
        )
    if page.ndim not in (2, 3) or page.axes not in ("YX", "YXS", "SYX"):
        raise ReadError(
            source.path, _("its first page is no flat picture (axes {axes}).").format(axes=page.axes)
        )
    source.check_size(page.imagewidth, page.imagelength, page.samplesperpixel, page.dtype.itemsize)
    if page.dtype != bool and page.dtype.name not in READABLE_TYPES:
        raise source.unsupported(page.samplesperpixel - marked_alpha(page), str(page.dtype))
    if int(page.compression) not in tifffile.TIFF.DECOMPRESSORS:
        kind = getattr(page.compression, "name", str(page.compression))
        sentence = _(
            "its pixels are packed by {kind}, which Floe does not read; convert it, to LZW or Deflate."
        )
        raise ReadError(source.path, sentence.format(kind=kind))
    photometric = int(page.photometric)
    known = photometric in (_WHITE_IS_ZERO, _BLACK_IS_ZERO, _RGB, _PALETTE)
    known |= photometric == _CMYK and page.dtype == np.uint8
    known |= photometric == _YCBCR and int(page.compression) == _JPEG
    if not known:
        kind = getattr(page.photometric, "name", str(page.photometric))
        sentence = _(
            "its colours are stored as {kind} ({dtype}); Floe reads grey, RGB, palette, CMYK of 8 bits and "
            "YCbCr in JPEG."
        )
        raise ReadError(source.path, sentence.format(kind=kind, dtype=page.dtype))
    if not page.databytecounts or 0 in page.databytecounts:
        raise ReadError(source.path, _("the file is damaged: a part of the picture is missing."))
    end = max(o + n for o, n in zip(page.dataoffsets, page.databytecounts, strict=True))
    if end > len(source.data):
        raise ReadError(source.path, _("the file is cut short."))


def _chosen(source: Source, file: Any, planes: Planes, page: Any) -> tuple[Any, NDArray[Any], list[int]]:
    """The page that says what the samples are, these (channels beside each other), and which planes."""
    if not source.reading.chooses_plane:
        index, plane = first_with_something(source, file, planes, page)
        return page, _samples(source, page, plane), [index]
    indices = chosen_planes(source, planes)
    if planes.series is None and indices != [0]:
        page = main_pages(file)[indices[0]]
        _check_page(source, page)
        return page, _samples(source, page, np.asarray(page.asarray(maxworkers=4))), indices
    source.check_size(page.imagewidth, page.imagelength, len(indices), page.dtype.itemsize)
    arrays = [_samples(source, page, read_plane(source, file, planes, page, index)) for index in indices]
    return page, arrays[0] if len(arrays) == 1 else np.concatenate(arrays, axis=2), indices


def _samples(source: Source, page: Any, plane: NDArray[Any]) -> NDArray[Any]:
    """(height, width, samples) of what the decoder gives for a plane."""
    array: NDArray[Any] = interleaved(plane) if page.axes == "SYX" else np.atleast_3d(plane)
    if array.shape[:2] != (page.imagelength, page.imagewidth):
        raise ReadError(source.path, _("the file is damaged: its size is not what it announces."))
    return array
