"""Regions of interest on maps: the features of GeoJSON, shapefile, GeoPackage, carried to a picture.

Where the picture is georeferenced the coordinates are those of the file's coordinate reference system (CRS),
carried to the picture's; else they are pixels. GeoJSON that names no CRS is longitude and latitude on WGS 84;
numbers that cannot be degrees are taken in the picture's own CRS, and that is said.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import ProjError

from core.base.errors import ParameterError, ReadError
from core.base.sentences import _, listed, ngettext
from core.image.image import Georeference, Placed
from core.roi.regions_of_interest import RegionOfInterest, RegionsOfInterest
from core.roi.shapes import FARTHEST_COORDINATE
from core.roi_files.geometry import check_polygon, polygons_in, region_parts
from core.roi_files.layer import Layer
from core.scale.crs_names import UnknownCRSError, crs_named

# Edges are straight in the CRS of the file: before they are carried to another they get points this often.
_STEPS = 256
# Of a line that goes to and fro there are no more, beside its own points.
_MOST_STEPS = 200_000


def regions_on_map(path: Path, image: Placed, layer: Layer) -> RegionsOfInterest:
    """The regions of interest of the features of a file. Raises ReadError."""
    found = [(each.name, polygons_in(each.geometry)) for each in layer.features]
    usable = [(name, polygons) for name, polygons in found if polygons]
    if not usable:
        there = [each.geometry for each in layer.features if each.geometry is not None]
        kinds = sorted({geometry.geom_type for geometry in there if not geometry.is_empty})
        sentence = (
            _("it holds no polygon, only {kinds}: a region of interest needs one.")
            if kinds
            else _("it holds no polygon: a region of interest needs one.")
        )
        raise ReadError(path, sentence.format(kinds=listed(kinds)))
    notes = []
    if len(usable) < len(found):
        n = len(found) - len(usable)
        notes.append(
            ngettext(
                "{name}: {n} feature without a polygon is left out.",
                "{name}: {n} features without a polygon are left out.",
                n,
            ).format(name=path.name, n=n)
        )
    try:
        for name, polygons in usable:
            for each in polygons:
                check_polygon(each, name)
    except ParameterError as error:
        raise ReadError(path, str(error)) from None
    every = [each for _name, polygons in usable for each in polygons]
    crs = crs_of(path, image, layer, every)
    if image.georeference is not None and crs is None:
        notes.append(
            _(
                "{name} names no coordinate reference system: its coordinates are taken as those of "
                "the picture's map."
            ).format(name=path.name)
        )
    carry = Carry(path, image, crs)
    notes += [carry.note] if carry.note else []
    carried = [
        (name, [each for each in map(carry, polygons) if each is not None], _wide(name, polygons, crs))
        for name, polygons in usable
    ]
    lost = len(every) - sum(len(polygons) for _name, polygons, _wide_note in carried)
    if lost == len(every):
        raise ReadError(path, _("its polygons lie where the map of the picture does not reach."))
    if lost:
        notes.append(
            ngettext(
                "{name}: {n} polygon beyond the reach of the picture's map is left out.",
                "{name}: {n} polygons beyond the reach of the picture's map are left out.",
                lost,
            ).format(name=path.name, n=lost)
        )
    return tuple(
        RegionOfInterest(name, region_parts(polygons), (*notes, *wide))
        for name, polygons, wide in carried
        if polygons
    )


def _wide(name: str, polygons: list[Any], crs: CRS | None) -> tuple[str, ...]:
    """A note on a polygon that may be meant to cross the antimeridian."""
    if crs is None or not crs.is_geographic:
        return ()
    if max(each.bounds[2] - each.bounds[0] for each in polygons) <= 180:
        return ()
    return (
        _(
            "“{name}” spans more than 180° of longitude: if it should cross the antimeridian instead, "
            "cut it there, as RFC 7946 asks."
        ).format(name=name),
    )


def crs_of(path: Path, image: Placed, layer: Layer, geometries: list[Any]) -> CRS | None:
    """The CRS of the coordinates; None where they are in the picture's map, or its pixels, already.

    Raises ReadError for coordinates on a map where the picture has none.
    """
    left, top, right, bottom = shapely.total_bounds(geometries)
    degrees = left >= -360 and right <= 360 and top >= -90 and bottom <= 90
    if image.georeference is None:
        if layer.named or (degrees and (left < 0 or top < 0)):
            sentence = (
                _(
                    "its coordinates are on a map ({crs}), but the picture has no georeference: give pixel "
                    "coordinates (x to the right and y down from the upper left corner), or the "
                    "georeferenced picture."
                )
                if layer.named
                else _(
                    "its coordinates look like degrees on a map, but the picture has no georeference: give "
                    "pixel coordinates (x to the right and y down from the upper left corner), or the "
                    "georeferenced picture."
                )
            )
            raise ReadError(path, sentence.format(crs=_crs_name(layer.crs)))
        return None
    return layer.crs if layer.named or degrees else None


def _crs_name(crs: CRS | None) -> str:
    """ "EPSG:4326", or what it calls itself."""
    if crs is None:
        return "unknown"
    authority = crs.to_authority(min_confidence=100)
    return ":".join(authority) if authority else str(crs.name)


def _map_of(path: Path, georeference: Georeference) -> CRS:
    """The horizontal CRS of a picture. Raises ReadError."""
    try:
        crs = crs_named(georeference.crs)
    except UnknownCRSError:
        reason = _(
            "the coordinate reference system of the picture cannot be understood: use a mask or ImageJ."
        )
        raise ReadError(path, reason) from None
    return crs.sub_crs_list[0] if crs.is_compound else crs


class Carry:
    """Call it with a geometry: that in pixels, or None where the picture's map does not reach it.

    note: what is to be said of it, or empty.

    crs: of the geometries; None where they are in the picture's map already, or in its pixels where it has
    no map. Raises ReadError.
    """

    def __init__(self, path: Path, image: Placed, crs: CRS | None) -> None:
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
            reason = _("its coordinates ({crs}) cannot be carried to the picture's map.").format(
                crs=_crs_name(crs)
            )
            raise ReadError(path, reason) from None
        self.note = _("{name} was reprojected from {crs} to {target}.").format(
            name=path.name, crs=_crs_name(crs), target=_crs_name(target)
        )

    def __call__(self, geometry: Any) -> Any:
        if not _is_near(geometry):
            return None
        try:
            with np.errstate(all="ignore"):  # what is beyond all numbers is refused below
                if self._transformer is not None:
                    left, top, right, bottom = geometry.bounds
                    step = max(right - left, bottom - top) / _STEPS
                    step = max(step, float(shapely.length(geometry)) / _MOST_STEPS)
                    geometry = shapely.segmentize(geometry, step) if step > 0 else geometry
                carried = shapely.transform(shapely.force_2d(geometry), self.points)
        except shapely.errors.GEOSException:  # of rings with a point that is no number, or out of all reach
            return None
        return carried if _is_near(carried) else None

    def points(self, points: np.ndarray) -> np.ndarray:
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


def _is_near(geometry: Any) -> bool:
    """Whether its coordinates are numbers that a map, or a picture, may have."""
    points = shapely.get_coordinates(geometry)
    return bool(np.isfinite(points).all() and np.abs(points).max() < FARTHEST_COORDINATE)
