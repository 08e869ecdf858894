"""A line drawn over a length that is known: the scale of a picture that brings none along."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from core.base.errors import ParameterError
from core.base.sentences import _
from core.image.image import PrintResolution
from core.scale.lengths import parse_length
from core.writing.typed_numbers import stored_number

_FORM = re.compile(r"(?P<ends>[^=]+)=(?P<length>[^=@]+)(?:@(?P<aspect>[^=@]+))?")
# Pixels: the ends of a shorter line cannot be placed to a per cent.
_SHORTEST = 1.0
# Standard error of the place of each end, in pixels.
_END = 0.5


@dataclass(frozen=True)
class ScaleLine:
    """A line and its true length.

    x0, y0, x1, y1: its ends in pixels, pixel (column, row) covering [column, column + 1) × [row, row + 1).
    length: how long it is, in `unit`, a key of core.scale.units.UNITS. aspect: height of a pixel by its
    width, as far as it is known; one line cannot tell it.

    Raises ParameterError for a line shorter than a pixel and for what is no length or aspect.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    length: float
    unit: str
    aspect: float = 1.0

    def __post_init__(self) -> None:
        parse_length(f"{self.length!r}{self.unit}")
        if not all(map(math.isfinite, (self.x0, self.y0, self.x1, self.y1))):
            raise ParameterError(_("The line for the scale has an end that is no place in the picture."))
        if not 0.0 < self.aspect < math.inf:
            raise ParameterError(
                _("A pixel cannot be {aspect:g} times as high as wide.").format(aspect=self.aspect)
            )
        if self.pixels < _SHORTEST:
            raise ParameterError(
                _("The line for the scale is shorter than a pixel: draw it over a known length.")
            )

    @property
    def pixels(self) -> float:
        """Its length in pixels, as it is drawn."""
        return math.hypot(self.x1 - self.x0, self.y1 - self.y0)

    @property
    def relative_error(self) -> float:
        """The relative standard error of its length in pixels, from the places of its two ends."""
        return math.sqrt(2.0) * _END / self.pixels

    @property
    def pixel_width(self) -> float:
        """Width of a pixel in `unit`: length² = (width · Δx)² + (width · aspect · Δy)²."""
        return self.length / math.hypot(self.x1 - self.x0, (self.y1 - self.y0) * self.aspect)

    @property
    def text(self) -> str:
        """ "10,20,110,20=50m", as `parse_line` reads it back, exactly; the aspect follows after "@"."""
        ends = ",".join(f"{value!r}" for value in (self.x0, self.y0, self.x1, self.y1))
        aspect = "" if self.aspect == 1.0 else f"@{self.aspect!r}"
        return f"{ends}={self.length!r}{self.unit}{aspect}"


def known_aspect(width: float, height: float, printed: PrintResolution | None) -> float:
    """Height of a pixel by its width as far as it is known, for a line to keep; 1 where it is not.

    width, height: of a pixel by the calibration that holds. printed: two unlike resolutions tell it, too.
    """
    if width == height and printed is not None:
        return printed.x / printed.y
    return height / width


def check_inside(line: ScaleLine, width: int, height: int) -> None:
    """Raises ParameterError where an end of the line lies beyond a picture of this size, in pixels."""
    for x, y in ((line.x0, line.y0), (line.x1, line.y1)):
        if not (0.0 <= x <= width and 0.0 <= y <= height):
            raise ParameterError(
                _(
                    "The line for the scale ends at {x:.6g},{y:.6g}, beyond the picture of {width} × "
                    "{height} pixels: give both ends in its pixels, counted from the top left corner."
                ).format(x=x, y=y, width=width, height=height)
            )


def parse_line(text: str) -> ScaleLine:
    """ "X0,Y0,X1,Y1=LENGTH", for example "10,20,110,20=50m"; "@2" after it: pixels twice as high as wide.

    Raises ParameterError.
    """
    match = _FORM.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        x0, y0, x1, y1 = (stored_number(end) for end in match["ends"].split(","))
        aspect = stored_number(match["aspect"]) if match["aspect"] else 1.0
    except ValueError:
        raise ParameterError(
            _(
                "The line “{text}” for the scale is none: write its two ends in pixels and its length, "
                "for example 10,20,110,20=50m."
            ).format(text=text)
        ) from None
    return ScaleLine(x0, y0, x1, y1, *parse_length(match["length"]), aspect)
