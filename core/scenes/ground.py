"""Where a scene lies on the Earth, and the true area of its polygons there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from core.base.arrays import Floats
from core.image.image import Georeference

if TYPE_CHECKING:
    from pyproj import CRS, Transformer

# Pieces of an edge of a polygon, each at most this many pixels: an edge is straight on the map, a geodesic is
# straight on the ground.
_PIECE = 2.0


def georeference_at(
    crs: str, longitude: float, latitude: float, pixel_size: float, size: tuple[int, int]
) -> Georeference:
    """North-up pixels of this size (in units of the CRS) around a point given in degrees.

    size: width and height of the picture in pixels.
    """
    from pyproj import CRS

    system = CRS.from_user_input(crs)
    x, y = _to_map(system).transform(longitude, latitude)
    # A round number is easier to check by hand.
    left = round(x / pixel_size - size[0] / 2) * pixel_size
    top = round(y / pixel_size + size[1] / 2) * pixel_size
    return Georeference(system.to_wkt(), (pixel_size, 0.0, left, 0.0, -pixel_size, top))


def geodesic_area(ring: Floats, georeference: Georeference) -> float:
    """Square metres on the ellipsoid of a ring given in pixels (n, 2), by pyproj's Geod.

    C. F. F. Karney, "Algorithms for geodesics", Journal of Geodesy 87 (2013). The edges are cut in pieces.
    """
    from pyproj import CRS, Geod

    pieces = []
    for start, end in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        number = max(1, int(np.ceil(np.abs(end - start).max() / _PIECE)))
        pieces.append(start + (end - start) * (np.arange(number) / number)[:, None])
    column, row = np.concatenate(pieces).T
    a, b, c, d, e, f = georeference.transform
    system = CRS.from_user_input(georeference.crs)
    longitude, latitude = _to_map(system).transform(
        a * column + b * row + c, d * column + e * row + f, direction="INVERSE"
    )
    ellipsoid = system.ellipsoid
    if ellipsoid is None:
        raise ValueError("this map has no ellipsoid")
    geod = Geod(a=ellipsoid.semi_major_metre, b=ellipsoid.semi_minor_metre)
    area, _ = geod.polygon_area_perimeter(longitude, latitude)
    return abs(float(area))


def _to_map(system: CRS) -> Transformer:
    from pyproj import Transformer

    return Transformer.from_crs(system.geodetic_crs, system, always_xy=True)
