"""Outlines on a map → longitude and latitude (WGS 84), as RFC 7946 wants polygons."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats, Ints
from core.base.errors import ParameterError
from core.base.sentences import N_, _
from core.image.image import Georeference
from core.scale.crs_names import UnknownCRSError, crs_named
from core.scale.straight_edges import denser, longest_edge, shortest

_POLE = 90.0 - 1e-7
_UNIT_STEPS = ((1.0, 0.0), (0.0, 1.0))
_OUTSIDE = N_(
    "A part of the picture lies outside its map projection, where there is no longitude and latitude."
)


class ToLonLat:
    """From pixels of one georeference to degrees. Raises ParameterError for a CRS without way to WGS 84."""

    def __init__(self, georeference: Georeference, height: int, width: int) -> None:
        from pyproj import Transformer
        from pyproj.exceptions import ProjError

        try:
            here, degrees = crs_named(georeference.crs), crs_named("OGC:CRS84")
            self._transformer = Transformer.from_crs(here, degrees, always_xy=True)
        except (ProjError, UnknownCRSError) as error:
            raise ParameterError(_("The coordinates of this picture are not tied to the Earth.")) from error
        self._transform = georeference.transform
        self._longest = longest_edge(self.degrees, georeference, height, width)
        self.decimals = self._decimals(height, width)

    def degrees(self, pixels: Floats) -> Floats:
        """(n, 2) column, row of corners → (n, 2) longitude, latitude; NaN outside the projection."""
        a, b, c, d, e, f = self._transform
        x, y = pixels.T
        places = np.column_stack(self._transformer.transform(a * x + b * y + c, d * x + e * y + f))
        places[~np.isfinite(places)] = np.nan
        # A map in degrees may count on beyond 180°, up to 360° say.
        places[:, 0] -= 360.0 * np.round(places[:, 0] / 360.0)
        return places

    def polygons(self, points: NDArray[np.int32], rings: Ints, polygons: Ints, regions: Ints) -> NDArray[Any]:
        """(n,) shapely MultiPolygons of regions, offsets as in core.regions.outlines.Outlines.

        What crosses the antimeridian is cut there (RFC 7946, 3.1.9), what holds a pole goes along it.
        Raises ParameterError for points outside the projection.
        """
        import shapely

        dense, rings = denser(points, rings, self._longest)
        degrees = self.degrees(dense)
        if not np.isfinite(degrees).all():
            raise ParameterError(_(_OUTSIDE))
        crossing = np.abs(np.diff(degrees[:, 0])) > 180.0
        crossing[rings[1:-1] - 1] = False  # from a ring to the next
        crossed = _holding(np.flatnonzero(crossing), rings, polygons)
        parts = shapely.from_ragged_array(shapely.GeometryType.POLYGON, degrees, (rings, polygons))
        of_region = np.repeat(np.arange(len(regions) - 1), np.diff(regions))
        pieces, owners = list(parts), list(of_region)
        for polygon in crossed.tolist():
            cut = _cut(parts[polygon])
            pieces[polygon] = cut[0]
            pieces.extend(cut[1:])
            owners.extend([of_region[polygon]] * (len(cut) - 1))
        order = np.argsort(owners, kind="stable")
        found: NDArray[Any] = shapely.multipolygons(
            np.array(pieces, object)[order], indices=np.array(owners)[order]
        )
        return shapely.orient_polygons(found)  # type: ignore[no-any-return]

    def _decimals(self, height: int, width: int) -> int:
        """Of the degrees: a thousandth of a pixel, six (0.1 m) at least."""
        middle = np.array([[width / 2, height / 2]])
        side = min(
            float(np.hypot(*shortest(self.degrees(middle + step) - self.degrees(middle))[0]))
            for step in _UNIT_STEPS
        )
        return int(np.clip(math.ceil(-math.log10(side / 1000)), 6, 12)) if side > 0 else 9


def _holding(places: Ints, rings: Ints, polygons: Ints) -> Ints:
    """Which polygons the points at these places belong to."""
    ring = np.searchsorted(rings, places, side="right") - 1
    return np.unique(np.searchsorted(polygons, ring, side="right") - 1)


def _cut(polygon: Any) -> list[Any]:
    """A polygon that crosses the antimeridian, as polygons on either side of it."""
    import shapely

    outer = _on_one_map(shapely.get_coordinates(polygon.exterior))
    holes = [_on_one_map(shapely.get_coordinates(ring)) for ring in polygon.interiors]
    whole = shapely.difference(outer, shapely.union_all(holes)) if holes else outer
    parts = shapely.get_parts(shapely.make_valid(whole))
    return [part for part in parts if part.geom_type == "Polygon"]


def _on_one_map(ring: Floats) -> Any:
    """What a ring encloses, from 180° W to 180° E: followed across the antimeridian, then cut there.

    A ring around a pole goes along the pole's edge of the map; at a pole itself there is every longitude.
    """
    import shapely

    ring = _without_poles(ring[:-1])
    ring = np.append(ring, ring[:1], axis=0)
    lon, lat = np.unwrap(ring[:, 0], period=360.0), ring[:, 1]
    turn = float(np.round((lon[-1] - lon[0]) / 360.0) * 360.0)
    if turn:
        # It never closes: followed twice more to either side, it crosses one whole map in between.
        lon = np.concatenate([lon[:-1] + turn * i for i in (-2, -1, 0, 1, 2)])
        lat = np.tile(lat[:-1], 5)
        pole = math.copysign(90.0, float(lat.mean()))
        lon, lat = np.append(lon, (lon[-1], lon[0])), np.append(lat, (pole, pole))
    enclosed = shapely.make_valid(shapely.Polygon(np.column_stack((lon, lat))))
    first, last = (math.floor((end + 180.0) / 360.0) for end in (lon.min(), lon.max()))
    if turn:
        first = last = (first + last) // 2
    pieces = []
    for west in (360.0 * i - 180.0 for i in range(first, last + 1)):
        piece = shapely.intersection(enclosed, shapely.box(west, -90.0, west + 360.0, 90.0))
        pieces.append(shapely.transform(piece, _shifted(west + 180.0)))
    return shapely.union_all(pieces)


def _shifted(degrees: float) -> Callable[[Floats], Floats]:
    return lambda places: places - (degrees, 0.0)


def _without_poles(ring: Floats) -> Floats:
    """Every point at a pole as two, with the longitudes of its neighbours."""
    at_pole = np.flatnonzero(np.abs(ring[:, 1]) > _POLE)
    if not len(at_pole):
        return ring
    before, after = ring[at_pole - 1, 0], ring[(at_pole + 1) % len(ring), 0]
    ring = ring.copy()
    ring[at_pole, 0] = before
    double = np.column_stack((after, ring[at_pole, 1]))
    return np.insert(ring, at_pole + 1, double, axis=0)
