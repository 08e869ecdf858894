"""An axis of logarithms to base ten, numbered as people read them."""

from __future__ import annotations

import math

import pyqtgraph as pg

from ui.widgets.plot_axes import power_of_ten

# Decades up to which 2 and 5 are numbered too, and room that a number takes along the axis.
_SHORT = 2.0
_TALL, _WIDE = 22.0, 46.0


class LogAxis(pg.AxisItem):
    """Values are exponents; ticks at 1, 2, 5 of a decade, at whole decades, or at every few.

    Where fewer than two of these are in sight: at round numbers.
    """

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N802, N803
        span = maxVal - minVal
        if not (math.isfinite(span) and span > 0):
            return []
        room = _WIDE if self.orientation in ("bottom", "top") else _TALL
        decades = range(math.floor(minVal), math.ceil(maxVal) + 1)
        if span <= _SHORT and size / span > 3 * room:
            places = [d + math.log10(part) for d in decades for part in (1, 2, 5)]
        else:
            step = max(1, math.ceil(room * span / max(size, 1)))
            places = [float(d) for d in decades if d % step == 0]
        inside = [place for place in places if minVal <= place <= maxVal]
        if len(inside) < 2 and span <= _SHORT:
            inside = _round_numbers(minVal, maxVal, max(2, math.floor(size / room)))
        return [(1.0, inside)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: N802, ARG002
        return [_said(value) for value in values]


def _round_numbers(low: float, high: float, most: int) -> list[float]:
    """Exponents of round numbers between two exponents: at most `most`, with the narrowest steps."""
    first, last = 10.0**low, 10.0**high
    power = 10.0 ** math.floor(math.log10((last - first) / most))
    for step in (power * part for part in (1, 2, 5, 10, 20)):
        numbers = range(math.ceil(first / step - 1e-9), math.floor(last / step + 1e-9) + 1)
        if len(numbers) <= most:
            return [math.log10(number * step) for number in numbers]
    return []


def _said(exponent: float) -> str:
    whole = math.floor(exponent + 1e-9)
    if -3 <= whole <= 3:
        return f"{10.0**exponent:.4g}"  # 1000, not 1e+03
    part = f"{10.0 ** (exponent - whole):.4g}"
    return power_of_ten(whole) if part == "1" else f"{part}·{power_of_ten(whole)}"
