"""The values of a raster of one band as they are measured: not as colours, with scale and offset applied.

Unlike the reader of pictures it leaves a colour table alone: in a raster of ice concentration the number of
a cell is what counts.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np

from core.base.errors import ReadError
from core.image.image import KINDS, Image
from core.io.finish import without_fillings
from core.io.raster import georeference_of
from core.io.source import load


def read_values(path: str) -> Image:
    """One band of values with `value_unit` and, where there is no data, `valid`; runs in the calling process.

    Values are as stored, or float64 where the file has a scale or an offset. Raises ReadError.
    """
    source = load(Path(path))
    import rasterio
    from rasterio.errors import RasterioError

    try:
        with warnings.catch_warnings(), rasterio.MemoryFile(source.data) as memory:
            warnings.simplefilter("ignore")  # what decoders mumble
            with memory.open(driver="GTiff") as file:
                if file.count != 1:
                    raise ReadError(source.path, f"it has {file.count} bands; a raster of one is needed.")
                if file.dtypes[0] not in KINDS:
                    raise source.unsupported(1, file.dtypes[0])
                source.check_size(file.width, file.height, 1, 8)
                values = file.read(1)
                valid = None if file.nodata is None else file.read_masks(1) != 0
                scale, offset = file.scales[0], file.offsets[0]
                if (scale, offset) != (1.0, 0.0):
                    values = values.astype(np.float64) * scale + offset
                georeference, doubts = georeference_of(file)
                unit = str(file.units[0] or "")
    except RasterioError as error:  # what it says names a file in memory that nobody knows
        raise ReadError(source.path, "it is no GeoTIFF, or it is damaged.") from error
    return without_fillings(
        Image(
            values[..., np.newaxis],
            valid,
            georeference=georeference,
            provenance=source.provenance("GeoTIFF"),
            warnings=doubts,
            value_unit=unit,
        )
    )
