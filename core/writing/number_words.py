"""Numbers as a person reads them in legends and reports."""

from __future__ import annotations

import math
from collections.abc import Sequence

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def grouped(number: int) -> str:
    """1234567 → "1 234 567", with narrow spaces that do not break: no comma to be taken for a decimal one."""
    return f"{number:,}".replace(",", "\u202f")


def scientific(number: float) -> str:
    """555941000.0 → "5.55941 × 10⁸", 12.5 → "12.5": six significant digits."""
    mantissa, _, power = f"{number:.6g}".partition("e")
    return f"{mantissa}\u00a0×\u00a010{str(int(power)).translate(_RAISED)}" if power else mantissa


def area_decimals(areas: Sequence[float]) -> int:
    """Of all areas alike: six significant digits of the largest; none where all are whole."""
    largest = max(areas, default=0.0)
    if largest <= 0 or all(float(area).is_integer() for area in areas):
        return 0
    return min(15, max(0, 5 - math.floor(math.log10(largest))))


def areas_in_words(areas: Sequence[float]) -> list[str]:
    """With the same decimals, those of `area_decimals`."""
    return [f"{area:,.{area_decimals(areas)}f}".replace(",", "\u202f") for area in areas]


def error_in_words(error: float) -> str:
    """0.02731 → "0.027", 1234 → "1 200": two significant digits, more are not known of an error."""
    if not error:
        return "0"
    places = 1 - math.floor(math.log10(error))
    return f"{round(error, places):,.{max(places, 0)}f}".replace(",", "\u202f")


def share(fraction: float) -> str:
    """0.1234 → "12.3 %"; what is there but would read 0.0 % is "< 0.1 %"."""
    if 0 < fraction < 0.0005:
        return "< 0.1\u00a0%"
    return f"{100 * fraction:.1f}\u00a0%"
