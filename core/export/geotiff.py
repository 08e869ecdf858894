"""GeoTIFF of one 8-bit band, with the CRS and transform of the image: what the labels and masks share."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from core.base.arrays import Bytes
from core.base.errors import WriteError
from core.base.parallel import Cancel, never_cancelled, row_blocks
from core.base.sentences import _
from core.image.image import Georeference
from core.writing.replace import write_bytes

_TILE = 256
Colours = dict[int, tuple[int, int, int, int]]


def write_geotiff(
    path: Path,
    band: Bytes,
    georeference: Georeference,
    *,
    nodata: int | None,
    colours: Colours | None = None,
    names: Mapping[int, str] | None = None,
    cancelled: Cancel = never_cancelled,
) -> None:
    """band: (height, width) uint8. colours: value → (red, green, blue, alpha), a colour table.
    names: value → what it means, kept as metadata of the band (“VALUE_3 = ice”).

    Tiled and deflated; made in memory, so that a full disk cannot leave half a file behind.
    Raises WriteError, also for a CRS that GDAL cannot write; Cancelled.
    """
    import rasterio
    from rasterio.crs import CRS
    from rasterio.errors import CRSError, RasterioError
    from rasterio.io import MemoryFile
    from rasterio.transform import Affine
    from rasterio.windows import Window

    height, width = band.shape

    profile = {
        "driver": "GTiff",
        "height": height,
        "width": width,
        "count": 1,
        "dtype": "uint8",
        "transform": Affine(*georeference.transform),
        "nodata": nodata,
        "compress": "deflate",
        "tiled": True,
        "blockxsize": _TILE,
        "blockysize": _TILE,
    }
    try:
        # Without PAM, so that nothing that GeoTIFF cannot hold goes into a second file.
        with rasterio.Env(GDAL_PAM_ENABLED="NO"), MemoryFile() as memory:
            with memory.open(crs=CRS.from_user_input(georeference.crs), **profile) as raster:
                # Whole rows of tiles, so that each is deflated once.
                for first, last in row_blocks(-(-height // _TILE), width * _TILE, cancelled):
                    rows = slice(first * _TILE, min(last * _TILE, height))
                    raster.write(band[rows], 1, window=Window(0, rows.start, width, rows.stop - rows.start))
                if colours:
                    raster.write_colormap(1, colours)
                if names:
                    raster.update_tags(1, **{f"VALUE_{value}": name for value, name in names.items()})
            with memory.open() as raster:
                kept = raster.crs is not None
            content = bytes(memory.getbuffer())
    except (CRSError, RasterioError) as error:
        raise WriteError(
            path, _("GeoTIFF cannot hold it ({error}).").format(error=str(error).rstrip("."))
        ) from error
    if not kept:
        raise WriteError(path, _("GeoTIFF cannot hold the coordinate reference system of this picture."))
    write_bytes(path, content)
