"""Rasters that GDAL reads: pixels with their place on the ground, their no-data and what their numbers mean.

GeoTIFF is the family of this module; what other formats need of it is `read_raster`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from core.base.errors import ReadError
from core.base.sentences import _
from core.image.image import Image, PlaneAxis
from core.io.alpha import partial_of
from core.io.bands import band_values_of, names_of, roles, samples, value_sentences
from core.io.finish import first_of, upright, whole_types
from core.io.gdal_file import checked_mask, opened_in_memory
from core.io.georeference import georeference_of, turned
from core.io.side_files import Beside
from core.io.source import Source, check_bands
from core.io.tiff_directories import (
    ASSOCIATED,
    EXTRA_SAMPLES,
    ORIENTATION,
    SAMPLES,
    Layout,
    layout,
    which_directory,
)
from core.io.tiff_tags import Scales, scales_of_file

NAME = "GeoTIFF"
SUFFIXES = (".tif", ".tiff", ".gtiff")

# ModelPixelScale, ModelTiepoint, ModelTransformation, GeoKeyDirectory, GDAL_NODATA.
_GEOGRAPHIC_TAGS = {33550, 33922, 34264, 34735, 42113}
_GDAL_METADATA = 42112
_BAND_VALUES = re.compile(rb'role="(scale|offset)"')


def recognises(source: Source) -> int:
    found = layout(source.data)
    if found is None or found.is_raw:
        return 0
    tags = found.main.tags
    has_values = _GDAL_METADATA in tags and _BAND_VALUES.search(source.data) is not None
    return 3 if _GEOGRAPHIC_TAGS & set(tags) or has_values or source.beside.files else 0


def read(source: Source) -> Image:
    """Bands of one of PIXEL_TYPES, or a colour table; alpha, mask band and no-data value as `valid`."""
    with opened_tiff(source) as (file, said):
        return read_raster(source, file, "GeoTIFF", said)


@contextmanager
def opened_tiff(source: Source) -> Iterator[tuple[Any, Said]]:
    """The rasterio dataset of the picture in a TIFF, or of the page that is chosen, and what is said of it.

    Raises ReadError, and what rasterio raises.
    """
    found = layout(source.data)
    if found is None:
        raise ReadError(source.path, _("it is no TIFF."))
    index = source.page_index(found.pages)
    main = found.mains[index] if index else found.main
    check_bands(source.path, main.number(SAMPLES, 1))
    said = Said(
        scales_of_file(source.data, main),
        main.number(ORIENTATION, 1),
        main.tags.get(EXTRA_SAMPLES, ())[-1:] == (ASSOCIATED,),
        sentences=(*which_directory(found, index), *_pages(source, found)),
        planes=(PlaneAxis("page", found.pages),) if found.pages > 1 else (),
    )
    form = "{}" if main.place == found.directories[0].place else f"GTIFF_DIR:off:{main.place}:{{}}"
    with opened_in_memory(source, "GTiff", form=form) as file:
        yield file, said


def _pages(source: Source, found: Layout) -> tuple[str, ...]:
    if source.reading.page < 2:
        return first_of(found.pages)
    sentence = _("Only page {number} of {size} was read.")
    return (sentence.format(number=source.reading.page, size=found.pages),)


@dataclass(frozen=True)
class Said:
    """What a format says of a picture that GDAL does not tell.

    premultiplied: its colours are stored times alpha. declared_alpha: no doubt that a band marked as alpha
    is. sentences: what the user must know. also: files beside that were read with it, such as a header.
    """

    scales: Scales = field(default_factory=Scales)
    orientation: int = 1
    premultiplied: bool = False
    declared_alpha: bool = False
    sentences: tuple[str, ...] = ()
    also: Beside = field(default_factory=Beside)
    planes: tuple[PlaneAxis, ...] = ()


def read_raster(source: Source, file: Any, form: str, said: Said | None = None) -> Image:
    """All of an open rasterio dataset. form: the name of the format. Raises ReadError."""
    said = said or Said()
    itemsize = max(np.dtype(kind).itemsize for kind in file.dtypes)
    source.check_size(file.width, file.height, file.count, itemsize)
    found = roles(source, file, premultiplied=said.premultiplied, declared=said.declared_alpha)
    pixels, valid, partly = samples(file, found)
    georeference, doubts, used = georeference_of(file, source.beside)
    used, unused = checked_mask(file, used)
    used = Beside({**said.also.files, **used.files})
    values = band_values_of(file, found)
    turn = said.orientation
    scales = said.scales.turned(turn)
    return Image(
        whole_types(source, upright(pixels, turn)),
        None if valid is None else upright(valid, turn),
        () if found.is_expanded else names_of(file, found.colours),
        georeference=turned(georeference, turn, file.width, file.height),
        provenance=source.provenance(form, used),
        warnings=(
            *said.sentences,
            *used.sentences(),
            *unused,
            *found.sentences,
            *value_sentences(values),
            *doubts,
            *partial_of(partly, premultiplied=found.premultiplied),
            *scales.warnings,
        ),
        scale=scales.scale,
        printed=scales.printed,
        reading=source.reading,
        open_choices=found.open_choices,
        band_values=values,
        planes=said.planes,
    )
