"""STEM_labels.tif of a picture larger than memory: a tiled BigTIFF with overviews, written as rows come."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from core.base.arrays import Bytes
from core.base.errors import WriteError
from core.base.parallel import Workers
from core.base.sentences import _
from core.export.tiled_tiff import Tags, TiledTiff, described
from core.image.image import Georeference
from core.writing.replace import replacing


class LabelsTif:
    """Takes rows of labels (core.pipeline.tiled.LabelRows); value = cluster id, 0 = no data, colours as a
    table."""

    def __init__(self, raster: TiledTiff) -> None:
        self._raster = raster

    def begin(self, colours: Bytes) -> None:
        table = np.zeros((256, 3), np.uint8)
        table[1 : len(colours) + 1] = colours
        self._raster.set_colours(table)

    def add(self, rows: Bytes) -> None:
        """Rows from the top. Raises OSError."""
        self._raster.add(rows)


@contextmanager
def labels_tif(
    path: Path, height: int, width: int, georeference: Georeference | None, threads: int | None = None
) -> Iterator[LabelsTif]:
    """A receiver of the rows; the file is there, with overviews, when the block has ended well.

    threads: that compress, all cores unless given. Raises WriteError; no half-written file stays behind.
    """
    tags = _tags(path, height, width, georeference)
    with replacing(path) as part, part.open("wb") as file, Workers(threads) as workers:
        raster = TiledTiff(file, height, width, tags, workers)
        yield LabelsTif(raster)
        raster.finish()


def _tags(path: Path, height: int, width: int, georeference: Georeference | None) -> Tags:
    """Raises WriteError for what GeoTIFF cannot hold, before anything is labelled."""
    import rasterio
    from rasterio.errors import CRSError, NotGeoreferencedWarning, RasterioError
    from rasterio.transform import Affine

    profile: dict[str, Any] = {"height": height, "width": width, "count": 1, "dtype": "uint8", "nodata": 0}
    if georeference is not None:
        profile |= {"crs": georeference.crs, "transform": Affine(*georeference.transform)}
    try:
        with rasterio.Env(GDAL_PAM_ENABLED="NO"), warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            return described(profile)
    except (CRSError, RasterioError) as error:
        raise WriteError(
            path, _("the GeoTIFF could not be written ({error}).").format(error=str(error).rstrip("."))
        ) from error
