"""Where the pixels of a picture lie on the ground: for scale bar, latitude, longitude and north beside it.

Found once for a grid of nodes; in between the direction from the centre of the Earth is interpolated, which
holds at poles and at 180° too. For looking: what is measured asks the projection itself.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from core.base.arrays import Floats
from core.base.errors import ParameterError
from core.export.scale_bar import ScaleBar, round_bar
from core.image.image import Described
from core.scale.calibration import Calibration
from core.scale.ground_area import ground_grid, length_unit
from core.scale.lonlat import ToLonLat
from core.scale.units import UNITS

# Nodes along each side: at 3000 km of a picture the place in the middle of four is off by less than 100 m.
_NODES = 65
# Of the direction of north, in pixels.
_ASIDE = 0.5


@dataclass(frozen=True, eq=False)
class GroundPlaces:
    """width, height: of the picture. unit: of its scale, "" without one. metres: (n, n) float64, the length
    of a pixel along a row at each node, by rows; None without a scale. directions: (n, n, 3) float64 of unit
    length, from the centre of a sphere; None where there is no latitude and longitude.
    """

    width: int
    height: int
    unit: str = ""
    metres: Floats | None = None
    directions: Floats | None = None

    def bar(self, longest: float, x: float, y: float) -> ScaleBar | None:
        """A bar of at most so many pixels, as long as they are at a place; None where they have no length."""
        if self.metres is None:
            return round_bar(longest, 0.0, "")
        here = float(self._between(self.metres[..., None], x, y)[0])
        return round_bar(longest, here, self.unit) if math.isfinite(here) and here > 0 else None

    def lonlat(self, x: float, y: float) -> tuple[float, float] | None:
        """Longitude and latitude of a place, in degrees; None where there is none."""
        if self.directions is None:
            return None
        east, north, up = self._between(self.directions, x, y)
        if not math.isfinite(east + north + up):
            return None
        return math.degrees(math.atan2(north, east)), math.degrees(math.atan2(up, math.hypot(east, north)))

    def north(self, x: float, y: float) -> tuple[float, float] | None:
        """The direction of north in the picture, right and down, of length 1; None where there is none."""
        if self.directions is None:
            return None
        here = self._between(self.directions, x, y)
        across = self._between(self.directions, x + _ASIDE, y) - self._between(self.directions, x - _ASIDE, y)
        down = self._between(self.directions, x, y + _ASIDE) - self._between(self.directions, x, y - _ASIDE)
        towards = np.array([0.0, 0.0, 1.0]) - here * here[2] / max(float(here @ here), 1e-300)
        steps, *_ = (
            np.linalg.lstsq(np.column_stack((across, down)), towards)
            if np.isfinite(across + down + towards).all()
            else (np.zeros(2),)
        )
        length = float(np.hypot(*steps))
        return (float(steps[0]) / length, float(steps[1]) / length) if length > 0 else None

    def _between(self, values: Floats, x: float, y: float) -> Floats:
        """(c,) of (n, n, c), bilinear; beyond the picture as at its edge."""
        last = _NODES - 1
        across = min(max(x / self.width, 0.0), 1.0) * last
        down = min(max(y / self.height, 0.0), 1.0) * last
        left, top = min(int(across), last - 1), min(int(down), last - 1)
        right, below = across - left, down - top
        upper = values[top, left] * (1 - right) + values[top, left + 1] * right
        lower = values[top + 1, left] * (1 - right) + values[top + 1, left + 1] * right
        found: Floats = upper * (1 - below) + lower * below
        return found


def ground_places(image: Described, calibration: Calibration) -> GroundPlaces:
    """Of a picture with its scale. Needs PROJ where there is a CRS: half a second, not for the GUI thread."""
    across, down = np.linspace(0, image.width, _NODES), np.linspace(0, image.height, _NODES)
    points = np.column_stack([each.ravel() for each in np.meshgrid(across, down)])
    metres = directions = None
    if calibration.source != "none":
        sides = ground_grid(calibration, image.georeference, points)[:, 0] * UNITS[length_unit(calibration)]
        metres = sides.reshape(_NODES, _NODES)
    if image.georeference is not None:
        try:
            degrees = ToLonLat(image.georeference, image.height, image.width).degrees(points)
        except ParameterError:
            degrees = None
        if degrees is not None:
            directions = _directions(degrees).reshape(_NODES, _NODES, 3)
    return GroundPlaces(image.width, image.height, calibration.unit, metres, directions)


def _directions(degrees: Floats) -> Floats:
    """(n, 2) longitude, latitude → (n, 3) of unit length."""
    lon, lat = np.radians(degrees).T
    found: Floats = np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))
    return found
