"""STEM_labels.tif: value = cluster id, 0 = no data.

On a map a GeoTIFF in the colours of the clusters, with STEM_labels.tif.aux.xml beside it, where GDAL, QGIS
and ArcGIS look for what the values mean (GeoTIFF itself has no place for it). Else a plain TIFF of 8 bits
without colour table, which every reader gives as it is, with the pixel size where ImageJ looks for it.
"""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree as ET

from core.base.parallel import Cancel
from core.base.sentences import N_
from core.export.formats import Format
from core.export.geotiff import write_geotiff
from core.pipeline.result import Result
from core.writing.replace import write_bytes

# GDALRATFieldType and GDALRATFieldUsage of GDAL's data model.
_WHOLE, _TEXT = 0, 2
_PIXELS, _NAME, _VALUE, _RED, _GREEN, _BLUE = 1, 2, 5, 6, 7, 8
_COLUMNS = (
    ("Value", _WHOLE, _VALUE),
    ("Class", _TEXT, _NAME),
    ("Pixels", _WHOLE, _PIXELS),
    ("Red", _WHOLE, _RED),
    ("Green", _WHOLE, _GREEN),
    ("Blue", _WHOLE, _BLUE),
)


def value_names(result: Result) -> dict[int, str]:
    """What each value of the labels means: the class of the cluster."""
    named = {cluster: item.name for item in result.classes for cluster in item.clusters}
    return {0: "no data", **dict(sorted(named.items()))}


def _siblings(path: Path) -> tuple[Path, ...]:
    return (path.with_name(path.name + ".aux.xml"),)


def _write(path: Path, result: Result, cancelled: Cancel) -> None:
    georeference = result.image.georeference
    if georeference is None:
        write_bytes(path, _plain(result))
        return
    colours = {0: (0, 0, 0, 0)}
    for cluster, (red, green, blue) in enumerate(result.segmentation.colours.tolist(), start=1):
        colours[cluster] = (red, green, blue, 255)
    names = value_names(result)
    write_geotiff(
        path, result.labels, georeference, nodata=0, colours=colours, names=names, cancelled=cancelled
    )
    write_bytes(_siblings(path)[0], _meanings(result, names))


def _plain(result: Result) -> bytes:
    import tifffile

    calibration = result.areas.calibration
    crop = [] if result.image.crop is None else [result.image.crop.sentence]
    names = "\n".join([*crop, *(f"{value} = {name}" for value, name in value_names(result).items())])
    metadata = {"axes": "YX", "Info": f"Floe labels, {calibration.description}\n{names}"}
    resolution = None
    if calibration.source != "none":
        metadata["unit"] = calibration.unit.replace("µ", "\\u00B5")  # as ImageJ itself writes it
        resolution = (1 / calibration.width, 1 / calibration.height)
    memory = io.BytesIO()
    tifffile.imwrite(memory, result.labels, imagej=True, resolution=resolution, metadata=metadata)
    return memory.getvalue()


def _meanings(result: Result, names: dict[int, str]) -> bytes:
    """GDAL's auxiliary file: category names, and a raster attribute table with colours and counts."""
    root = ET.Element("PAMDataset")
    band = ET.SubElement(root, "PAMRasterBand", band="1")
    categories = ET.SubElement(band, "CategoryNames")
    for value in range(max(names) + 1):
        ET.SubElement(categories, "Category").text = names.get(value, "")
    table = ET.SubElement(band, "GDALRasterAttributeTable", tableType="thematic")
    for index, (name, kind, usage) in enumerate(_COLUMNS):
        field = ET.SubElement(table, "FieldDefn", index=str(index))
        for tag, text in (("Name", name), ("Type", kind), ("Usage", usage)):
            ET.SubElement(field, tag).text = str(text)
    colours, pixels = result.segmentation.colours.tolist(), result.areas.pixels.tolist()
    for index, value in enumerate(value for value in names if value):
        row = ET.SubElement(table, "Row", index=str(index))
        for cell in (value, names[value], pixels[value - 1], *colours[value - 1]):
            ET.SubElement(row, "F").text = str(cell)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode").encode("utf-8") + b"\n"


FORMAT = Format(
    "labels_tif",
    "_labels.tif",
    _write,
    "pictures",
    N_("cluster id of every pixel, with class names (GeoTIFF; plain TIFF where there is no map)"),
    usual=lambda result: result.image.georeference is not None,
    siblings=_siblings,
)
