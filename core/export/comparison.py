"""STEM_comparison.csv, STEM_confusion.csv and STEM_difference.png: a result beside labels from elsewhere.

The map of differences is in colours, transparent where nothing is compared; on a map also as a GeoTIFF of
codes (core.measure.difference_map), whose meanings stand in the metadata of its band.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from core.base.arrays import Bytes
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import N_, _
from core.export.formats import Format
from core.export.geotiff import write_geotiff
from core.export.pictures import write_coloured
from core.export.tables.columns import csv_table
from core.export.tables.comparison import comparison_columns, confusion_columns
from core.measure.comparison_words import DIFFERENCES
from core.measure.difference_map import COLOURS, difference_map
from core.pipeline.result import Result
from core.writing.replace import write_bytes


def differences_of(result: Result, cancelled: Cancel = never_cancelled) -> Bytes:
    """(height, width) uint8 codes; only where `_hindrance` is "". Raises Cancelled."""
    given, found = None if result.document is None else result.document.compared, result.comparison
    if given is None or found is None:
        raise ValueError("nothing is compared")
    return difference_map(result.labels, result.classes, given, found, cancelled=cancelled)


def _hindrance(result: Result) -> str:
    if result.comparison is not None or (
        result.document is not None and result.document.compared is not None
    ):
        return ""
    return _("Nothing is compared: open labels from elsewhere to compare with.")


def _hindrance_on_map(result: Result) -> str:
    if result.image.georeference is None:
        return _("The picture has no georeference.")
    return _hindrance(result)


def _applies(result: Result) -> bool:
    return result.comparison is not None


def _write_table(path: Path, result: Result, _cancelled: Cancel) -> None:
    write_bytes(path, csv_table(comparison_columns(result)))


def _write_confusion(path: Path, result: Result, _cancelled: Cancel) -> None:
    write_bytes(path, csv_table(confusion_columns(result)))


def _write_picture(path: Path, result: Result, cancelled: Cancel) -> None:
    write_coloured(path, differences_of(result, cancelled), np.array(COLOURS[1:], np.uint8), cancelled)


def _write_raster(path: Path, result: Result, cancelled: Cancel) -> None:
    georeference = result.image.georeference
    if georeference is None:
        raise ValueError("a GeoTIFF needs a georeference")
    colours = {i: (*colour, 255 if i else 0) for i, colour in enumerate(COLOURS)}
    codes = differences_of(result, cancelled)
    names = dict(enumerate(DIFFERENCES))
    write_geotiff(path, codes, georeference, nodata=0, colours=colours, names=names, cancelled=cancelled)


FORMATS = (
    Format(
        "comparison",
        "_comparison.csv",
        _write_table,
        "tables",
        N_("how far it agrees with labels from elsewhere, a row a pair of classes (CSV)"),
        _hindrance,
        _applies,
    ),
    Format(
        "confusion",
        "_confusion.csv",
        _write_confusion,
        "tables",
        N_("pixels and area by class here and class there (CSV)"),
        _hindrance,
        _applies,
    ),
    Format(
        "difference",
        "_difference.png",
        _write_picture,
        "pictures",
        N_("where it agrees with labels from elsewhere, and where not (PNG)"),
        _hindrance,
        _applies,
    ),
    Format(
        "difference_tif",
        "_difference.tif",
        _write_raster,
        "pictures",
        N_("the same as codes on the map (GeoTIFF)"),
        _hindrance_on_map,
    ),
)
