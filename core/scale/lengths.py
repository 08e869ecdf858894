"""Lengths and areas as they are typed: a number and a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import NormalDist

from core.base.errors import ParameterError
from core.base.sentences import _, with_commas
from core.scale.units import UNITS, area_unit_named, unit_named
from core.writing.typed_numbers import number_and_unit, read_number

# The ± of a length is that of every error here: the interval holds the truth in 95 of 100 cases.
STANDARD_ERRORS = NormalDist().inv_cdf(0.975)
# Above it the size says next to nothing.
MOST_PERCENT = 50.0
# The comma between width and height follows a unit; one after a digit is a decimal mark.
_BETWEEN = re.compile(r"(?<=[^\d\s.,])\s*,")


def parse_length(text: str, unit: str = "") -> tuple[float, str]:
    """ "0.5m", "250 m", "0,5 um", "6 feet" → the number and its unit, a key of UNITS.

    unit: of a number without one. Raises ParameterError for a length that is not positive and finite, a unit
    missing or unknown.
    """
    number, word = _split(text, _("a length"), "0.5 m")
    if not word and not unit:
        raise ParameterError(
            _("“{text}” lacks a unit: write one after the number, for example {text} m.").format(
                text=text.strip()
            )
        )
    found = unit_named(word) if word else unit
    if found is None:
        raise ParameterError(_unknown(text, word, with_commas(UNITS)))
    if number <= 0.0:
        raise ParameterError(
            _("“{text}” is not above zero: a length on the ground is.").format(text=text.strip())
        )
    return number, found


def parse_area(text: str) -> tuple[float, str]:
    """ "4 cm2", "0.5 km²", "3 ha" → the number and its unit, the square of a key of UNITS.

    Raises ParameterError for an area that is not positive and finite, a unit missing or unknown.
    """
    number, word = _split(text, _("an area"), "0.5 m²")
    found = area_unit_named(word)
    if found is None:
        raise ParameterError(_unknown(text, word, with_commas(f"{unit}²" for unit in UNITS)))
    if number <= 0.0:
        raise ParameterError(_("“{text}” is not above zero: an area is.").format(text=text.strip()))
    factor, unit = found
    return number * factor, unit


def parse_area_in(text: str, unit: str) -> float:
    """ "0.5 km2" in "m²" → 500000.0; a number alone is in `unit`, "px²" or the square of a key of UNITS.

    Raises ParameterError as `parse_area`, and for a unit on the ground where there is no scale.
    """
    number, word = number_and_unit(text)
    if not word or word == unit or unit == "px²" == f"{word}²":
        return number
    area, given = parse_area(text)
    if unit == "px²":
        raise ParameterError(
            _("“{text}” needs a scale, and the picture has none: give the area in pixels.").format(
                text=text.strip()
            )
        )
    ratio = UNITS[given.removesuffix("²")] / UNITS[unit.removesuffix("²")]
    return float(f"{area * ratio**2:.12g}")


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
    parts = _BETWEEN.split(size)
    if _BETWEEN.search(error) is not None:
        raise ParameterError(
            _(
                "The pixel size “{text}” goes on after its ±: one ± holds for width and height, after both, "
                "for example 0.5m,0.4m±1%."
            ).format(text=text)
        )
    if sign and len(parts) == 1 and not error.rstrip().endswith("%"):
        return _absolute(text, size, error)
    if len(parts) > 2:
        raise ParameterError(
            _("The pixel size “{text}” has {n} parts: write 0.5m or 0.5m,0.4m.").format(
                text=text, n=len(parts)
            )
        )
    sizes = [parse_length(part) for part in parts]
    width, unit = sizes[0]
    height = _in_unit(*sizes[-1], unit)
    return TypedSize(width, height, unit, _percent(text, error) if sign else 0.0)


def check_error(percent: float) -> float:
    """The same. Raises ParameterError for what cannot be the ± of a size, in per cent."""
    if not 0.0 <= percent <= MOST_PERCENT:
        raise ParameterError(
            _("The ± of the pixel size is {percent} %: give one of 0 to {most} %.").format(
                percent=f"{percent:.6g}", most=f"{MOST_PERCENT:g}"
            )
        )
    return percent


def _split(text: str, what: str, example: str) -> tuple[float, str]:
    """The number and the unit. Raises ParameterError."""
    try:
        return number_and_unit(text)
    except ParameterError:
        raise ParameterError(
            _(
                "“{text}” is not {what}: write a number and a unit, for example {example}; leave out marks "
                "between thousands, one point or comma is for the decimals."
            ).format(text=text.strip(), what=what, example=example)
        ) from None


def _in_unit(length: float, unit: str, wanted: str) -> float:
    return length if unit == wanted else length * UNITS[unit] / UNITS[wanted]


def _unknown(text: str, word: str, known: str) -> str:
    return _("“{text}” has an unknown unit, {word}: choose {known}.").format(
        text=text.strip(), word=word or "–", known=known
    )


def _how() -> str:
    return _("write 0.5m±1% or 0.5±0.005m (+- does for ±)")


def _absolute(text: str, size: str, error: str) -> TypedSize:
    """ "0.5" and "0.005m", or "0.5m" and "5mm"."""
    try:
        off, word = number_and_unit(error)
    except ParameterError:
        off, word = -1.0, ""
    if off < 0.0 or not word:
        raise ParameterError(
            _("The ± in the pixel size “{text}” is no length and no per cent: {how}.").format(
                text=text, how=_how()
            )
        )
    has_unit = read_number(size) is None
    width, unit = parse_length(size if has_unit else f"{size.strip()}{word}")
    if off == 0.0:
        return TypedSize(width, width, unit)
    off = _in_unit(*parse_length(error), unit)
    return TypedSize(width, width, unit, check_error(float(f"{100.0 * off / width:.12g}")))


def _percent(text: str, error: str) -> float:
    if not error.rstrip().endswith("%"):
        raise ParameterError(
            _(
                "The pixel size “{text}” needs its ± in per cent, as width and height differ: write "
                "0.5m,0.4m±1%."
            ).format(text=text)
        )
    percent = read_number(error.rstrip().removesuffix("%"))
    if percent is None or percent < 0.0:
        raise ParameterError(
            _("The ± in the pixel size “{text}” is no number of 0 or more: {how}.").format(
                text=text, how=_how()
            )
        )
    return check_error(percent)
