"""A raster of one band of values, such as ice concentration: what its numbers mean is what counts."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np

from core.base.errors import ReadError
from core.base.sentences import _, ngettext
from core.image.image import PIXEL_TYPES, Image
from core.io.bands import Roles, band_values_of
from core.io.finish import without_fillings
from core.io.gdal_file import opened_in_memory
from core.io.georeference import georeference_of
from core.io.source import check_bands, load
from core.io.tiff_directories import SAMPLES, layout


def read_values(path: str | Path) -> Image:
    """One band with `value_unit`, `band_values` and, where there is no data, `valid`; runs in the calling
    process.

    Numbers are as stored. Unlike `read` it leaves a colour table alone. Raises ReadError.
    """
    source = load(Path(path))
    found = layout(source.data)
    check_bands(source.path, 1 if found is None else found.directories[0].number(SAMPLES, 1))
    from rasterio.errors import RasterioError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what decoders mumble
            with opened_in_memory(source, "GTiff") as file:
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
                stored = file.read(1)
                valid = None if file.nodata is None else file.read_masks(1) != 0
                values = band_values_of(file, Roles((1,)))
                georeference, doubts, used = georeference_of(file, source.beside)
                unit = str(file.units[0] or "")
    except RasterioError as error:  # what it says names a file in memory that nobody knows
        raise ReadError(source.path, _("it is no GeoTIFF, or it is damaged.")) from error
    return without_fillings(
        Image(
            np.atleast_3d(stored),
            valid,
            georeference=georeference,
            provenance=source.provenance("GeoTIFF", used),
            warnings=(*used.sentences(), *doubts),
            value_unit=unit,
            band_values=values,
        )
    )
