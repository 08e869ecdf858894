"""Calibration: how pixels become ground units, and from where that is known.

The unit of areas is chosen once a calibration, never by the size of a result: the square of the
length unit that was typed, or square metres; but square kilometres where metres were given and a
pixel is 5 m or more across (satellites, also where a 10 m pixel in degrees is a little less).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from core.errors import ParameterError
from core.image import Described, Georeference
from core.lengths import UNITS, parse_length

if TYPE_CHECKING:
    from core.map_units import MapUnits

Source = Literal["none", "typed", "georeference"]
AreaMethod = Literal["geodesic", "planar"]
AREA_METHODS: tuple[AreaMethod, ...] = ("geodesic", "planar")

_KILOMETRES_FROM = 5.0
# Degrees of latitude; a grid that ends at the pole may miss it by rounding.
_POLE = 90.0 + 1e-6
_BEYOND_THE_POLE = (
    "A part of the picture lies beyond a pole (latitudes above 90°): its pixels count, but have no area."
)


@dataclass(frozen=True)
class Calibration:
    """What a pixel measures. Hashable; equal calibrations give equal areas.

    source: from where the scale is known. unit: of width and height: "px", a key of UNITS, or "°".
    width, height: one pixel in `unit` (the lengths of its sides where the grid is rotated).
    area_unit: the unit in which areas are reported ("px²", "m²", "km²" …).
    pixel_area: of one pixel in `area_unit`, from its sides (|a·e − b·d|: the nominal, planar area);
        in a map of degrees, where there is no such thing, the true area of the pixel at the centre.
    method: "geodesic" = areas are true ground areas of each pixel, "planar" = pixels × pixel_area.
    georeference: of the pixels, where areas are geodesic. crs: its name, "EPSG:3413".
    warnings: whole sentences on what the user should know of this choice.
    """

    source: Source = "none"
    unit: str = "px"
    width: float = 1.0
    height: float = 1.0
    pixel_area: float = 1.0
    area_unit: str = "px²"
    method: AreaMethod = "planar"
    georeference: Georeference | None = None
    crs: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def size(self) -> str:
        """ "250 m × 250 m"."""
        if self.unit == "°":
            return f"{self.width:.3g}° × {self.height:.3g}°"
        return f"{self.width:.6g} {self.unit} × {self.height:.6g} {self.unit}"

    @property
    def typed(self) -> str:
        """The size as `parse_pixel_size` reads it back, exactly; empty where it was not typed."""
        if self.source != "typed":
            return ""
        return f"{self.width!r}{self.unit},{self.height!r}{self.unit}"

    @property
    def description(self) -> str:
        """One line for the window and the exports: the scale, its source, the kind of area."""
        if self.source == "none":
            return "uncalibrated"
        if self.source == "typed":
            return f"{self.size}, typed"
        kind = "true ground area" if self.method == "geodesic" else "planar area"
        return f"georeference ({self.crs}), {kind}, {self.size}"

    @property
    def square_metres(self) -> float:
        """Square metres in one `area_unit`. Raises KeyError where areas are in pixels."""
        return UNITS[self.area_unit.removesuffix("²")] ** 2


UNCALIBRATED = Calibration()


def parse_pixel_size(text: str) -> Calibration:
    """ "0.5m", "250 m" or "0.5m,0.4m" (width, height) → a typed Calibration, in the first unit typed.

    Raises ParameterError for a size that is not positive and finite, a unit that is missing or unknown,
    and for more than two sizes.
    """
    parts = text.split(",")
    if len(parts) == 2 and not parts[0].strip()[-1:].isalpha():
        raise ParameterError(
            f"The pixel size “{text}” has no unit before the comma: write 0.5m (a point for the decimals) "
            "or 0.5m,0.4m."
        )
    if len(parts) > 2:
        raise ParameterError(f"The pixel size “{text}” has {len(parts)} parts: write 0.5m or 0.5m,0.4m.")
    sizes = [parse_length(part) for part in parts]
    width, unit = sizes[0]
    height, height_unit = sizes[-1]
    if height_unit != unit:
        height = height * UNITS[height_unit] / UNITS[unit]
    if not (0.0 < width * height < math.inf and 0.0 < _square_metres(width, height, unit) < math.inf):
        raise ParameterError(
            f"The pixel size “{text}” is beyond what can be calculated: check number and unit."
        )
    area_unit, per_area_unit = _area_unit(width * height, unit)
    return Calibration("typed", unit, width, height, width * height / per_area_unit, area_unit)


def from_georeference(image: Described, area: AreaMethod = "geodesic") -> Calibration | None:
    """The calibration that the image's georeference gives; None where it gives none.

    Lengths are converted to metres from the unit of the map (US survey feet and the like). A local
    coordinate system, which is not tied to the Earth, has planar areas only, and a warning says so.

    Raises ParameterError for planar areas in a map of degrees: a square degree is no area.
    """
    from core.map_units import map_units, pixel_determinant

    georeference = image.georeference
    units = map_units(georeference) if georeference else None
    if georeference is None or units is None:
        return None
    if units.kind == "geographic":
        if area == "planar":
            raise ParameterError(
                f"The map of this picture is in degrees ({units.name}), so it has no planar area: "
                "choose geodesic, or type a pixel size."
            )
        return _in_degrees(image, georeference, units)
    a, b, _, d, e, _ = georeference.transform
    nominal = pixel_determinant(georeference.transform) * units.per_unit**2
    area_unit, per_area_unit = _area_unit(nominal, "m")
    planar = Calibration(
        "georeference",
        "m",
        math.hypot(a, d) * units.per_unit,
        math.hypot(b, e) * units.per_unit,
        nominal / per_area_unit,
        area_unit,
        crs=units.name,
    )
    if units.kind == "local":
        note = f"The coordinates ({units.name}) are not tied to the Earth: areas are planar."
        return replace(planar, warnings=(note,) if area == "geodesic" else ())
    return planar if area == "planar" else replace(planar, method="geodesic", georeference=georeference)


def calibrate(
    image: Described, typed: Calibration | None = None, area: AreaMethod = "geodesic"
) -> Calibration:
    """The calibration of an image: the typed one, else that of its georeference, else UNCALIBRATED.

    Where both are there the typed one wins, and a warning says so.
    Raises ParameterError as `from_georeference` does.
    """
    if typed is None:
        return from_georeference(image, area) or UNCALIBRATED
    return preferring(typed, from_georeference(image) or UNCALIBRATED)


def preferring(typed: Calibration, known: Calibration) -> Calibration:
    """The typed calibration; where the image's own is known too, with a warning that it gives way."""
    if known.source == "none":
        return typed
    note = (
        f"The typed pixel size, {typed.size}, is used in place of {known.size} "
        f"from the georeference ({known.crs})."
    )
    return replace(typed, warnings=(note,))


