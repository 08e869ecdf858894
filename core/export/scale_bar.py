"""The scale bar of a picture: a round length, and how many pixels long it is."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from core.base.sentences import _
from core.export.pictures import looked_at
from core.image.image import Described
from core.scale.calibration import Calibration
from core.scale.ground_area import ground_grid, length_unit
from core.scale.units import METRIC, UNITS

# Of the width of the picture, at most.
_SHARE = 0.25


@dataclass(frozen=True)
class ScaleBar:
    """pixels: its length along a row. text: "20 km", or "200 px". note: what has to be known of it."""

    pixels: float
    text: str
    note: str


def scale_bar(image: Described, calibration: Calibration) -> ScaleBar:
    """A bar of 1, 2 or 5 times a power of ten, at most a quarter of the width of the picture, or of its crop.

    On a map with true areas it is a length on the ground at the centre of that. Without a scale, or
    where the centre lies beyond the projection, it counts pixels.
    """
    part = looked_at(image)
    centre = np.array([[part.x + part.width / 2, part.y + part.height / 2]])
    a_pixel = float(ground_grid(calibration, image.georeference, centre)[0, 0])
    longest = max(1.0, part.width * _SHARE)
    if calibration.source == "none" or not math.isfinite(a_pixel):
        return round_bar(longest, 0.0, "")
    bar = round_bar(longest, a_pixel * UNITS[length_unit(calibration)], calibration.unit)
    on_ground = calibration.method == "geodesic"
    return replace(bar, note=_("on the ground, at the centre of the picture") if on_ground else "")


def round_bar(longest: float, metres: float, given: str) -> ScaleBar:
    """A bar of at most so many pixels of this length; of 0: it counts pixels.

    given: the unit of the scale.
    """
    if not metres:
        return ScaleBar(_round(longest), f"{_round(longest):g} px", _("uncalibrated"))
    unit = _unit(metres * longest, given)
    length = _round(longest * metres / UNITS[unit])
    return ScaleBar(length * UNITS[unit] / metres, f"{length:g} {unit}", "")


def _unit(metres: float, given: str) -> str:
    """The unit in which a length is 1 … 1000: never centimetres, which maps and microscopes do not use.

    given: the unit of the scale; what was measured in inches or miles is shown so.
    """
    family = ("in", "ft", "mi") if given in ("in", "ft", "yd", "mi") else METRIC
    fitting = [unit for unit in family if UNITS[unit] <= metres and unit != "cm"]
    return fitting[-1] if fitting else family[0]


def _round(longest: float) -> float:
    """The greatest of 1, 2, 5 × 10ⁿ that is not above `longest`."""
    power = 10.0 ** math.floor(math.log10(longest))
    return max(step * power for step in (1.0, 2.0, 5.0) if step * power <= longest * (1 + 1e-9))
