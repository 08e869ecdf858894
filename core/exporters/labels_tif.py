"""STEM_labels.tif: GeoTIFF, value = cluster id, 0 = no data, in the colours of the clusters."""

from __future__ import annotations

from pathlib import Path

from core.exporters import Contents, Format
from core.exporters.geotiff import write_geotiff


def _write(path: Path, contents: Contents) -> None:
    georeference, segmentation = contents.image.georeference, contents.segmentation
    if georeference is None:
        raise ValueError("a GeoTIFF needs a georeference")
    colours = {0: (0, 0, 0, 0)}
    for cluster, (red, green, blue) in enumerate(segmentation.colours.tolist(), start=1):
        colours[cluster] = (red, green, blue, 255)
    write_geotiff(path, contents.labels, georeference, nodata=0, colours=colours)


def _applies(contents: Contents) -> bool:
    return contents.has_labels and contents.image.georeference is not None


FORMAT = Format("labels_tif", "_labels.tif", _write, _applies)
