"""Lengths as they are typed: a number and a unit."""

from __future__ import annotations

import math
import re

from core.base.errors import ParameterError

# Metres in one unit: the lengths a pixel size may be typed in.
UNITS: dict[str, float] = {"nm": 1e-9, "µm": 1e-6, "mm": 1e-3, "cm": 1e-2, "m": 1.0, "km": 1e3}

_LENGTH = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[+-]?(?:nan|inf))\s*(\D*?)\s*")
_SPELLINGS = {"um": "µm", "μm": "µm"}  # the second is a Greek mu, which keyboards also give


def parse_length(text: str) -> tuple[float, str]:
    """ "0.5m", "250 m", "2 um" → the number and its unit, a key of UNITS.

    Raises ParameterError for a length that is not positive and finite, a unit missing or unknown.
    """
    match = _LENGTH.fullmatch(text)
    if match is None:
        raise ParameterError(
            f"The pixel size “{text}” is no length: write a number and a unit, for example 0.5m."
        )
    number, unit = float(match[1]), _SPELLINGS.get(match[2], match[2])
    if not unit:
        raise ParameterError(
            f"The pixel size “{text}” lacks a unit: write one of {', '.join(UNITS)} after {match[1]}."
        )
    if unit not in UNITS:
        raise ParameterError(
            f"The pixel size “{text}” has an unknown unit, {unit}: choose {', '.join(UNITS)}."
        )
    if not 0.0 < number < math.inf:
        raise ParameterError(
            f"The pixel size “{text}” is not above zero: a pixel needs a real width and height."
        )
    return number, unit
