"""True ground area of pixels: how much of the ellipsoid each pixel of a georeferenced image covers.

Two methods, both on the ellipsoid of the image's own coordinate reference system (CRS):

- Rows of constant latitude (degrees, north up): the closed form of the area between two parallels,
  Snyder, Map Projections: A Working Manual, USGS Professional Paper 1395, 1987, equation 3-12.
- Every other map: the pixel's parallelogram is carried to geocentric coordinates, where it has no
  singular pole and no date line; |∂P/∂x × ∂P/∂y| is the ground area of one unit square of the map.
  PROJ's own areal scale is not used because for Web Mercator it is that of a sphere (up to 0.7 % wrong).

A place beyond the edge of a map of the world has no area: PROJ gives it that of a place on the other side,
so what it gives is carried back, and has to come out where it started. Only maps whose meridians are
parallel lines (degrees, Mercator) go on beyond their edge, at the date line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from core.base.arrays import Floats, Mask
from core.image.image import Georeference
from core.scale.calibration import Calibration
from core.scale.map_units import horizontal_crs, map_units, pixel_determinant
from core.scale.units import UNITS

if TYPE_CHECKING:
    from pyproj import Transformer

# Half the step of the central differences, in metres of the map: chord for arc costs 1e-10 of the area.
_HALF_STEP = 50.0
# Between nodes this far apart the areal scale is interpolated: (25 km / radius)² × 3/8 = 6e-6 of it.
_NODE_SPACING = 25_000.0
_MOST_PIXELS_BETWEEN_NODES = 512
_INTERPOLATION_TOLERANCE = 5e-5
# Metres that a place may miss itself by on the way to degrees and back; PROJ's own is micrometres.
_ROUND_TRIP = 1.0
# Rows and columns looked at to say how much of a picture lies beyond the edge.
_SAMPLES = 101
# Columns that the ends of a row may miss each other by and meet all the same.
_SAME_COLUMN = 0.01


class GroundArea:
    """The true area of each pixel of one georeferenced raster, by blocks of rows.

    Raises ValueError for a georeference that is not on the Earth (`map_units` is None or local), and for a
    map that PROJ cannot carry to it.
    """

    def __init__(self, georeference: Georeference) -> None:
        from pyproj import Transformer
        from pyproj.exceptions import ProjError

        crs, units = horizontal_crs(georeference.crs), map_units(georeference)
        if crs is None or units is None or units.kind == "local":
            raise ValueError("this georeference has no ground area")
        ellipsoid, geodetic = crs.ellipsoid, crs.geodetic_crs
        if ellipsoid is None or geodetic is None:
            raise ValueError("this georeference has no ellipsoid")
        self._units = units
        self._transform = georeference.transform
        self._a = float(ellipsoid.semi_major_metre)
        ratio = float(ellipsoid.semi_minor_metre) / self._a
        self._e2 = 1.0 - ratio * ratio
        self._radians = units.per_unit
        self._to_degrees: Transformer | None = None
        self._goes_on = units.kind == "geographic"
        if units.kind == "projected":
            try:
                self._to_degrees = Transformer.from_crs(crs, geodetic, always_xy=True)
            except ProjError as error:
                raise ValueError("PROJ has no way from this map to the Earth") from error
            self._radians = float(geodetic.axis_info[0].unit_conversion_factor)
            self._goes_on = self._parallel_meridians(self._to_degrees)
        self._step = self._pixels_between_nodes()

    def rows(self, row0: int, row1: int, width: int) -> Floats:
        """Areas in m² of the pixels of rows row0 ≤ row < row1: (rows, 1) where all of a row are equal,
        else (rows, width), float64. A pixel beyond the edge of the Earth or of the projection has 0.
        """
        _, b, _, d, _, _ = self._transform
        if self._units.kind == "geographic" and b == 0.0 and d == 0.0:
            return self._between_parallels(row0, row1)
        if self._step > 1:
            return self._interpolated(row0, row1, width)
        every_row = np.arange(row0, row1, dtype=np.float64)[:, np.newaxis]
        areas = self._at(every_row, np.arange(width, dtype=np.float64))
        return np.where(np.isfinite(areas), areas, 0.0)

    def share_without_area(self, height: int, width: int) -> float:
        """About how much of a raster lies beyond the edge of the Earth or of the map, 0…1."""
        rows = np.linspace(0, height - 1, min(height, _SAMPLES))[:, np.newaxis]
        areas = self._at(rows, np.linspace(0, width - 1, min(width, _SAMPLES)))
        return float(np.mean(~np.isfinite(areas)))

    def times_around(self, height: int, width: int) -> float:
        """How often a raster goes round the Earth, on a map that goes on beyond its edge; else 0."""
        a, b, _, d, e, f = self._transform
        if not self._goes_on:
            return 0.0
        span = abs(a) * width + abs(b) * height
        turn = 2 * np.pi / self._radians
        if self._to_degrees is not None:
            # A step east is as many degrees wherever there is such a map: in the middle row, say.
            middle, step = f + d * width / 2 + e * height / 2, 1000.0
            west, east = self._to_degrees.transform([0.0, step], [middle, middle])[0]
            turn *= step / ((east - west) % turn)
        return float(span / turn)

    def closes(self, height: int, width: int) -> bool:
        """Whether a raster goes round the Earth just once, so that the ends of each row meet."""
        _, b, _, d, _, _ = self._transform
        return b == d == 0 and abs(self.times_around(height, width) - 1.0) * width < _SAME_COLUMN

    def _between_parallels(self, row0: int, row1: int) -> Floats:
        a, _, _, _, e, f = self._transform
        edges = (e * np.arange(row0, row1 + 1) + f) * self._radians
        sine = np.sin(np.clip(edges, -np.pi / 2, np.pi / 2))
        q = 2.0 * sine
        if self._e2 > 0:
            eccentricity = np.sqrt(self._e2)
            es = eccentricity * sine
            q = (1.0 - self._e2) * (sine / (1.0 - es * es) + np.arctanh(es) / eccentricity)
        strip: Floats = self._a**2 / 2 * abs(a * self._radians) * np.abs(np.diff(q))
        return strip[:, np.newaxis]

    def _pixels_between_nodes(self) -> int:
        a, b, _, d, e, _ = self._transform
        metres = self._units.per_unit * (self._a if self._units.kind == "geographic" else 1.0)
        size = max(np.hypot(a, d), np.hypot(b, e)) * metres
        return int(np.clip(_NODE_SPACING / size, 1, _MOST_PIXELS_BETWEEN_NODES))

    def _interpolated(self, row0: int, row1: int, width: int) -> Floats:
        """Bilinear between nodes; pixel by pixel in cells whose middle tells that this is not good enough."""
        step = self._step
        rows = np.arange(row0 // step, (row1 - 1) // step + 2, dtype=np.float64)[:, np.newaxis] * step
        columns = np.arange(0, (width - 1) // step + 2, dtype=np.float64)[np.newaxis] * step
        nodes = self._at(rows, columns)
        middles = self._at(rows[:-1] + step / 2, columns[:, :-1] + step / 2)
        with np.errstate(invalid="ignore"):
            corners = (nodes[:-1, :-1] + nodes[1:, :-1] + nodes[:-1, 1:] + nodes[1:, 1:]) / 4
            good = (
                np.abs(corners - middles) <= _INTERPOLATION_TOLERANCE * middles
            )  # not where one is infinite
            row_cell, part = np.divmod(np.arange(row0, row1) - row0 // step * step, step)
            share = (part / step)[:, np.newaxis]
            along = nodes[row_cell] * (1.0 - share) + nodes[row_cell + 1] * share
            column_cell, part = np.divmod(np.arange(width), step)
            share = part / step
            # Taken, not indexed: that lies column by column in memory, and is turned by whoever sums rows.
            result: Floats = along.take(column_cell, axis=1)
            slope = (along[:, 1:] - along[:, :-1]).take(column_cell, axis=1)
            slope *= share
            result += slope
        if not good.all():
            row, column = np.nonzero(~good[row_cell][:, column_cell])
            exact = self._at((row + row0).astype(np.float64), column.astype(np.float64))
            result[row, column] = np.where(np.isfinite(exact), exact, 0.0)
        return result

    def _at(self, rows: Floats, columns: Floats) -> Floats:
        """Areas of the pixels with these indices, broadcast to each other; half an index is an edge.

        NaN or infinite beyond the edge of the Earth or of the map.
        """
        east, north = self._tangents(rows, columns)
        with np.errstate(invalid="ignore", over="ignore"):
            unit_square = np.linalg.norm(np.cross(east, north, axis=0), axis=0)
        areas: Floats = unit_square * pixel_determinant(self._transform)
        return areas

    def steps(self, rows: Floats, columns: Floats) -> tuple[Floats, Floats]:
        """Where one pixel to the right and one down lead, at pixels with these indices (half an index is an
        edge): two arrays (3, …) of metres in space. Not finite beyond the Earth or the projection.
        """
        a, b, _, d, e, _ = self._transform
        east, north = self._tangents(rows, columns)
        return a * east + d * north, b * east + e * north

    def _tangents(self, rows: Floats, columns: Floats) -> tuple[Floats, Floats]:
        """Metres in space, (3, …), for one unit of the map's x and of its y."""
        a, b, c, d, e, f = self._transform
        down, right = rows + 0.5, columns + 0.5
        x, y = a * right + b * down + c, d * right + e * down + f
        half = _HALF_STEP / (self._a if self._units.kind == "geographic" else 1.0) / self._units.per_unit
        with np.errstate(invalid="ignore", over="ignore"):
            east = self._geocentric(x + half, y) - self._geocentric(x - half, y)
            north = self._geocentric(x, y + half) - self._geocentric(x, y - half)
            there = self._is_there(x, y)
            twice = np.where(there, 2.0 * half, np.nan)
            return east / twice, north / twice

    def _is_there(self, x: Floats, y: Floats) -> Mask:
        """Whether these places of the map are places of the Earth, each its own."""
        if self._to_degrees is None:
            there: Mask = np.abs(y * self._radians) <= np.pi / 2
            return there
        again_x, again_y = self._to_degrees.transform(*self._to_degrees.transform(x, y), direction="INVERSE")
        tolerance = _ROUND_TRIP / self._units.per_unit
        there = np.abs(again_y - y) <= tolerance
        return there if self._goes_on else there & (np.abs(again_x - x) <= tolerance)

    def _parallel_meridians(self, to_degrees: Transformer) -> bool:
        """Whether x depends on the longitude only: then the map goes on beyond the date line."""
        # Two meridians, for one may be the middle one, which is straight on most maps.
        longitudes = np.radians((-80.0, 35.0)) / self._radians
        equator, north = (
            to_degrees.transform(longitudes, np.full(2, latitude) / self._radians, direction="INVERSE")[0]
            for latitude in (0.0, 1.0)
        )
        with np.errstate(invalid="ignore"):
            return bool((np.abs(north - equator) < _ROUND_TRIP / self._units.per_unit).all())

    def _geocentric(self, x: Floats, y: Floats) -> Floats:
        """Map coordinates → (3, …) metres from the centre of the ellipsoid."""
        longitude, latitude = (x, y) if self._to_degrees is None else self._to_degrees.transform(x, y)
        lam, phi = np.asarray(longitude) * self._radians, np.asarray(latitude) * self._radians
        sine, cosine = np.sin(phi), np.cos(phi)
        normal = self._a / np.sqrt(1.0 - self._e2 * sine * sine)
        return np.stack(
            (normal * cosine * np.cos(lam), normal * cosine * np.sin(lam), normal * (1 - self._e2) * sine)
        )


