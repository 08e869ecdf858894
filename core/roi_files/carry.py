"""Takes geometries from the coordinate reference system (CRS) of a file to the pixels of a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from core.base.errors import ReadError
from core.image.image import Described, Georeference
from core.roi.shapes import FARTHEST

# Edges are straight in the CRS of the file: before they are carried to another they get points this often.
_STEPS = 256


def crs_name(crs: CRS | None) -> str:
    """ "EPSG:4326", or what it calls itself."""
    if crs is None:
        return "unknown"
    authority = crs.to_authority(min_confidence=100)
    return ":".join(authority) if authority else str(crs.name)


def _map_of(path: Path, georeference: Georeference) -> CRS:
    """The horizontal CRS of a picture. Raises ReadError."""
    try:
        crs = CRS.from_user_input(georeference.crs)
    except CRSError:
        reason = "the coordinate reference system of the picture cannot be understood: use a mask or ImageJ."
        raise ReadError(path, reason) from None
    return crs.sub_crs_list[0] if crs.is_compound else crs


class Carry:
    """Call it with a geometry: that in pixels, or None where the picture's map does not reach it.

    note: what is to be said of it, or empty.

    crs: of the geometries; None where they are in the picture's map already, or in its pixels where it has
    no map. Raises ReadError.
    """

    def __init__(self, path: Path, image: Described, crs: CRS | None) -> None:
        self._transformer: Transformer | None = None
        self._inverse: np.ndarray | None = None
        self._turn = self._middle = 0.0
        self.note = ""
        if image.georeference is None:
            return
        target = _map_of(path, image.georeference)
        a, b, c, d, e, f = image.georeference.transform
        self._inverse = np.linalg.inv(np.array([[a, b, c], [d, e, f], [0, 0, 1]]))
        # The same meridian has many longitudes: the one next to the picture is meant.
        self._turn = 360.0 if target.is_geographic else 0.0
        self._middle = a * image.width / 2 + b * image.height / 2 + c
        if crs is None or crs.equals(target, ignore_axis_order=True):
            return
        try:
            self._transformer = Transformer.from_crs(crs, target, always_xy=True)
        except ProjError:
            reason = f"its coordinates ({crs_name(crs)}) cannot be carried to the picture's map."
            raise ReadError(path, reason) from None
        self.note = f"{path.name} was reprojected from {crs_name(crs)} to {crs_name(target)}."

    def __call__(self, geometry: Any) -> Any:
        if self._transformer is not None:
            left, top, right, bottom = geometry.bounds
            step = max(right - left, bottom - top) / _STEPS
            geometry = shapely.segmentize(geometry, step) if step > 0 else geometry
        try:
            with np.errstate(all="ignore"):  # what is beyond all numbers is refused below
                carried = shapely.transform(shapely.force_2d(geometry), self._points)
        except shapely.errors.GEOSException:  # of rings with a point that is no number
            return None
        points = shapely.get_coordinates(carried)
        return carried if np.isfinite(points).all() and np.abs(points).max() < FARTHEST else None

    def _points(self, points: np.ndarray) -> np.ndarray:
        """(n, 2) to (n, 2)."""
        if self._transformer is not None:
            points = np.column_stack(self._transformer.transform(points[:, 0], points[:, 1]))
        if self._turn and len(points):
            turns = np.round((self._middle - points[:, 0].mean()) / self._turn)
            points = np.column_stack((points[:, 0] + self._turn * turns, points[:, 1]))
        if self._inverse is not None:
            points = points @ self._inverse[:2, :2].T + self._inverse[:2, 2]
            # A millionth of a pixel: an edge that ran through centres, or between pixels, does so again.
            points = np.round(points, 6)
        return points
