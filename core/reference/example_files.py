"""Files of examples: CSV with x, y and class, or GeoJSON of points and lines with a property “class”."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from core.base.errors import ParameterError, ReadError
from core.base.paths import is_file
from core.base.sentences import _
from core.classes.class_choice import Place
from core.classes.examples import Example, Examples, check_examples
from core.image.image import PixelGrid
from core.reference.points_csv import number_in, points_in_pixels, table_of
from core.roi_files.geojson import read_geojson
from core.roi_files.maps import Carry, crs_of
from core.writing.number_words import fixed

_LARGEST = 64 << 20


def examples_for(path: Path, grid: PixelGrid) -> Examples:
    """The examples in a file, in the pixels of a picture.

    CSV: columns x, y, class; rows with the same text in a column “scribble” are joined, in their order;
    coordinates are pixels, or those of a column “crs”. GeoJSON: points and lines, with coordinates as those
    of regions of interest (core.roi_files.maps). Runs in the calling process: for files of unknown origin
    use core.guarded.process.ReadingProcess.read_by.
    Raises ReadError for a file that holds none, is damaged, or does not belong to the picture.
    """
    try:
        if not is_file(path):
            raise ReadError(path, _("it is no file; give a CSV or GeoJSON of examples."))
        size = path.stat().st_size
        if size > _LARGEST:
            sentence = _("it has {size} MB, examples may have {most} MB.")
            raise ReadError(path, sentence.format(size=fixed(size / 1e6, 0), most=fixed(_LARGEST / 1e6, 0)))
        with path.open("rb") as file:
            head = file.read(64).lstrip(b"\xef\xbb\xbf").lstrip()
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from error
    try:
        found = tuple(_in_geojson(path, grid) if head.startswith(b"{") else _in_csv(path, grid))
        return check_examples(found, grid.height, grid.width)
    except ParameterError as error:
        raise ReadError(path, str(error)) from None


def _in_csv(path: Path, grid: PixelGrid) -> Iterator[Example]:
    table = table_of(path)
    if not table:
        raise ReadError(path, _("it holds no examples: give a row for each, with x, y and class."))
    typed = [[number_in(path, i, name, row[name]) for name in ("x", "y")] for i, row in table]
    systems = [row.get("crs", "") for _line, row in table]
    points, _notes = points_in_pixels(path, grid, np.array(typed), systems)
    joined: dict[tuple[str, str | int], list[Place]] = {}
    for number, ((_line, row), (x, y)) in enumerate(zip(table, points.tolist(), strict=True)):
        # A click is one of its own.
        joined.setdefault((row["class"], row.get("scribble") or number), []).append((x, y))
    for (name, _scribble), places in joined.items():
        yield Example(name, tuple(places))


def _in_geojson(path: Path, grid: PixelGrid) -> Iterator[Example]:
    layer = read_geojson(path)
    for each in layer.features:
        if each.geometry is None or each.geometry.is_empty:
            raise ReadError(path, _("“{name}” in it has no place.").format(name=each.name))
        if each.attributes.get("class") in (None, ""):
            sentence = _("“{name}” in it has no class: give every feature a property “class”.")
            raise ReadError(path, sentence.format(name=each.name))
    carry = Carry(path, grid, crs_of(path, grid, layer, [each.geometry for each in layer.features]))
    for each in layer.features:
        geometry = carry(each.geometry)
        if geometry is None:
            sentence = _("“{name}” in it lies where the map of the picture does not reach.")
            raise ReadError(path, sentence.format(name=each.name))
        for part in getattr(geometry, "geoms", (geometry,)):
            if part.geom_type not in ("Point", "LineString"):
                sentence = _("“{name}” in it is a {kind}: examples are points and lines.")
                raise ReadError(path, sentence.format(name=each.name, kind=part.geom_type))
            yield Example(str(each.attributes["class"]), tuple((float(x), float(y)) for x, y in part.coords))
