"""Features of a shapefile, by GDAL's driver for them: nothing else begins with these bytes."""

from __future__ import annotations

from pathlib import Path

import shapely

from core.base.errors import ReadError
from core.base.sentences import _
from core.roi.names import numbered
from core.roi_files.layer import Layer, MapFeature, feature_name, known_crs


def read_shapefile(path: Path) -> Layer:
    """The features of NAME.shp, with the files of its name beside it. Raises ReadError."""
    import pyogrio
    from pyogrio.errors import DataLayerError, DataSourceError, FieldError

    try:
        meta, _fids, geometries, fields = pyogrio.raw.read(path, force_2d=True)
        shapes = shapely.from_wkb(geometries)
    except (DataSourceError, DataLayerError, FieldError, ValueError, shapely.errors.ShapelyError) as error:
        raise ReadError(path, _("the shapefile is damaged, or one of its files is missing.")) from error
    columns = [str(each) for each in meta["fields"]]
    features = []
    for number, (shape, *row) in enumerate(zip(shapes, *fields, strict=True), 1):
        otherwise = numbered(path.stem, number, len(shapes))
        features.append(MapFeature(feature_name(dict(zip(columns, row, strict=True)), otherwise), shape))
    if not features:
        raise ReadError(path, _("it holds no features."))
    crs = known_crs(path, meta["crs"]) if meta["crs"] else None
    return Layer(tuple(features), crs, crs is not None)
