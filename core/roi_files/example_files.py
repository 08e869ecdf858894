"""Files of examples: CSV with x, y and class, or GeoJSON of points and lines with a property "class"."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.base.errors import ParameterError, ReadError
from core.base.paths import is_file
from core.base.sentences import _
from core.classes.examples import MOST_PIXELS, Example, Examples, check_examples
from core.image.image import PixelGrid
from core.writing.number_words import fixed, grouped
from core.writing.typed_numbers import read_number

if TYPE_CHECKING:
    from core.roi_files.layer import Layer

_LARGEST = 64 << 20
# The places of a scribble, by class, its number and the coordinate reference system.
_Joined = dict[tuple[str, str | int, str], list[tuple[float, float]]]
_COLUMNS = ("x", "y", "class")


def examples_for(path: Path, grid: PixelGrid) -> Examples:
    """The examples in a file, in the pixels of a picture.

    CSV: columns x, y, class; rows with the same number in a column "scribble" are joined, in their order;
    coordinates are pixels, or those of a column "crs". GeoJSON: points and lines, with coordinates as those
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
        head = path.read_bytes()[:64].lstrip(b"\xef\xbb\xbf").lstrip()
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from error
    try:
        found = _of_geojson(path, grid) if head.startswith(b"{") else _of_csv(path, grid)
        return check_examples(found, grid.height, grid.width)
    except ParameterError as error:
        raise ReadError(path, str(error)) from None


def _of_geojson(path: Path, grid: PixelGrid) -> Examples:
    from core.roi_files.geojson import read_geojson

    layer = read_geojson(path)
    for feature in layer.features:
        if not feature.class_name:
            sentence = _("“{name}” in it has no class: give every feature a property “class”.")
            raise ReadError(path, sentence.format(name=feature.name))
        if feature.geometry is None or feature.geometry.is_empty:
            raise ReadError(path, _("“{name}” in it has no place.").format(name=feature.name))
    return tuple(_carried(path, grid, layer))


def _carried(path: Path, grid: PixelGrid, layer: Layer) -> Iterator[Example]:
    from core.roi_files.maps import geometries_in_pixels

    for feature, geometry in zip(layer.features, geometries_in_pixels(path, grid, layer), strict=True):
        if geometry is None:
            sentence = _("“{name}” in it lies where the map of the picture does not reach.")
            raise ReadError(path, sentence.format(name=feature.name))
        for part in getattr(geometry, "geoms", (geometry,)):
            if part.geom_type not in ("Point", "LineString"):
                sentence = _("“{name}” in it is a {kind}: examples are points and lines.")
                raise ReadError(path, sentence.format(name=feature.name, kind=part.geom_type))
            yield Example(feature.class_name, tuple((float(x), float(y)) for x, y in part.coords))


def _of_csv(path: Path, grid: PixelGrid) -> Examples:
    rows = list(_rows(path))
    if not rows:
        raise ReadError(path, _("it holds no examples: give a row for each, with x, y and class."))
    joined: _Joined = {}
    for number, (x, y, name, scribble, crs) in enumerate(rows):
        # A click is one of its own.
        joined.setdefault((name, scribble or number, crs), []).append((x, y))
    maps = {crs for _name, _scribble, crs in joined}
    if maps == {""}:
        return tuple(Example(name, tuple(places)) for (name, _scribble, _crs), places in joined.items())
    if len(maps) > 1:
        raise ReadError(path, _("the rows in it differ in their crs: give one for all."))
    return tuple(_carried(path, grid, _layer(path, maps.pop(), joined)))


def _layer(
    path: Path, crs: str, joined: dict[tuple[str, str | int, str], list[tuple[float, float]]]
) -> Layer:
    import shapely

    from core.roi_files.layer import Layer, MapFeature, known_crs

    features = []
    for (name, _scribble, _crs), way in joined.items():
        geometry: Any = shapely.LineString(way) if len(way) > 1 else shapely.Point(way[0])
        features.append(MapFeature(name, geometry, name))
    return Layer(tuple(features), known_crs(path, crs), named=True)


def _rows(path: Path) -> Iterator[tuple[float, float, str, str, str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReadError(path, _("it is no text in UTF-8: save it as CSV (UTF-8).")) from None
    table = csv.reader(io.StringIO(text), _dialect(text))
    try:
        header = [each.strip().casefold() for each in next(table, [])]
        if missing := [each for each in _COLUMNS if each not in header]:
            sentence = _("it has no column “{name}”: its first line names the columns x, y and class.")
            raise ReadError(path, sentence.format(name=missing[0]))
        for number, row in enumerate(table, 2):
            if number > MOST_PIXELS:
                sentence = _("it has more than {most} rows.")
                raise ReadError(path, sentence.format(most=grouped(MOST_PIXELS)))
            if any(each.strip() for each in row):
                yield _row(path, number, dict(zip(header, row, strict=False)))
    except csv.Error:
        raise ReadError(path, _("it is no CSV that can be read.")) from None


def _dialect(text: str) -> type[csv.Dialect]:
    """Separated by semicolons where the first line has any, as spreadsheets with a decimal comma do."""

    class Own(csv.excel):
        delimiter = ";" if ";" in text.partition("\n")[0] else ","

    return Own


def _row(path: Path, number: int, values: dict[str, str]) -> tuple[float, float, str, str, str]:
    places = [read_number(values.get(name, "")) for name in ("x", "y")]
    name = values.get("class", "").strip()
    if places[0] is None or places[1] is None:
        raise ReadError(path, _("line {number} in it has no number for x or y.").format(number=number))
    if not name:
        raise ReadError(path, _("line {number} in it has no class.").format(number=number))
    return places[0], places[1], name, values.get("scribble", "").strip(), values.get("crs", "").strip()
