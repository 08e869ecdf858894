"""GeoTIFF of one 8-bit band, with the CRS and transform of the image: what the labels and masks share."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from core.base.arrays import Bytes
from core.base.errors import WriteError
from core.base.sentences import _
from core.image.image import Georeference
from core.writing.replace import write_bytes

Colours = dict[int, tuple[int, int, int, int]]


def write_geotiff(
    path: Path,
    band: Bytes,
    georeference: Georeference,
    *,
    nodata: int | None,
    colours: Colours | None = None,
    names: Mapping[int, str] | None = None,
) -> None:
    """band: (height, width) uint8. colours: value → (red, green, blue, alpha), a colour table.
    names: value → what it means, kept as metadata of the band (“VALUE_3 = ice”).

    Tiled and deflated; made in memory, so that a full disk cannot leave half a file behind.
    Raises WriteError, also for a CRS that GDAL cannot write.
    """
    import rasterio
    from rasterio.crs import CRS
    from rasterio.errors import CRSError, RasterioError
    from rasterio.io import MemoryFile
    from rasterio.transform import Affine

    profile = {
        "driver": "GTiff",
        "height": band.shape[0],
        "width": band.shape[1],
        "count": 1,
        "dtype": "uint8",
        "transform": Affine(*georeference.transform),
        "nodata": nodata,
        "compress": "deflate",
        "tiled": True,
        "blockxsize": 256,
        "blockysize": 256,
    }
    try:
        # Without PAM, so that nothing that GeoTIFF cannot hold goes into a second file.
        with rasterio.Env(GDAL_PAM_ENABLED="NO"), MemoryFile() as memory:
            with memory.open(crs=CRS.from_user_input(georeference.crs), **profile) as raster:
                raster.write(band, 1)
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
