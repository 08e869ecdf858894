"""Degrees as they stand beside a map: round steps, and where along a line they are passed."""

from __future__ import annotations

import math

from core.base.arrays import Floats

_STEPS = (1.0, 2.0, 5.0)


def degrees_text(degrees: float, letters: str, decimals: int) -> str:
    """ "59.5° N". letters: for what is above and below 0, "NS" or "EW"; 0 and 180° need none."""
    letter = "" if abs(degrees) % 180 == 0 else " " + letters[degrees < 0]
    return f"{abs(degrees):.{decimals}f}°{letter}"


def round_step(span: float, most: int) -> tuple[float, int]:
    """The least of 1, 2, 5 × 10ⁿ that goes at most `most` times into a span above 0, and its decimals."""
    exponent = math.floor(math.log10(span / most))
    steps = [step * 10.0**power for power in (exponent, exponent + 1) for step in _STEPS]
    step = next(each for each in steps if span / each <= most * (1 + 1e-9))
    return step, max(0, -math.floor(math.log10(step) + 1e-9))


def crossings(values: Floats, step: float) -> list[tuple[float, float]]:
    """Where along (n,) values a multiple of `step` is passed: (place from 0 to n − 1, multiple).

    Between two values that lie half the Earth apart, as at 180°, nothing is passed.
    """
    found: list[tuple[float, float]] = []
    for i, (one, other) in enumerate(zip(values[:-1].tolist(), values[1:].tolist(), strict=True)):
        if not math.isfinite(one + other) or one == other or abs(other - one) > 180:
            continue
        low, high = sorted((one, other))
        number = math.ceil(low / step)
        while number * step < high:
            found.append((i + (number * step - one) / (other - one), number * step))
            number += 1
    return found
