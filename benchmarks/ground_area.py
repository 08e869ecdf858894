"""Floe's ground areas beside PROJ's geodesic polygons, by coordinate reference system and latitude.

Usage: ground_area.py [--json]

Each row is one picture of 120 × 90 pixels, as it stands, turned or sheared: the areas of its pixels summed
by Floe, and its outline as a geodesic polygon (pyproj.Geod.polygon_area_perimeter) whose edges are followed
in steps so short that a geodesic is the map's line. Beside it, how far pixels × nominal size would be off.
Exit code 1 where any differs by more than 0.1 %.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from pyproj import CRS, Geod, Transformer

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from core.image.image import Georeference
from core.scale.ground_area import GroundArea
from core.scale.map_units import map_units, pixel_determinant

COLUMNS, ROWS = 120, 90
ALLOWED_PERCENT = 0.1
_STEPS = 4000
_METRES = 400.0
_POLAR_ALBERS = "+proj=aea +lat_1=65 +lat_2=80 +lat_0=70 +lon_0=20 +datum=WGS84 +units=m +no_defs"
_NORTH, _SOUTH = (60, 65, 70, 75, 80, 85), (-60, -65, -70, -75, -80, -85)
# CRS, longitude of the picture, latitudes.
PLACES: tuple[tuple[str, str, float, tuple[int, ...]], ...] = (
    ("EPSG:4326", "EPSG:4326", 20.0, (*_SOUTH, 0, *_NORTH)),
    ("EPSG:3413", "EPSG:3413", -20.0, _NORTH),
    ("EPSG:3031", "EPSG:3031", 20.0, _SOUTH),
    ("EPSG:3857", "EPSG:3857", 20.0, (*_SOUTH, 0, *_NORTH)),
    ("EPSG:32633 (UTM 33N)", "EPSG:32633", 17.0, (0, 60, 65, 70, 75, 80)),
    ("EPSG:32733 (UTM 33S)", "EPSG:32733", 17.0, (-60, -65, -70, -75, -80)),
    ("ESRI:102022 (Albers, Africa)", "ESRI:102022", 20.0, (0,)),
    ("EPSG:3338 (Albers, Alaska)", "EPSG:3338", -150.0, (60, 65, 70)),
    ("Albers 65/80° N", _POLAR_ALBERS, 25.0, _NORTH),
)
# Angle of the rows and of the columns from those of a map with north up, in degrees.
TURNS = {"north up": (0.0, 0.0), "turned 30°": (30.0, 30.0), "sheared": (10.0, -20.0)}


@dataclass(frozen=True)
class Row:
    """One picture. Areas in km²; differences in per cent of the geodesic polygon; planar: None in degrees."""

    crs: str
    latitude: int
    grid: str
    floe: float
    geodesic: float
    difference_percent: float
    planar_difference_percent: float | None


def rows() -> Iterator[Row]:
    """Every place in every grid."""
    for name, text, longitude, latitudes in PLACES:
        for latitude in latitudes:
            for grid in TURNS:
                yield _measured(name, CRS.from_user_input(text), (longitude, latitude), grid)


def _measured(name: str, crs: CRS, place: tuple[float, int], grid: str) -> Row:
    georeference = Georeference(crs.to_wkt(), _transform(crs, place, grid))
    areas = GroundArea(georeference).rows(0, ROWS, COLUMNS)
    floe = float(np.broadcast_to(areas, (ROWS, COLUMNS)).sum()) / 1e6
    geodesic = _polygon(crs, georeference) / 1e6
    units = map_units(georeference)
    planar = None
    if units is not None and units.kind == "projected":
        nominal = ROWS * COLUMNS * pixel_determinant(georeference.transform) * units.per_unit**2 / 1e6
        planar = 100.0 * (nominal / geodesic - 1.0)
    return Row(name, place[1], grid, floe, geodesic, 100.0 * (floe / geodesic - 1.0), planar)


def _transform(
    crs: CRS, place: tuple[float, int], grid: str
) -> tuple[float, float, float, float, float, float]:
    """Of a picture with its middle at the place."""
    x, y = place
    wide = high = _METRES
    if crs.is_projected:
        x, y = Transformer.from_crs(crs.geodetic_crs, crs, always_xy=True).transform(*place)
    else:
        high = _METRES / 111_000.0
        wide = high / max(math.cos(math.radians(place[1])), 0.1)
    along, down = (math.radians(angle) for angle in TURNS[grid])
    a, d = wide * math.cos(along), high * math.sin(along)
    b, e = wide * math.sin(down), -high * math.cos(down)
    return a, b, x - (a * COLUMNS + b * ROWS) / 2, d, e, y - (d * COLUMNS + e * ROWS) / 2


def _polygon(crs: CRS, georeference: Georeference) -> float:
    """Square metres within the outline of the picture."""
    a, b, c, d, e, f = georeference.transform
    part = np.linspace(0.0, 1.0, _STEPS, endpoint=False)
    corners = np.array([(0, 0), (COLUMNS, 0), (COLUMNS, ROWS), (0, ROWS), (0, 0)], np.float64)
    edges = [corners[i] + part[:, np.newaxis] * (corners[i + 1] - corners[i]) for i in range(4)]
    columns, lines = np.concatenate(edges).T
    x, y = a * columns + b * lines + c, d * columns + e * lines + f
    if crs.is_projected:
        x, y = Transformer.from_crs(crs, crs.geodetic_crs, always_xy=True).transform(x, y)
    ellipsoid = crs.ellipsoid
    assert ellipsoid is not None
    geod = Geod(a=ellipsoid.semi_major_metre, b=ellipsoid.semi_minor_metre)
    return abs(float(geod.polygon_area_perimeter(x, y)[0]))


def _report(found: list[Row]) -> str:
    head = f"{'CRS':<30}{'latitude':>9}  {'grid':<12}{'Floe km²':>13}{'geodesic km²':>14}"
    lines = [f"{head}{'difference %':>14}{'planar %':>10}"]
    for row in found:
        off = "" if row.planar_difference_percent is None else f"{row.planar_difference_percent:+.2f}"
        areas = f"{row.floe:>13.4f}{row.geodesic:>14.4f}{row.difference_percent:>+14.6f}{off:>10}"
        lines.append(f"{row.crs:<30}{row.latitude:>8}°  {row.grid:<12}{areas}")
    lines.append("")
    for name in dict.fromkeys(row.crs for row in found):
        own = [row for row in found if row.crs == name]
        largest = max(abs(row.difference_percent) for row in own)
        planar_off = [
            row.planar_difference_percent for row in own if row.planar_difference_percent is not None
        ]
        worst = f"; planar {min(planar_off):+.2f} to {max(planar_off):+.2f} %" if planar_off else ""
        lines.append(f"{name:<30} {len(own):>3} pictures, largest difference {largest:.6f} %{worst}")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="machine-readable result")
    options = parser.parse_args(arguments)
    found = list(rows())
    if options.json:
        print(json.dumps([asdict(row) for row in found], indent=1))
    else:
        print(_report(found))
    return int(any(abs(row.difference_percent) > ALLOWED_PERCENT for row in found))


if __name__ == "__main__":
    raise SystemExit(main())
