"""Numbers as a person reads them, everywhere alike: in the window, in reports and on the command line.

A point for the decimals and narrow spaces between thousands (ISO 80000-1), whatever the language of the
system: none of them can be taken for the other. A value has as many digits as its error allows, to the second
of the error's leading digits, and the ± beside it is in its own unit. Files for machines have full numbers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from core.base.sentences import _

NO_BREAK, NARROW = "\u00a0", "\u202f"
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
# Digits of what has no known error, and decimals of such a share in per cent.
_DIGITS, _SHARE_DECIMALS = 6, 2
_MOST_DECIMALS = 15


def grouped(number: int) -> str:
    """1234567 → "1 234 567", with narrow spaces that do not break: no comma to be taken for a decimal one."""
    return f"{number:,}".replace(",", NARROW).replace("-", "−")


def fixed(number: float, decimals: int) -> str:
    """1234.56 with 1 decimal → "1 234.6"; with −2, to whole hundreds: "1 200". Nothing is "−0"."""
    text = f"{round(number, decimals):,.{max(decimals, 0)}f}".replace(",", NARROW)
    return text.removeprefix("-") if not text.strip("-0.") else text.replace("-", "−")


def short(number: float, digits: int = 4) -> str:
    """So many significant digits and no zeros at the end: 0.25 → "0.25", 12345.678 → "12 346"."""
    text = fixed(number, max(0, _decimals(number, digits)))
    return text.rstrip("0").removesuffix(".") if "." in text else text


def scientific(number: float, digits: int = 6) -> str:
    """555941000.0 → "5.55941 × 10⁸", 12.5 → "12.5": so many significant digits."""
    mantissa, _sign, power = f"{number:.{digits}g}".partition("e")
    return f"{mantissa}{NO_BREAK}×{NO_BREAK}10{str(int(power)).translate(_RAISED)}" if power else mantissa


def decimals_by(error: float | None) -> int | None:
    """Decimals that show the two leading digits of an error: 0.0273 → 3, 0.0999 → 2 (0.10), 1234 → −2.

    None where the error is not known or 0.
    """
    if not error or not math.isfinite(error):
        return None
    return min(_MOST_DECIMALS, 1 - math.floor(math.log10(float(f"{abs(error):.1e}"))))


def area_decimals(areas: Sequence[float]) -> int:
    """Of all areas alike that have no error: six significant digits of the largest, without zeros at the end
    of all of them.
    """
    finite = [abs(area) for area in areas if math.isfinite(area)]
    most = max(0, _decimals(max(finite, default=0.0), _DIGITS))
    return max((_used_decimals(area, most) for area in finite), default=0)


def area_in_words(area: float, error: float | None = None, decimals: int | None = None) -> str:
    """Without its unit. decimals: of areas without an error, those of `area_decimals` unless given."""
    by_error = decimals_by(error)
    if by_error is not None:
        return fixed(area, by_error)
    return fixed(area, area_decimals([area]) if decimals is None else decimals)


def areas_in_words(areas: Sequence[float], errors: Sequence[float | None] = ()) -> list[str]:
    """Each to the digits of its error, or with the same decimals, those of `area_decimals`."""
    decimals = area_decimals(areas)
    known = errors or [None] * len(areas)
    return [area_in_words(area, error, decimals) for area, error in zip(areas, known, strict=True)]


def error_in_words(error: float) -> str:
    """0.02731 → "0.027", 1234 → "1 200": two significant digits, more are not known of an error."""
    decimals = decimals_by(error)
    return "0" if decimals is None else fixed(error, decimals)


def measured(area: float, unit: str, error: float | None = None) -> str:
    """ "18 940 ± 230 km²"; without an error "18 941.1 km²"."""
    around = "" if error is None else f" ±{NO_BREAK}{error_in_words(error)}"
    return f"{area_in_words(area, error)}{around}{NO_BREAK}{unit}"


def share(fraction: float, error: float | None = None) -> str:
    """0.1234 → "12.34 %", with an error of 0.012 "12.3 %"; what is there but would read 0 is "< 0.01 %"."""
    decimals = share_decimals(error)
    if fraction > 0 and round(100 * fraction, decimals) == 0:
        return f"<{NO_BREAK}{fixed(10.0**-decimals, decimals)}{NO_BREAK}%"
    return f"{fixed(100 * fraction, decimals)}{NO_BREAK}%"


def share_with_error(fraction: float, error: float | None) -> str:
    """ "12.3 ± 1.2 %", the error in points of per cent; without one as `share`."""
    if error is None:
        return share(fraction)
    around = fixed(100 * error, share_decimals(error)) if error else "0"
    return f"{fixed(100 * fraction, share_decimals(error))} ±{NO_BREAK}{around}{NO_BREAK}%"


def difference(percent: float | None) -> str:
    """4.5678 → "+4.57 %"; empty for None."""
    if percent is None:
        return ""
    return f"{'+' if percent > 0 else ''}{fixed(percent, _SHARE_DECIMALS)}{NO_BREAK}%"


def pixels_of(name: str, pixels: int) -> str:
    """ "ice: 1 456 px": a name before a count is never taken for a part of it."""
    return _("{name}: {pixels} px").format(name=name, pixels=grouped(pixels)).replace(" px", f"{NO_BREAK}px")


def share_decimals(error: float | None) -> int:
    """Of a share in per cent with this error: as many as show its two leading digits; 2 without."""
    by_error = None if error is None else decimals_by(100 * error)
    return _SHARE_DECIMALS if by_error is None else min(max(by_error, 0), 6)


def _used_decimals(number: float, most: int) -> int:
    """Without zeros at the end."""
    return len(f"{number:.{most}f}".partition(".")[2].rstrip("0"))


def _decimals(number: float, digits: int) -> int:
    """Of so many significant digits."""
    if not number or not math.isfinite(number):
        return 0
    return min(_MOST_DECIMALS, digits - 1 - math.floor(math.log10(abs(number))))


def column_decimals(least: float, greatest: float) -> int:
    """Decimals of a column of numbers above zero, equal in all rows so that they stand under each other.

    Four significant digits of the largest; up to four more, so that the smallest is not shown as nothing.
    """
    wanted, most = _decimals(least, 1), _decimals(greatest, 4)
    return max(0, min(12, max(most, min(wanted, most + 4))))