def _in_degrees(image: Described, georeference: Georeference, units: MapUnits) -> Calibration:
    from core.ground_area import GroundArea

    a, b, _, d, e, f = georeference.transform
    middle = image.height // 2
    row = GroundArea(georeference).rows(middle, middle + 1, image.width)[0]
    centre = float(row[len(row) // 2])
    area_unit, per_area_unit = _area_unit(centre, "m")
    degrees = math.degrees(units.per_unit)
    latitudes = [degrees * (d * x + e * y + f) for x in (0, image.width) for y in (0, image.height)]
    beyond = max(abs(latitude) for latitude in latitudes) > _POLE
    return Calibration(
        "georeference",
        "°",
        math.hypot(a, d) * degrees,
        math.hypot(b, e) * degrees,
        centre / per_area_unit,
        area_unit,
        "geodesic",
        georeference,
        units.name,
        (_BEYOND_THE_POLE,) if beyond else (),
    )


def _square_metres(width: float, height: float, unit: str) -> float:
    return width * UNITS[unit] * height * UNITS[unit]


def _area_unit(pixel_area: float, unit: str) -> tuple[str, float]:
    """The area unit for pixels of this area in `unit`², and how many `unit`² are in it."""
    if unit == "m" and pixel_area >= _KILOMETRES_FROM**2:
        return "km²", 1e6
    return f"{unit}²", 1.0
