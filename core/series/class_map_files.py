"""Maps of classes from files: from a run record with the labels beside it, or from a raster of classes."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from core.base.arrays import Bytes
from core.base.errors import ParameterError, ReadError
from core.base.paths import is_there
from core.base.sentences import _
from core.classes.classes import Class
from core.classes.palettes import seen_over_picture
from core.document.plain_json import Json, damage_named
from core.guarded.process import ReadingProcess
from core.image.image import Image
from core.image.reading import Reading
from core.io.reader import read
from core.measure.areas import AreaError
from core.pipeline.record import labels_sha256
from core.pipeline.record_reader import calibration_from, read_record
from core.scale.calibrate import calibrate
from core.scale.calibration import Calibration, of_pixels
from core.series.class_map import ClassMap

_RECORD = "_run.json"
_MOST_CLASSES = 255


@dataclass(frozen=True)
class LabelFile:
    """image: read as labels. names, colours: of the values that the file says something of."""

    image: Image
    names: tuple[tuple[int, str], ...]
    colours: tuple[tuple[int, str], ...]


def class_map(path: Path, process: ReadingProcess) -> ClassMap:
    """Of the STEM_run.json of a run, whose STEM_labels.tif or .png lies beside it, or of a raster whose
    values are classes (0 is no data). Both are read by the process. Raises ReadError, ParameterError.
    """
    if path.name.lower().endswith(".json"):
        return _of_record(path, process)
    return _of_raster(path, process)


def read_label_file(path: Path) -> LabelFile:
    """Values of classes, with what a TIFF says of them: names as Floe writes them (“VALUE_3 = ice”), and
    colours.

    Raises ReadError.
    """
    image = read(path, Reading(labels=True))
    names: dict[int, str] = {}
    colours: dict[int, str] = {}
    if path.suffix.lower() in (".tif", ".tiff"):
        with contextlib.suppress(Exception):
            names, colours = _said_by_tiff(path)
    return LabelFile(image, tuple(names.items()), tuple(colours.items()))


def _said_by_tiff(path: Path) -> tuple[dict[int, str], dict[int, str]]:
    import rasterio

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with rasterio.open(path) as raster:
            tags = raster.tags(1)
            said = {
                key.removeprefix("VALUE_"): text for key, text in tags.items() if key.startswith("VALUE_")
            }
            names = {int(key): text[:200] for key, text in said.items() if key.isdecimal() and len(key) < 10}
            try:
                table = raster.colormap(1)
            except ValueError:
                table = {}
    return names, {int(value): "#{:02x}{:02x}{:02x}".format(*rgb[:3]) for value, rgb in table.items()}


def _of_raster(path: Path, process: ReadingProcess) -> ClassMap:
    found = process.read_by(read_label_file, path)
    values = found.image.label_values
    assert values is not None  # noqa: S101 - it was read as labels
    there = [int(value) for value in np.unique(values) if value > 0]
    names = dict(found.names)
    classes = list(dict.fromkeys(names.get(value) or str(value) for value in there))
    if len(classes) > _MOST_CLASSES:
        raise ReadError(
            path,
            _("it has {n} values, and classes are at most 255: give a map of classes.").format(
                n=len(classes)
            ),
        )
    table = {value: classes.index(names.get(value) or str(value)) + 1 for value in there}
    labels = np.zeros(values.shape, np.uint8)
    for value, number in table.items():
        labels[values == value] = number
    colours: dict[str, str] = {}
    for value in there:
        if value in dict(found.colours):
            colours.setdefault(classes[table[value] - 1], dict(found.colours)[value])
    return ClassMap(
        labels,
        tuple(classes),
        _all_coloured(classes, colours),
        found.image.georeference,
        calibrate(found.image),
        path.stem,
        (),
        str(path),
        found.image.provenance.sha256,
    )


def _all_coloured(names: list[str], known: Mapping[str, str]) -> tuple[str, ...]:
    classes = tuple(Class(name, (i,), known.get(name)) for i, name in enumerate(names, 1))
    return tuple(str(item.colour) for item in seen_over_picture(classes))


def _of_record(path: Path, process: ReadingProcess) -> ClassMap:
    record = process.read_by(read_record, path)
    with damage_named(path, "record"):
        wanted = str(record["result"]["labels_sha256"])
        clusters = [(str(item["name"]), [int(i) for i in item["clusters"]]) for item in record["classes"]]
    image, labels_path = _labels_beside(path, process)
    values = image.label_values
    assert values is not None  # noqa: S101 - it was read as labels
    ids = np.where((values > 0) & (values <= _MOST_CLASSES), values, 0).astype(np.uint8)
    if labels_sha256(ids) != wanted:
        raise ReadError(
            labels_path,
            _("it holds other labels than the run of {record}: run floe segment again.").format(
                record=path.name
            ),
        )
    with damage_named(path, "record"):
        rows = {str(row["name"]): row for row in record["result"]["classes"]}
        return ClassMap(
            _classes_of(ids, clusters),
            tuple(name for name, _members in clusters),
            tuple(_colour(rows[name]["colour"]) for name, _members in clusters),
            image.georeference,
            _calibration(record, image),
            path.name.removesuffix(_RECORD),
            tuple(_error(rows[name]) for name, _members in clusters),
            str(path),
            image.provenance.sha256,
        )


def _labels_beside(path: Path, process: ReadingProcess) -> tuple[Image, Path]:
    stem = path.name.removesuffix(_RECORD) if path.name.endswith(_RECORD) else path.stem
    for name in (f"{stem}_labels.tif", f"{stem}_labels.png"):
        if is_there(path.with_name(name)):
            found = process.read_by(read_label_file, path.with_name(name))
            return found.image, path.with_name(name)
    raise ReadError(
        path,
        _("its labels, {stem}_labels.png or .tif, are not beside it: run floe segment again.").format(
            stem=stem
        ),
    )


def _classes_of(ids: Bytes, clusters: list[tuple[str, list[int]]]) -> Bytes:
    """Raises ValueError for a cluster without class, as the record then is of other labels."""
    table = np.zeros(256, np.uint8)
    for number, (_name, members) in enumerate(clusters, start=1):
        table[members] = number
    labels = table[ids]
    if ((labels == 0) & (ids > 0)).any():
        raise ValueError("a cluster belongs to no class")
    return labels


def _colour(text: Any) -> str:
    bytes.fromhex(str(text)[1:])
    if len(str(text)) != 7:
        raise ValueError("a colour is #rrggbb")
    return str(text)


def _calibration(record: Json, image: Image) -> Calibration:
    """As the record has it; what the picture's own file said of its scale is taken from there."""
    try:
        found = calibration_from(record, image)
    except ParameterError:
        found = calibrate(image)
    saved = record["calibration"]
    if found.source == saved["source"] or saved["source"] == "none":
        return found
    width, height = (float(each) for each in saved["pixel_size"])
    return of_pixels(saved["source"], str(saved["pixel_size_unit"]), width, height)


def _error(row: Json) -> AreaError | None:
    """The ± of border and starts; None where the record has none, or where points lead."""
    parts = row.get("error_parts")
    if parts is None:
        return None
    borders, starts, scale = (
        None if parts[name] is None else float(parts[name]) for name in ("borders", "starts", "scale")
    )
    numbers = (float(row[name]) for name in ("area_error", "error_coverage", "area_low", "area_high"))
    error, coverage, low, high = numbers
    return AreaError(error, coverage, borders, starts, scale, low, high)
