"""Lengths as they are typed: a number and a unit."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from statistics import NormalDist

from core.base.errors import ParameterError
from core.base.sentences import _, ngettext

# Metres in one unit: the lengths a pixel size may be typed in.
UNITS: dict[str, float] = {"nm": 1e-9, "µm": 1e-6, "mm": 1e-3, "cm": 1e-2, "m": 1.0, "km": 1e3}

_LENGTH = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[+-]?(?:nan|inf))\s*(\D*?)\s*")
_SPELLINGS = {"um": "µm", "μm": "µm"}  # the second is a Greek mu, which keyboards also give
# The ± of a length is that of every error here: the interval holds the truth in 95 of 100 cases.
STANDARD_ERRORS = NormalDist().inv_cdf(0.975)
# Above it the size says next to nothing.
MOST_PERCENT = 50.0
_NUMBER = re.compile(r"\s*((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(.*?)\s*")


def parse_length(text: str) -> tuple[float, str]:
    """ "0.5m", "250 m", "2 um" → the number and its unit, a key of UNITS.

    Raises ParameterError for a length that is not positive and finite, a unit missing or unknown.
    """
    match = _LENGTH.fullmatch(text)
    if match is None:
        raise ParameterError(
            _("The pixel size “{text}” is no length: write a number and a unit, for example 0.5m.").format(
                text=text
            )
        )
    number, unit = float(match[1]), _SPELLINGS.get(match[2], match[2])
    if not unit:
        raise ParameterError(
            _("The pixel size “{text}” lacks a unit: write one of {choices} after {number}.").format(
                text=text, choices=", ".join(UNITS), number=match[1]
            )
        )
    if unit not in UNITS:
        raise ParameterError(
            _("The pixel size “{text}” has an unknown unit, {unit}: choose {choices}.").format(
                text=text, unit=unit, choices=", ".join(UNITS)
            )
        )
    if not 0.0 < number < math.inf:
        raise ParameterError(
            _("The pixel size “{text}” is not above zero: a pixel needs a real width and height.").format(
                text=text
            )
        )
    return number, unit


@dataclass(frozen=True)
class TypedSize:
    """width, height: above zero, in `unit`, a key of UNITS. error_percent: see Calibration."""

    width: float
    height: float
    unit: str
    error_percent: float = 0.0

    @property
    def text(self) -> str:
        """As `parse_typed_size` reads it back, exactly."""
        error = f"±{self.error_percent!r}%" if self.error_percent else ""
        return f"{self.width!r}{self.unit},{self.height!r}{self.unit}{error}"


def parse_typed_size(text: str) -> TypedSize:
    """ "0.5m", "0.5m,0.4m" (width, height), "0.5m±1%", "0.5±0.005m", "0.5m,0.4m+-1%"; in the first unit.

    Raises ParameterError for a size that is not positive and finite, a unit that is missing or unknown, more
    than two sizes, and a ± that is no number, negative or above 50 %.
    """
    size, sign, error = text.replace("+/-", "±").replace("+-", "±").partition("±")
    parts = size.split(",")
    if "," in error:
        raise ParameterError(
            _(
                "The pixel size “{text}” has a comma after the ±: one ± holds for width and height, "
                "after both, and decimals have a point, for example 0.5m,0.4m±1%."
            ).format(text=text)
        )
    if sign and len(parts) == 1 and not error.rstrip().endswith("%"):
        return _absolute(text, size, error)
    if len(parts) == 2 and not parts[0].strip()[-1:].isalpha():
        raise ParameterError(
            _(
                "The pixel size “{text}” has no unit before the comma: write 0.5m (a point for the "
                "decimals) or 0.5m,0.4m."
            ).format(text=text)
        )
    if len(parts) > 2:
        raise ParameterError(
            ngettext(
                "The pixel size “{text}” has {n} part: write 0.5m or 0.5m,0.4m.",
                "The pixel size “{text}” has {n} parts: write 0.5m or 0.5m,0.4m.",
                len(parts),
            ).format(text=text, n=len(parts))
        )
    sizes = [parse_length(part) for part in parts]
    width, unit = sizes[0]
    height, height_unit = sizes[-1]
    if height_unit != unit:
        height = height * UNITS[height_unit] / UNITS[unit]
    return TypedSize(width, height, unit, _percent(text, error) if sign else 0.0)


def check_error(percent: float) -> float:
    """The same. Raises ParameterError for what cannot be the ± of a size, in per cent."""
    if not 0.0 <= percent <= MOST_PERCENT:
        raise ParameterError(
            _("The ± of the pixel size is {percent:.6g} %: give one of 0 to {most:g} %.").format(
                percent=percent, most=MOST_PERCENT
            )
        )
    return percent


def _absolute(text: str, size: str, error: str) -> TypedSize:
    """ "0.5" and "0.005m", or "0.5m" and "5mm"."""
    found = _NUMBER.fullmatch(error)
    if found is None or not found[2]:
        raise ParameterError(
            _(
                "The ± in the pixel size “{text}” is no length and no per cent: write 0.5m±1% or "
                "0.5±0.005m (+- does for ±)."
            ).format(text=text)
        )
    has_unit = size.strip()[-1:].isalpha()
    width, unit = parse_length(size if has_unit else f"{size.strip()}{found[2]}")
    if float(found[1]) == 0.0:
        return TypedSize(width, width, unit)
    off, off_unit = parse_length(error)
    off = off if off_unit == unit else off * UNITS[off_unit] / UNITS[unit]
    return TypedSize(width, width, unit, check_error(float(f"{100.0 * off / width:.12g}")))


def _percent(text: str, error: str) -> float:
    if not error.rstrip().endswith("%"):
        raise ParameterError(
            _(
                "The pixel size “{text}” needs its ± in per cent, as width and height differ: write "
                "0.5m,0.4m±1%."
            ).format(text=text)
        )
    found = _NUMBER.fullmatch(error.rstrip().removesuffix("%"))
    if found is None or found[2] or not math.isfinite(float(found[1])):
        raise ParameterError(
            _(
                "The ± in the pixel size “{text}” is no number: write 0.5m±1% or 0.5±0.005m (+- does for ±)."
            ).format(text=text)
        )
    return check_error(float(found[1]))
