"""What a step of one pixel is on the ground, at places of an image: lengths and angles follow from it.

Around a place the ground is taken for flat: a step of (x, y) pixels leads (p·x + q·y, s·y) length units
from it, the first axis along the row. Of a map with true ground areas p, q and s come from the ellipsoid at
that place (core.scale.ground_area), so that a degree of longitude, a Mercator metre, a sheared grid and a
pixel of unlike sides all give ground lengths; otherwise they are the nominal sides of the pixel everywhere.
"""

from __future__ import annotations

import numpy as np

from core.base.arrays import Floats
from core.image.image import Georeference
from core.scale.calibration import Calibration
from core.scale.ground_area import GroundArea
from core.scale.lengths import UNITS


def length_unit(calibration: Calibration) -> str:
    """The unit of lengths: that whose square areas are reported in."""
    return calibration.area_unit.removesuffix("²")


def ground_grid(calibration: Calibration, georeference: Georeference | None, centres: Floats) -> Floats:
    """(n, 3) float64: p, q, s in `length_unit(calibration)` at `centres`.

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
        s = np.sqrt(np.maximum((down * down).sum(axis=0) - q * q, 0.0))
        grid = np.stack((p, q, s), axis=1)
    grid[~(np.isfinite(grid).all(axis=1) & (p > 0) & (s > 0))] = np.nan
    return grid