def length_unit(calibration: Calibration) -> str:
    """The unit of lengths: that whose square areas are reported in."""
    return calibration.area_unit.removesuffix("²")


def closes(georeference: Georeference | None, height: int, width: int) -> bool:
    """Whether a raster goes round the Earth just once: its first column lies beside its last."""
    if georeference is None:
        return False
    try:
        return GroundArea(georeference).closes(height, width)
    except ValueError:  # not on the Earth
        return False


def ground_grid(calibration: Calibration, georeference: Georeference | None, centres: Floats) -> Floats:
    """(n, 3) float64: p, q, s in `length_unit(calibration)` at `centres`, for lengths and angles.

    Around a place the ground is taken for flat: a step of (x, y) pixels leads (p·x + q·y, s·y) length units
    from it, the first axis along the row. Of a map with true ground areas they come from the ellipsoid at
    that place, so that a degree of longitude, a Mercator metre, a sheared grid and a pixel of unlike sides
    all give ground lengths; otherwise they are the nominal sides of the pixel everywhere.

    centres: (n, 2) float64, (x, y) in pixels from the corner of the picture (the first pixel's middle is
    0.5). georeference: the image's, for the angle between the sides of a planar pixel. Rows are NaN where
    the place lies beyond the Earth or the projection.
    """
    if calibration.source == "none":
        return np.tile((1.0, 0.0, 1.0), (len(centres), 1))
    unit = UNITS[length_unit(calibration)]
    if calibration.method == "geodesic" and calibration.georeference is not None:
        return _on_the_ellipsoid(calibration.georeference, centres) / unit
    scale = UNITS[calibration.unit] / unit
    width, height = calibration.width * scale, calibration.height * scale
    cosine = 0.0
    if calibration.source == "georeference" and georeference is not None:
        a, b, _, d, e, _ = georeference.transform
        cosine = (a * b + d * e) / np.sqrt((a * a + d * d) * (b * b + e * e))
    nominal = width, height * cosine, height * np.sqrt(1.0 - cosine * cosine)
    return np.tile(nominal, (len(centres), 1))


def _on_the_ellipsoid(georeference: Georeference, centres: Floats) -> Floats:
    right, down = GroundArea(georeference).steps(centres[:, 1] - 0.5, centres[:, 0] - 0.5)
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        p = np.sqrt((right * right).sum(axis=0))
        q = (right * down).sum(axis=0) / p
        s = np.sqrt((down * down).sum(axis=0) - q * q)
        grid = np.stack((p, q, s), axis=1)
    grid[~(s > 0)] = np.nan  # it is no number where p or q is none
    return grid
