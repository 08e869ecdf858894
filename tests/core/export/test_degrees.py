"""Degrees beside a map."""

from __future__ import annotations

import numpy as np
import pytest

from core.export.degrees import crossings, degrees_text, round_step


@pytest.mark.parametrize(
    ("degrees", "letters", "decimals", "text"),
    [
        (59.5, "NS", 1, "59.5° N"),
        (-59.54, "NS", 1, "59.5° S"),
        (0.0, "NS", 0, "0°"),
        (180.0, "EW", 0, "180°"),
        (-180.0, "EW", 0, "180°"),
        (12.25, "EW", 2, "12.25° E"),
    ],
)
def test_words(degrees: float, letters: str, decimals: int, text: str) -> None:
    assert degrees_text(degrees, letters, decimals) == text


@pytest.mark.parametrize(
    ("span", "most", "step", "decimals"),
    [(10.0, 5, 2.0, 0), (10.0, 1, 10.0, 0), (10.1, 5, 5.0, 0), (0.03, 3, 0.01, 2), (100.0, 4, 50.0, 0)],
)
def test_round_steps(span: float, most: int, step: float, decimals: int) -> None:
    assert round_step(span, most) == (pytest.approx(step), decimals)


def test_where_multiples_are_passed() -> None:
    assert crossings(np.array([9.0, 11.0, 21.0]), 5.0) == [(0.5, 10.0), (1.4, 15.0), (1.9, 20.0)]
    assert crossings(np.array([1.0, -1.0]), 5.0) == [(0.5, 0.0)]
    # One that lies on a value is passed once, not never or twice.
    assert crossings(np.array([9.0, 10.0, 11.0]), 5.0) == [(1.0, 10.0)]
    # From 179° to −179° nothing between them is passed; what is not known neither.
    assert crossings(np.array([179.0, -179.0, np.nan, 4.0]), 5.0) == []
