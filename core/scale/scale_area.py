"""A thing of known area or diameter in the picture: a coin, a square of paper, a calibration slide's disk."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from core.base.errors import ParameterError
from core.base.sentences import _
from core.scale.lengths import parse_area, parse_length
from core.scale.units import area_unit_named
from core.writing.typed_numbers import number_and_unit, parse_whole_number, read_number

_FORM = re.compile(r"(?P<x>[^=,]+),(?P<y>[^=,]+)=(?P<size>[^=@]+)(?:@(?P<pixels>[0-9]+)px)?")
# Standard error of the place of each side of the thing, in pixels: as that of the end of a drawn line.
_SIDE = 0.5


@dataclass(frozen=True)
class KnownSize:
    """What was typed of the thing at a place.

    x, y: a place in it, in pixels, pixel (column, row) covering [column, column + 1) × [row, row + 1).
    size: in `unit`, a key of core.scale.units.UNITS: its diameter, or its area where the unit is a square.
    """

    x: float
    y: float
    size: float
    unit: str

    @property
    def is_area(self) -> bool:
        return self.unit.endswith("²")

    @property
    def length_unit(self) -> str:
        return self.unit.removesuffix("²")

    @property
    def text(self) -> str:
        """ "25.0,40.0=4.0cm²", as `parse_known_size` reads it back, exactly."""
        return f"{self.x!r},{self.y!r}={self.size!r}{self.unit}"


@dataclass(frozen=True)
class ScaleArea:
    """A region and what it measures in truth. pixels: how many it has. Raises ParameterError for none."""

    known: KnownSize
    pixels: int

    def __post_init__(self) -> None:
        if self.pixels < 1:
            raise ParameterError(_("The region for the scale has no pixels."))

    @property
    def diameter(self) -> float:
        """Of the disk of as many pixels, in pixels."""
        return 2.0 * math.sqrt(self.pixels / math.pi)

    @property
    def pixel_width(self) -> float:
        """The side of a square pixel in the unit of length."""
        if self.known.is_area:
            return math.sqrt(self.known.size / self.pixels)
        return self.known.size / self.diameter

    @property
    def relative_error(self) -> float:
        """The relative standard error of lengths, from the places of the two sides of that disk."""
        return math.sqrt(2.0) * _SIDE / self.diameter

    @property
    def text(self) -> str:
        """ "25.0,40.0=4.0cm²@1600px", as `parse_scale_area` reads it back, exactly."""
        return f"{self.known.text}@{self.pixels}px"


def parse_known_size(text: str) -> KnownSize:
    """ "25,40=4cm2" (an area), "25,40=25.75mm" (a diameter). Raises ParameterError."""
    known, pixels = _parts(text)
    if pixels is not None:
        raise ParameterError(_no_known_size(text))
    return known


def parse_scale_area(text: str) -> ScaleArea:
    """ "25,40=4cm2@1600px": with the pixels that were counted. Raises ParameterError."""
    known, pixels = _parts(text)
    if pixels is None:
        raise ParameterError(_no_known_size(text))
    return ScaleArea(known, pixels)


def typed_size(text: str) -> tuple[float, str]:
    """ "4 cm2" → (4.0, "cm²"), "25.75 mm" → (25.75, "mm"). Raises ParameterError for what is neither."""
    _number, unit = number_and_unit(text)
    return parse_length(text) if area_unit_named(unit) is None else parse_area(text)


def _parts(text: str) -> tuple[KnownSize, int | None]:
    match = _FORM.fullmatch(text)
    x, y = (None, None) if match is None else (read_number(match["x"]), read_number(match["y"]))
    if match is None or x is None or y is None:
        raise ParameterError(_no_known_size(text))
    pixels = None if match["pixels"] is None else parse_whole_number(match["pixels"])
    return KnownSize(x, y, *typed_size(match["size"])), pixels


def _no_known_size(text: str) -> str:
    return _(
        "“{text}” gives no scale: write a place in the thing in pixels and its area or its diameter, for "
        "example 120,80=4cm2 or 120,80=25.75mm."
    ).format(text=text)
