"""Numbers as a person reads them: counts, shares and areas in the words of the locale."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QLocale

from core.scale.units import UNITS

NO_BREAK = "\u00a0"


def count_text(count: int) -> str:
    """6922368 → "6,922,368"."""
    return QLocale().toString(count)


def share_text(fraction: float) -> str:
    """0.4567 → "45.67 %"; what is there but rounds to nothing is "< 0.01 %"."""
    percent = 100 * fraction
    if 0 < percent < 0.005:
        return f"<{NO_BREAK}{QLocale().toString(0.01, 'f', 2)}{NO_BREAK}%"
    return f"{QLocale().toString(percent, 'f', 2)}{NO_BREAK}%"


def difference_text(percent: float | None) -> str:
    """4.5678 → "+4.57 %"; empty for None."""
    if percent is None:
        return ""
    sign = "+" if percent > 0 else "−" if percent < 0 else ""
    return f"{sign}{QLocale().toString(abs(percent), 'f', 2)}{NO_BREAK}%"


def area_decimals(areas: Iterable[float]) -> int:
    """Decimals for a column, equal in all rows so that the numbers stand under each other.

    Four significant digits of the largest; up to four more, so that the smallest is not shown as nothing.
    """
    sizes = [abs(a) for a in areas if a and math.isfinite(a)]
    if not sizes:
        return 0
    least = 3 - math.floor(math.log10(max(sizes)))
    wanted = -math.floor(math.log10(min(sizes)))
    return max(0, min(12, max(least, min(wanted, least + 4))))


def area_text(area: float, unit: str, decimals: int | None = None) -> str:
    """1234.5 "km²" → "1,235 km²"."""
    places = area_decimals([area]) if decimals is None else decimals
    return f"{QLocale().toString(float(area), 'f', places)}{NO_BREAK}{unit}"


def error_text(error: float) -> str:
    """0.0273 → "± 0.027": two significant digits, more are not known of an error."""
    if not error:
        return f"±{NO_BREAK}0"
    places = 1 - math.floor(math.log10(error))
    return f"±{NO_BREAK}{QLocale().toString(round(error, places), 'f', max(places, 0))}"


def short_text(value: float) -> str:
    """A number with four significant digits and no trailing zeros."""
    places = area_decimals([value])
    text = QLocale().toString(float(value), "f", places)
    point = QLocale().decimalPoint()
    return text.rstrip("0").removesuffix(point) if point in text else text


def size_text(width: float, height: float) -> str:
    """Two lengths in metres → "1.2 km × 0.7 km", in the unit that suits the longer."""
    unit = next((u for u in ("km", "m", "mm", "µm") if max(width, height) >= UNITS[u]), "nm")
    sides = (f"{short_text(side / UNITS[unit])}{NO_BREAK}{unit}" for side in (width, height))
    return " × ".join(sides)


def cluster_ids(clusters: Sequence[int]) -> str:
    """(1, 2, 3, 7) → "1–3, 7"."""
    runs: list[list[int]] = []
    for cluster in clusters:
        if runs and cluster == runs[-1][-1] + 1:
            runs[-1].append(cluster)
        else:
            runs.append([cluster])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in runs)
