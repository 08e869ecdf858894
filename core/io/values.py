"""A raster of one band of values, such as ice concentration: what its numbers mean is what counts."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from core.base.errors import ReadError
from core.base.sentences import _, ngettext
from core.image.image import PIXEL_TYPES, Image
from core.io.bands import Roles, band_values_of, samples
from core.io.finish import upright, without_fillings
from core.io.gdal_file import checked_mask
from core.io.georeference import georeference_of, turned
from core.io.raster import Said, opened_tiff
from core.io.source import Source, damaged, load
from core.io.tiff_directories import layout


def read_values(path: str | Path) -> Image:
    """One band with `value_unit`, `band_values` and, where there is no data, `valid`; runs in the calling
    process.

    Numbers are as stored. Unlike `read` it leaves a colour table alone. Raises ReadError.
    """
    source = load(Path(path))
    if layout(source.data) is None:
        raise ReadError(source.path, _("it is no GeoTIFF: make one of it, for example with gdal_translate."))
    from rasterio.errors import RasterioError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what decoders mumble
            with opened_tiff(source) as (file, said):
                return without_fillings(_values(source, file, said))
    except RasterioError as error:  # what it says names a file in memory that nobody knows
        raise damaged(source.path, error) from error


def _values(source: Source, file: Any, said: Said) -> Image:
    if file.count != 1:
        sentence = ngettext(
            "it has {n} band; a raster of one is needed.",
            "it has {n} bands; a raster of one is needed.",
            file.count,
        )
        raise ReadError(source.path, sentence.format(n=file.count))
    if file.dtypes[0] not in PIXEL_TYPES:
        raise source.unsupported(1, file.dtypes[0])
    source.check_size(file.width, file.height, 1, 8)
    one = Roles((1,))
    stored, valid, _partly = samples(file, one)
    values, unit = band_values_of(file, one), str(file.units[0] or "")
    georeference, doubts, used = georeference_of(file, source.beside)
    used, unused = checked_mask(file, used)
    turn = said.orientation
    return Image(
        upright(stored, turn),
        None if valid is None else upright(valid, turn),
        georeference=turned(georeference, turn, file.width, file.height),
        provenance=source.provenance("GeoTIFF", used),
        warnings=(*said.sentences, *used.sentences(), *unused, *doubts),
        value_unit=unit,
        band_values=values,
    )
