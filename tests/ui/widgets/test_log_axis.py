"""The numbers of a logarithmic axis."""

from __future__ import annotations

import math

import pytest
from pytestqt.qtbot import QtBot

from ui.widgets.plot_axes import LogAxis, _said


@pytest.mark.parametrize(
    ("exponent", "text"),
    [
        (-3.0, "0.001"),
        (-0.30103, "0.5"),
        (0.0, "1"),
        (2.30103, "200"),
        (3.0, "1000"),
        (4.0, "10⁴"),
        (4.69897, "5·10⁴"),
    ],
)
def test_numbers_are_written_as_people_read_them(exponent: float, text: str) -> None:
    assert _said(exponent) == text


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (10.56, 11.38, ["10.6", "10.8", "11", "11.2"]),
        (0.0021, 0.0029, ["0.0022", "0.0024", "0.0026", "0.0028"]),
        (23_000, 24_900, ["2.3·10⁴", "2.35·10⁴", "2.4·10⁴", "2.45·10⁴"]),
        (1.5, 40.0, ["2", "5", "10", "20"]),
    ],
)
def test_a_narrow_range_has_round_numbers_too(qtbot: QtBot, low: float, high: float, said: list[str]) -> None:
    axis = LogAxis("bottom")
    ((_, places),) = axis.tickValues(math.log10(low), math.log10(high), 280.0)
    assert axis.tickStrings(places, 1.0, 1.0) == said
