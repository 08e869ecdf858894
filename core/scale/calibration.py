"""Calibration: how pixels become ground units, and from where that is known.

The unit of areas is chosen once a calibration, never by the size of a result: the square of the
length unit that was typed, or square metres; but square kilometres where metres were given and a
pixel is 5 m or more across (satellites, also where a 10 m pixel in degrees is a little less).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from core.base.errors import ParameterError
from core.base.sentences import N_, _
from core.image.image import Georeference, PrintResolution
from core.scale.lengths import MOST_PERCENT, STANDARD_ERRORS, TypedSize, parse_typed_size
from core.scale.scale_area import ScaleArea
from core.scale.scale_line import ScaleLine
from core.scale.units import UNITS
from core.writing.number_words import grouped, short

ScaleSource = Literal["none", "typed", "georeference", "ome", "imagej", "instrument", "line", "area", "dpi"]
AreaMethod = Literal["geodesic", "planar"]
AREA_METHODS: tuple[AreaMethod, ...] = ("geodesic", "planar")

_KILOMETRES_FROM = 5.0
INCH = 25.4  # millimetres
_WORDS: dict[ScaleSource, str] = {
    "none": N_("uncalibrated"),
    "typed": N_("typed"),
    "ome": N_("from the OME metadata"),
    "imagej": N_("from the ImageJ metadata"),
    "instrument": N_("from the metadata of the microscope"),
}


@dataclass(frozen=True)
class Calibration:
    """What a pixel measures. Hashable; equal calibrations give equal areas.

    source: from where the scale is known. unit: of width and height: "px", a key of UNITS, or "°".
    width, height: one pixel in `unit` (the lengths of its sides where the grid is rotated).
    area_unit: the unit in which areas are reported ("px²", "m²", "km²" …).
    pixel_area: of one pixel in `area_unit`, from its sides (|a·e − b·d|: the nominal, planar area);
        in a map of degrees, where there is no such thing, the true area of the pixel at the centre.
    method: which areas lead: "geodesic" = true ground areas of each pixel, "planar" = pixels × pixel_area.
    georeference: of the pixels, where true ground areas can be had. crs: its name, "EPSG:3413".
    line: the one drawn, where source is "line"; region: the one of known size, where it is "area".
    error_percent: of a typed size, half the width of the interval that holds the true width and height with a
        coverage of 95 %, both off together, in per cent of them; 0: taken as exact.
    warnings: whole sentences on what the user should know of this choice.
    """

    source: ScaleSource = "none"
    unit: str = "px"
    width: float = 1.0
    height: float = 1.0
    pixel_area: float = 1.0
    area_unit: str = "px²"
    method: AreaMethod = "planar"
    georeference: Georeference | None = None
    crs: str = ""
    warnings: tuple[str, ...] = ()
    line: ScaleLine | None = None
    region: ScaleArea | None = None
    error_percent: float = 0.0

    @property
    def size(self) -> str:
        """ "250 m × 250 m", "0.5 m × 0.5 m ± 1 %"."""
        if self.unit == "°":
            # 0.0000898 and not 8.98e-05: a person reads it.
            width, height = (f"{Decimal(f'{size:.3g}'):f}" for size in (self.width, self.height))
            return f"{width}° × {height}°"
        error = f" ± {self.error_percent:.3g} %" if self.error_percent else ""
        return f"{self.width:.6g} {self.unit} × {self.height:.6g} {self.unit}{error}"

    @property
    def typed(self) -> str:
        """The size as `parse_pixel_size` reads it back, exactly; empty where it was not typed."""
        if self.source != "typed":
            return ""
        return TypedSize(self.width, self.height, self.unit, self.error_percent).text

    @property
    def length_error(self) -> float:
        """The relative standard error of lengths; 0 where the scale is taken as exact.

        Each end of a drawn line and each side of a thing of known size is placed to half a pixel; a typed
        size is off as the user says. A georeference is exact beside all else, and metadata are taken at their
        word.
        """
        drawn = self.line or self.region
        if drawn is not None:
            return drawn.relative_error
        return self.error_percent / 100.0 / STANDARD_ERRORS

    @property
    def description(self) -> str:
        """One line for the window and the exports: the scale, its source, the kind of area."""
        if self.source == "none":
            return _(_WORDS["none"])
        if self.source == "georeference":
            sentence = (
                _("georeference ({crs}), true ground area, {size}")
                if self.method == "geodesic"
                else _("georeference ({crs}), planar area, {size}")
            )
            return sentence.format(crs=self.crs, size=self.size)
        return _("{size}, {origin}").format(size=self.size, origin=self.origin)

    @property
    def origin(self) -> str:
        """The source in words, to follow the size."""
        if self.source == "georeference":
            return _("from the georeference ({crs})").format(crs=self.crs)
        if self.line is not None:
            return _("from a line of {pixels:.5g} px = {length:.6g} {unit}").format(
                pixels=self.line.pixels, length=self.line.length, unit=self.line.unit
            )
        if self.region is not None:
            known = self.region.known
            sentence = (
                _("from a region of {pixels} px = {size}")
                if known.is_area
                else _("from a region of {pixels} px, {size} across")
            )
            return sentence.format(
                pixels=grouped(self.region.pixels), size=f"{short(known.size, 6)} {known.unit}"
            )
        if self.source == "dpi":
            printed = PrintResolution(INCH / self.width, INCH / self.height)
            return _("from the printed resolution of {text}, as asked for").format(text=printed.text)
        return _(_WORDS[self.source])

    @property
    def has_both_areas(self) -> bool:
        """Whether planar and true ground areas are two numbers: on a map of lengths with a CRS."""
        return self.georeference is not None and self.unit != "°"

    @property
    def square_metres(self) -> float:
        """Square metres in one `area_unit`. Raises KeyError where areas are in pixels."""
        return UNITS[self.area_unit.removesuffix("²")] ** 2


UNCALIBRATED = Calibration()


def of_pixels(source: ScaleSource, unit: str, width: float, height: float) -> Calibration:
    """The calibration of pixels of this size. Raises ParameterError where areas would be no numbers."""
    square_metres = width * UNITS[unit] * height * UNITS[unit]
    if not (0.0 < width * height < math.inf and 0.0 < square_metres < math.inf):
        raise ParameterError(
            _(
                "A pixel of {width:g} × {height:g} {unit} is beyond what can be calculated: check the size."
            ).format(width=width, height=height, unit=unit)
        )
    area_unit, per_area_unit = area_unit_for(width * height, unit)
    return Calibration(source, unit, width, height, width * height / per_area_unit, area_unit)


def parse_pixel_size(text: str) -> Calibration:
    """ "0.5m", "0.5m,0.4m" (width, height), "0.5m±1%", "0.5±0.005m" → a typed Calibration, in the first unit.

    Raises ParameterError as `parse_typed_size` and `of_pixels` do.
    """
    size = parse_typed_size(text)
    return replace(of_pixels("typed", size.unit, size.width, size.height), error_percent=size.error_percent)


def from_line(line: ScaleLine) -> Calibration:
    """The calibration that a line of known length gives. Raises ParameterError as `of_pixels`."""
    width = line.pixel_width
    return replace(of_pixels("line", line.unit, width, width * line.aspect), line=line)


def from_region(region: ScaleArea) -> Calibration:
    """The calibration that a region of known size gives, of square pixels. Raises ParameterError as
    `of_pixels`.
    """
    width = region.pixel_width
    return replace(of_pixels("area", region.known.length_unit, width, width), region=region)


def as_typed(calibration: Calibration) -> Calibration:
    """The same size, as unsure, as one that was typed, for another picture: its own file or line does not
    give it.

    Raises ParameterError for a map of degrees, whose pixels have no size in a unit of length.
    """
    if calibration.unit == "°":
        raise ParameterError(_("The scale of a map in degrees cannot be given to another picture."))
    error = calibration.error_percent
    if calibration.line is not None or calibration.region is not None:
        error = min(MOST_PERCENT, float(f"{100.0 * STANDARD_ERRORS * calibration.length_error:.3g}"))
    typed = of_pixels("typed", calibration.unit, calibration.width, calibration.height)
    return replace(typed, error_percent=error)


def of_level(typed: Calibration, step: int) -> Calibration:
    """What a typed pixel size means where every step-th pixel of every step-th row is shown."""
    size = replace(typed, width=typed.width * step, height=typed.height * step)
    note = _("A pixel that is shown stands for {step} × {step} of the picture's, of {size} each.").format(
        step=step, size=typed.size
    )
    return replace(size, pixel_area=typed.pixel_area * step**2, warnings=(*typed.warnings, note))


def led_by(calibration: Calibration, area: AreaMethod | None) -> Calibration:
    """The same with the areas leading that were asked for; None: nothing was.

    Where there is but one kind of area, a warning says so. Raises ParameterError for planar areas in a map
    of degrees: a square degree is no area.
    """
    if area is None:
        return calibration
    if calibration.georeference is None:
        if calibration.source == "georeference" and (area == "planar" or calibration.warnings):
            return calibration
        return replace(calibration, warnings=(*calibration.warnings, _one_kind_only(calibration, area)))
    if area == "planar" and calibration.unit == "°":
        raise ParameterError(
            _(
                "The map of this picture is in degrees ({crs}), so it has no planar area: choose "
                "geodesic, or type a pixel size."
            ).format(crs=calibration.crs)
        )
    return replace(calibration, method=area)


def _one_kind_only(calibration: Calibration, area: AreaMethod) -> str:
    pixels = calibration.source == "none"
    if area == "geodesic":
        return (
            _(
                "Geodesic areas were asked for; without a georeference in use there is one kind of area "
                "only, pixels."
            )
            if pixels
            else _(
                "Geodesic areas were asked for; without a georeference in use there is one kind of area "
                "only, pixels × pixel size."
            )
        )
    return (
        _(
            "Planar areas were asked for; without a georeference in use there is one kind of area "
            "only, pixels."
        )
        if pixels
        else _(
            "Planar areas were asked for; without a georeference in use there is one kind of area "
            "only, pixels × pixel size."
        )
    )


def why_not_led(calibration: Calibration, area: AreaMethod | None) -> str:
    """Why true ground areas, which were asked for, do not lead, as a sentence; empty where they do."""
    if area != "geodesic" or calibration.method == "geodesic":
        return ""
    return calibration.warnings[-1]  # of `led_by`, or of coordinates that are not tied to the Earth


def led_if_possible(calibration: Calibration, area: AreaMethod | None) -> Calibration:
    """As `led_by`, but planar areas that a map of degrees does not have are a warning: of a recipe, say."""
    try:
        return led_by(calibration, area)
    except ParameterError as error:
        return replace(calibration, warnings=(*calibration.warnings, str(error)))


def area_unit_for(pixel_area: float, unit: str) -> tuple[str, float]:
    """The area unit for pixels of this area in `unit`², and how many `unit`² are in it."""
    if unit == "m" and pixel_area >= _KILOMETRES_FROM**2:
        return "km²", 1e6
    return f"{unit}²", 1.0
